import { afterEach, expect, test, vi } from 'vitest';
import { type EndedCall, endExplanation } from '../../../../local/telephony-emulator/server/end-explanation.ts';
import { LiveCall } from '../../../../local/telephony-emulator/server/live-call.ts';
import { anEmulatedLine, CALLER, type EmulatedLine, LINE } from './emulated-line.ts';
import { eventually } from './receiving-app.ts';

const open: EmulatedLine[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const line of open.splice(0)) await line.close();
});

const UNLISTED = '+14255550177';
const NO_LINE = ` No line is listed under this number. The lines are: ${LINE} (Clinic).`;

function anEndedCall(change: Partial<EndedCall> = {}): EndedCall {
  const lines = [{ number: LINE, label: 'Clinic' }];
  return { endReason: 'notAnswered', to: LINE, offer: { type: 'sent' }, ringMs: 30_000, lines, ...change };
}

/** A call to `to` that ends at once; its explanation as the caller API has it. */
async function explained(line: EmulatedLine, to: string): Promise<string | undefined> {
  return explanationOf(line, await placed(line, to));
}

async function placed(line: EmulatedLine, to: string): Promise<string> {
  // The emulator of this test wrote it.
  const { id } = (await (await line.post('/emulator/calls', { from: CALLER, to })).json()) as { id: string };
  return id;
}

async function explanationOf(line: EmulatedLine, id: string): Promise<string | undefined> {
  return eventually(async () => {
    const { state, endExplanation: explanation } = await line.call(id);
    return state === 'ended' && explanation;
  });
}

async function aLine(options: Parameters<typeof anEmulatedLine>[0]): Promise<EmulatedLine> {
  const line = await anEmulatedLine(options);
  open.push(line);
  return line;
}

test.each<[string, Partial<EndedCall>, string | undefined]>([
  ['a caller who hangs up', { endReason: 'callerHungUp' }, undefined],
  ['an app that hangs up', { endReason: 'appHungUp' }, undefined],
  ['a call that goes on', { endReason: undefined }, undefined],
  ['a rejected call', { endReason: 'rejected' }, 'The app rejected the call.'],
  ['a rejected call to no line', { endReason: 'rejected', to: UNLISTED }, `The app rejected the call.${NO_LINE}`],
  ['one where no lines are listed', { endReason: 'rejected', lines: [] }, 'The app rejected the call.'],
  ['silence', {}, 'The app was told of the call, and did not answer it within 30 s.'],
  [
    'no endpoint',
    { offer: { type: 'noEndpoint' } },
    'No app was told of the call: no endpoint for IncomingCall is set.',
  ],
  [
    'a refused IncomingCall',
    { offer: { type: 'undelivered', attempt: { type: 'answered', status: 404, body: '' } } },
    'The app was not told of the call: its answer to IncomingCall was 404.',
  ],
  [
    'an app that is not there',
    { offer: { type: 'undelivered', attempt: { type: 'failed', reason: 'unreachable' } } },
    'The app was not told of the call: it could not be reached.',
  ],
  [
    'a redirect that nobody takes',
    { endReason: 'redirectFailed' },
    'The app redirected the call, and the telephone there did not take it.',
  ],
])('of %s it is said why the call came to nothing', (_, change, words) => {
  expect(endExplanation(anEndedCall(change))).toBe(words);
});

test('of many lines the first ten are named', () => {
  const lines = Array.from({ length: 12 }, (_, index) => ({
    number: `+142555501${10 + index}`,
    label: `Line ${index}`,
  }));
  const words = endExplanation(anEndedCall({ endReason: 'rejected', to: UNLISTED, lines }));
  expect(words).toContain('(Line 9), and 2 more.');
  expect(words).not.toContain('(Line 10)');
});

test("a call that the app rejects says so, and that its number is no line's", async () => {
  const line = await aLine({});
  const explanation = explained(line, UNLISTED);
  const { incomingCallContext } = await eventually(() => line.app.incomingCalls[0]);
  await line.client.rejectCall(String(incomingCallContext));
  expect(await explanation).toBe(`The app rejected the call.${NO_LINE}`);
});

test('a call that rings out says whether the app was told of it', async () => {
  const line = await aLine({ settings: { ringMs: 500 } });
  expect(await explained(line, LINE)).toBe('The app was told of the call, and did not answer it within 0.5 s.');
  line.app.statuses.push(404);
  expect(await explained(line, UNLISTED)).toBe(
    `The app was not told of the call: its answer to IncomingCall was 404.${NO_LINE}`,
  );
});

test('an attempt to tell the app belongs to the explanation if it had begun before the end of the call', () => {
  vi.useFakeTimers();
  const call = new LiveCall({
    from: CALLER,
    to: LINE,
    settings: { ringMs: 30_000 },
    lines: [],
    onTurn: () => undefined,
  });
  call.apply({ type: 'callPlaced', callId: call.id, from: CALLER, to: LINE });
  call.noteOffer({ type: 'sent' });
  vi.advanceTimersByTime(30_000);
  expect(call.view().endExplanation).toBe('The app was told of the call, and did not answer it within 30 s.');
  call.noteOffer({ type: 'undelivered', attempt: { type: 'failed', reason: 'timedOut' } });
  const timedOut = 'The app was not told of the call: it did not take IncomingCall in time.';
  expect(call.view().endExplanation).toBe(timedOut);
  call.noteOffer({ type: 'sent' });
  call.noteOffer({ type: 'undelivered', attempt: { type: 'answered', status: 500, body: '' } });
  expect(call.view().endExplanation).toBe(timedOut);
});

test('what is said of a call that is over stays, whatever comes of the next attempt to tell the app', async () => {
  const line = await aLine({ settings: { ringMs: 200 }, eventGridRetryDelaysMs: [1_000] });
  line.app.statuses.push(500);
  const id = await placed(line, LINE);
  const explanation = await explanationOf(line, id);
  expect(explanation).toBe('The app was not told of the call: its answer to IncomingCall was 500.');
  await eventually(() => line.app.incomingCalls.length === 2);
  expect((await line.call(id)).endExplanation).toBe(explanation);
});
