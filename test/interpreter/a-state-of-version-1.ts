/** A state as the app wrote it before there were sub-flows, word for word. */
export const stateOfVersion1 = {
  version: 1,
  attemptId: 'attempt',
  callId: 'call',
  to: '+14255550100',
  program: 'hash',
  flow: 'test-line',
  language: 'en-US',
  phase: 'live',
  seq: 3,
  offeredAtMs: 1_000,
  answeredAtMs: 2_000,
  frames: [
    {
      flow: 'test-line',
      step: 'ask',
      visit: { stage: 'asking', noInput: 1, noMatch: 0, confirms: 0, lost: 0 },
      inputs: { ask: { stage: 'confirming', noInput: 0, noMatch: 2, confirms: 1, lost: 0 } },
      visits: { welcome: 1, ask: 2 },
    },
  ],
  operations: {
    '3.0': { frame: 0, kind: 'prompt', dueAtMs: 61_000 },
    '3.1': { frame: 0, kind: 'input', dueAtMs: 72_000, repeated: true },
  },
  parties: { caller: 'connected' },
  errorHandled: false,
  closing: false,
  hangUps: 0,
  tally: { steps: 3, noInput: 1, noMatch: 2, errors: 0, transfers: 0, lost: 0 },
  confidential: {
    from: '+14255550101',
    headers: { 'X-Id': '1' },
    variables: [{ pin: '4711', count: 2, known: true }],
  },
} as const;

/** One that waits to be connected, for a step or for a retry of one. */
export function answeringOfVersion1(whenConnected: unknown) {
  const { answeredAtMs: _answeredAtMs, ...rest } = stateOfVersion1;
  const operations = { '1.0': { frame: 0, kind: 'answer', dueAtMs: 31_000 } };
  return { ...rest, phase: 'answering', whenConnected, operations, parties: { caller: 'ringing' } };
}
