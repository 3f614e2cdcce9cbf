import fc from 'fast-check';
import type { CallEvent, OperationOutcome } from '../../src/interpreter/event.ts';
import type { CallState } from '../../src/interpreter/state.ts';

/** An event that is made for the state which it meets: most name an operation that is open there. */
export type EventPlan = (state: CallState, atMs: number) => CallEvent;

const digits = fc.constantFrom('', '0', '1', '2', '5', '*', '#', '12', '41', '41#', '0#', '*#', 'D', 'x'.repeat(100));

/** The outcomes of operations by type; one that is missing here does not compile. */
const outcomes: { [T in OperationOutcome['type']]: fc.Arbitrary<Extract<OperationOutcome, { type: T }>> } = {
  promptCompleted: fc.constant({ type: 'promptCompleted' }),
  promptFailed: fc.constant({ type: 'promptFailed', reason: '400/8582' }),
  promptCancelled: fc.constant({ type: 'promptCancelled' }),
  inputCancelled: fc.constant({ type: 'inputCancelled' }),
  inputCollected: fc.record({
    type: fc.constant('inputCollected'),
    digits,
    endedBy: fc.constantFrom('maxDigits', 'endKey', 'interDigit'),
  }),
  inputFailed: fc.record({
    type: fc.constant('inputFailed'),
    reason: fc.constantFrom('noInput', 'noMatch', 'promptFailed', 'failed'),
  }),
  transferAccepted: fc.constant({ type: 'transferAccepted' }),
  transferFailed: fc.constant({ type: 'transferFailed', reason: '486/0' }),
  commandAccepted: fc.constant({ type: 'commandAccepted' }),
  commandRefused: fc.record({
    type: fc.constant('commandRefused'),
    reason: fc.constantFrom('gone', 'refused', 'unreachable'),
  }),
  deadlinePassed: fc.constant({ type: 'deadlinePassed' }),
};

const anyOutcome: fc.Arbitrary<OperationOutcome> = fc.oneof(...Object.values(outcomes));

const aboutOpen: fc.Arbitrary<EventPlan> = fc.tuple(anyOutcome, fc.nat(3)).map(([outcome, index]) => (state, atMs) => ({
  ...outcome,
  token: openToken(state, index),
  atMs,
}));

const aboutNothing: fc.Arbitrary<EventPlan> = fc
  .tuple(anyOutcome, fc.constantFrom('', '0.0', '1.0', '2.0', '3.1', 'constructor', '__proto__', 'toString'))
  .map(([outcome, token]) => (_state, atMs) => ({ ...outcome, token, atMs }));

const aboutTheCall: fc.Arbitrary<EventPlan> = fc
  .constantFrom<Exclude<CallEvent, { token: string }>['type']>(
    'callOffered',
    'callConnected',
    'answerFailed',
    'callDisconnected',
  )
  .map((type) => (_state, atMs) => {
    if (type === 'callOffered') return { type, from: '+14255550101', to: '+14255550100', headers: {}, atMs };
    return type === 'callConnected' ? { type, atMs } : { type, reason: '200/0', atMs };
  });

/** Mostly what fits, so that calls get far. */
export const anyEvent: fc.Arbitrary<EventPlan> = fc.oneof(
  { weight: 12, arbitrary: aboutOpen },
  { weight: 2, arbitrary: aboutNothing },
  { weight: 2, arbitrary: aboutTheCall },
);

/** A call that comes in and is connected, then whatever happens, with the time between. Milliseconds. */
export const anyHistory = fc
  .array(fc.record({ plan: anyEvent, afterMs: fc.oneof(fc.nat(10_000), fc.constantFrom(0, 3_600_000, -5_000)) }), {
    maxLength: 40,
  })
  .map((happenings) => [{ plan: comesIn, afterMs: 0 }, { plan: isConnected, afterMs: 300 }, ...happenings]);

const comesIn: EventPlan = (_state, atMs) => ({
  type: 'callOffered',
  from: '+14255550101',
  to: '+14255550100',
  headers: { 'X-Id': '1' },
  atMs,
});

const isConnected: EventPlan = (_state, atMs) => ({ type: 'callConnected', atMs });

function openToken(state: CallState, index: number): string {
  const tokens = Object.keys(state.operations);
  return tokens[index % Math.max(1, tokens.length)] ?? 'none';
}
