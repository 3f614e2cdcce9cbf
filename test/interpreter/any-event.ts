import fc from 'fast-check';
import type { CallEvent, FoundRow, OperationOutcome } from '../../src/interpreter/event.ts';
import type { JsonValue } from '../../src/interpreter/json-value.ts';
import type { CallState, Operation, OperationKind } from '../../src/interpreter/state.ts';

/** An event that is made for the state which it meets: most name an operation that is open there. */
export type EventPlan = (state: CallState, atMs: number) => CallEvent;

const digits = fc.constantFrom('', '0', '1', '2', '5', '*', '#', '12', '41', '41#', '0#', '*#', 'D', 'x'.repeat(100));

const bodies = fc.constantFrom<JsonValue>(
  { at: 'noon', n: 3, other: null },
  { at: 7 },
  [{ at: 'noon', n: 1 }, { at: 'one' }, {}],
  Array.from({ length: 300 }, (_, n) => ({ at: 'x'.repeat(2_000), n })),
);

const rows: fc.Arbitrary<FoundRow[]> = fc.array(
  fc.record({
    rowKey: fc.constantFrom('a1', 'constructor'),
    fields: fc.constantFrom<FoundRow['fields']>({}, { at: 'noon', n: 1 }, { at: true }, { at: 'x'.repeat(8_000) }),
  }),
  { maxLength: 3 },
);

/** As it comes out of an answer. */
function asJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value));
}

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
  choiceMade: fc.record({
    type: fc.constant('choiceMade'),
    label: fc.constantFrom('option1', 'option2', 'item1', 'item9', 'operator', 'repeat', 'constructor', ''),
  }),
  speechHeard: fc.record({
    type: fc.constant('speechHeard'),
    text: fc.constantFrom('', '...', 'yes', 'Help!', 'operator', 'nochmal', '41', 'x'.repeat(5_000)),
  }),
  transferAccepted: fc.constant({ type: 'transferAccepted' }),
  transferFailed: fc.constant({ type: 'transferFailed', reason: '486/0' }),
  requestAnswered: fc.record({
    type: fc.constant('requestAnswered'),
    status: fc.constantFrom(100, 200, 204, 404, 500),
    body: fc.oneof(fc.constant(undefined), bodies, fc.jsonValue().map(asJson)),
  }),
  requestFailed: fc.record({
    type: fc.constant('requestFailed'),
    reason: fc.constantFrom('timeout', 'uncertain', 'failed'),
  }),
  rowsFound: fc.record({ type: fc.constant('rowsFound'), rows }),
  rowSaved: fc.constant({ type: 'rowSaved' }),
  rowExists: fc.constant({ type: 'rowExists' }),
  saveUncertain: fc.constant({ type: 'saveUncertain' }),
  commandAccepted: fc.constant({ type: 'commandAccepted' }),
  commandRefused: fc.record({
    type: fc.constant('commandRefused'),
    reason: fc.constantFrom('gone', 'refused', 'unreachable'),
  }),
  deadlinePassed: fc.constant({ type: 'deadlinePassed' }),
};

const anyOutcome: fc.Arbitrary<OperationOutcome> = fc.oneof(...Object.values(outcomes));

/** What mostly answers each kind of operation; the rest of the outcomes does not fit it. */
const fitting: Readonly<Record<OperationKind, readonly OperationOutcome['type'][]>> = {
  answer: ['commandRefused'],
  refusal: ['commandAccepted'],
  prompt: ['promptCompleted', 'promptCompleted', 'promptFailed', 'promptCancelled'],
  input: ['inputCollected', 'inputCollected', 'choiceMade', 'speechHeard', 'inputFailed', 'inputCancelled'],
  transfer: ['transferAccepted', 'transferFailed'],
  departure: ['deadlinePassed'],
  hangUp: ['deadlinePassed', 'commandAccepted'],
  timer: ['deadlinePassed'],
  request: ['requestAnswered', 'requestAnswered', 'requestFailed'],
  rows: ['rowsFound'],
  save: ['rowSaved', 'rowExists', 'saveUncertain'],
};

const anyOutcomes: fc.Arbitrary<{ readonly [T in OperationOutcome['type']]: OperationOutcome }> = fc.record(outcomes);

/** An open operation is answered by something that fits it. */
const answersOpen: fc.Arbitrary<EventPlan> = fc
  .tuple(anyOutcomes, fc.nat(5), fc.nat(3))
  .map(([all, which, index]) => (state, atMs) => {
    const { token, kind } = openOperation(state, index);
    const types = fitting[kind];
    return { ...all[types[which % types.length] ?? 'deadlinePassed'], token, atMs };
  });

const aboutOpen: fc.Arbitrary<EventPlan> = fc.tuple(anyOutcome, fc.nat(3)).map(([outcome, index]) => (state, atMs) => ({
  ...outcome,
  token: openOperation(state, index).token,
  atMs,
}));

const aboutNothing: fc.Arbitrary<EventPlan> = fc
  .tuple(anyOutcome, fc.constantFrom('', '0.0', '1.0', '2.0', '3.1', '2.t0', 'constructor', '__proto__', 'toString'))
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
  { weight: 14, arbitrary: answersOpen },
  { weight: 4, arbitrary: aboutOpen },
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
  emergencies: atMs % 2 === 0 ? { desk: { announcement: 'Closed.' } } : undefined,
  atMs,
});

const isConnected: EventPlan = (_state, atMs) => ({ type: 'callConnected', atMs });

const nothing = { token: 'none', kind: 'timer' } as const;

function openOperation({ operations }: CallState, index: number): Pick<Operation, 'token' | 'kind'> {
  return operations[index % Math.max(1, operations.length)] ?? nothing;
}
