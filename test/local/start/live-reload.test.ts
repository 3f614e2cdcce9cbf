import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { aFlow, aFlowDirectory, writeFiles } from '../../flow-catalog/flow-directory.ts';
import { patience } from '../../whole-call/patience.ts';
import { aStateDirectory, aWholeLine, type WholeLine } from '../../whole-call/whole-line.ts';

const testTimeoutMs = 90_000;
const caller = '+14255550179';
const number = '+14255550100';
const state = await aStateDirectory();
let line: WholeLine | undefined;

afterAll(async () => {
  await line?.end();
  await state.remove();
}, testTimeoutMs);

/** A line that says its own words before and after a key. */
function saying(words: string) {
  const operator = { none: 'Nobody is there.' };
  const menu = {
    type: 'menu',
    prompt: `${words} Press 1.`,
    options: [{ key: '1', next: 'more' }],
    on: { else: 'bye' },
  };
  const more = { type: 'play', prompt: `${words} Again.`, next: 'menu' };
  // Longer than a restart on a busy machine.
  const defaults = { initialSilenceMs: 60_000 };
  return { ...aFlow, operator, defaults, start: 'menu', steps: { menu, more, bye: aFlow.steps.bye } };
}

test('an edit is heard by the next call, a broken one by none, and a call keeps its flow even across a restart', {
  timeout: testTimeoutMs,
}, async () => {
  const directory = aFlowDirectory({
    'greeting.flow.json': saying('First.'),
    'routes.json': { routes: [{ to: number, flow: 'greeting', label: 'Greeting' }] },
  });
  line = await aWholeLine(state.path, {
    FLOWS_DIRECTORY: directory,
    FUNCTIONS_APP: fileURLToPath(new URL('../../whole-call/fixtures/app-with-pid.ts', import.meta.url)),
  });
  const { report, printed } = line;
  const before = await line.call(caller, number);
  await before.hears('First. Press 1.');

  writeFiles(directory, { 'greeting.flow.json': saying('Second.') });
  await vi.waitFor(() => expect(printed()).toContain('Flows changed: the next call gets them.'), patience);
  const after = await line.call(caller, number);
  await after.hears('Second. Press 1.');

  writeFiles(directory, { 'greeting.flow.json': '{\n  "name": "greeting",\n  "start": \n}' });
  await vi.waitFor(() => expect(printed()).toMatch(/greeting\.flow\.json:4:1: The file is not JSON/), patience);
  const broken = await line.call(caller, number);
  await broken.hears('Second. Press 1.');
  expect(printed()).toContain('"what":"flowsBroken","count":1');

  // Killed while the files are broken: what began before goes on all the same.
  const response = await fetch(`${report.functions}/api/process`);
  // The fixture answers exactly this.
  const { pid } = (await response.json()) as { pid: number };
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(printed()).toContain('The functions host ended (SIGKILL)'), patience);

  await before.press('1');
  await before.hears('First. Again.');
  await after.press('1');
  await after.hears('Second. Again.');
  writeFiles(directory, { 'greeting.flow.json': saying('Third.') });
  await vi.waitFor(async () => expect((await fetch(`${report.functions}/api/health`)).status).toBe(200), patience);
  const last = await line.call(caller, number);
  await last.hears('Third. Press 1.');
  await Promise.all([before, after, broken, last].map((phone) => phone.hangUp()));
});
