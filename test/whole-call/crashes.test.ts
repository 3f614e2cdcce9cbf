import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { patience } from './patience.ts';
import type { Telephone } from './telephone.ts';
import { aStateDirectory, aWholeLine, numbers, type WholeLine } from './whole-line.ts';
import { closedClinicPrompt, writeEditableFlows } from './written-flows.ts';

const testTimeoutMs = 90_000;
const caller = '+14255550178';

const states = await Promise.all([aStateDirectory(), aStateDirectory()]);
const [killed, restarted] = states;
const lines: WholeLine[] = [];

async function start(stateDirectory: string, env: Record<string, string> = {}): Promise<WholeLine> {
  const line = await aWholeLine(stateDirectory, env);
  lines.push(line);
  return line;
}

afterAll(async () => {
  for (const line of lines) line.process.child.kill('SIGKILL');
  for (const state of states) await state.remove();
}, testTimeoutMs);

/** The process that runs the functions; the line starts it anew by itself when it dies. */
async function functionsPid(line: WholeLine): Promise<number> {
  const response = await fetch(`${line.report.functions}/api/process`);
  // The fixture answers exactly this.
  const { pid } = (await response.json()) as { pid: number };
  return pid;
}

// One kill for four calls, each in another moment: a start of the functions takes seconds on a busy machine.
// Their flow is edited first, so that whoever takes them up has to find the one that they began with.
test.concurrent('calls go on as they began when the functions are killed in a prompt, a recognition, after a key and in a transfer', {
  timeout: testTimeoutMs,
}, async () => {
  const flowsDirectory = join(killed.path, 'flows');
  const flows = await writeEditableFlows(flowsDirectory);
  const line = await start(killed.path, {
    FLOWS_DIRECTORY: flowsDirectory,
    FUNCTIONS_APP: fileURLToPath(new URL('fixtures/app-with-pid.ts', import.meta.url)),
    // Slower than the other suites, so that the middle of a prompt lasts long enough to be met.
    EMULATOR_SPEED: '4',
  });
  const pid = await functionsPid(line);
  const [inTransfer, afterKey, inRecognition] = await Promise.all([
    untilTransfer(await line.call(caller, numbers.clinic)),
    untilNumber(await line.call(caller, numbers.clinic)),
    untilMenu(await line.call(caller, numbers.clinic)),
  ]);
  const leg = await inTransfer.rings(numbers.clinicDesk);
  const inPrompt = await line.call(caller, numbers.clinic);
  const greeting = await inPrompt.hears('Thank you for calling Riverside Clinic.');
  expect(greeting.heard.at(-1)?.finished).toBe(false);
  await afterKey.press('4728193#');
  await flows.closeClinic();
  process.kill(pid, 'SIGKILL');

  await inTransfer.accept(leg);
  await inRecognition.listened();
  await inRecognition.press('2');
  await inRecognition.hears('Please enter your patient number');
  await afterKey.hears('You entered 4, 7, 2, 8, 1, 9, 3.');
  await inPrompt.answers('For appointments, press 1.', '1');
  await inPrompt.accept(await inPrompt.rings(numbers.clinicDesk));
  await Promise.all([inRecognition.hangUp(), afterKey.hangUp()]);

  await (await line.call(caller, numbers.clinic)).hears(closedClinicPrompt);

  const calls = [inPrompt, inRecognition, afterKey, inTransfer];
  const records = await Promise.all(calls.map(async (phone) => line.stored.ended(await phone.callConnectionId())));
  expect(records.map(({ disposition }) => disposition)).toEqual(['connected', 'abandoned', 'abandoned', 'connected']);
  expect((await inTransfer.view()).legs).toHaveLength(2);
  await vi.waitFor(async () => expect(await line.stored.rows('calls')).toEqual([]), patience);
  expect(line.printed().match(/The functions host ended \(SIGKILL\)/g)).toHaveLength(1);
  expect(line.printed()).not.toContain(caller.slice(1));
  await line.end();
});

async function untilMenu(phone: Telephone): Promise<Telephone> {
  await phone.hears('For appointments, press 1.');
  await phone.listened();
  return phone;
}

async function untilNumber(phone: Telephone): Promise<Telephone> {
  await phone.answers('For appointments, press 1.', '2');
  await phone.hears('Please enter your patient number');
  await phone.listened();
  return phone;
}

async function untilTransfer(phone: Telephone): Promise<Telephone> {
  await phone.answers('For appointments, press 1.', '0');
  await phone.rings(numbers.clinicDesk);
  return phone;
}

test.concurrent('a call that was live when everything died gets its record from the next start', {
  timeout: testTimeoutMs,
}, async () => {
  const first = await start(restarted.path, { EMULATOR_SPEED: '0.5' });
  const phone = await first.call(caller, numbers.parcels);
  // The shortest prompt of the flows: the call is looked after when the prompt should long be over.
  await phone.hears('Welcome to Northway Parcels.');
  const callConnectionId = await phone.callConnectionId();
  first.process.child.kill('SIGKILL');
  await first.process.exited;

  const second = await start(restarted.path);
  expect(await second.stored.liveCall(callConnectionId)).toMatchObject({ step: 'welcome', phase: 'open' });
  expect(await second.stored.ended(callConnectionId)).toMatchObject({ disposition: 'abandoned', lastStep: 'welcome' });
  await second.end();
});
