import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import type { CallEvent, OperationOutcome } from '../../src/interpreter/event.ts';
import type { JsonValue } from '../../src/interpreter/json-value.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { CallState } from '../../src/interpreter/state.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import { fullSource } from './a-full-line.ts';
import { sundayNoonMs } from './a-told-call.ts';

/** What the caller enters as a secret, and nothing else in these tests holds. */
const secret = '8642';

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '1',
    '2',
    '9',
    '0',
    '*',
    '#',
    '12',
    '0042',
    '18',
    'operator',
    '\ud800',
    '__proto__',
    'x'.repeat(3_000),
  ),
);
// What fast-check calls any JSON value is one.
const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>, fc.record({ status: text }));
const fields = fc.dictionary(
  fc.constantFrom('name', 'at', 'tags', '__proto__'),
  fc.oneof(text, fc.integer(), fc.boolean()),
);
const anyOutcome: fc.Arbitrary<OperationOutcome> = fc.oneof(
  fc.constantFrom<OperationOutcome>(
    ...(['promptCompleted', 'promptCancelled', 'inputCancelled', 'transferAccepted', 'commandAccepted'] as const).map(
      (type) => ({ type }),
    ),
    ...(['rowSaved', 'rowExists', 'saveUncertain', 'deadlinePassed', 'deadlinePassed'] as const).map((type) => ({
      type,
    })),
    ...(['noInput', 'noMatch', 'promptFailed', 'failed'] as const).map(
      (reason) => ({ type: 'inputFailed', reason }) as const,
    ),
    ...(['timeout', 'uncertain', 'failed'] as const).map((reason) => ({ type: 'requestFailed', reason }) as const),
    ...(['gone', 'refused', 'unreachable'] as const).map((reason) => ({ type: 'commandRefused', reason }) as const),
    ...['option1', 'option2', 'item1', 'operator', 'repeat', 'x'].map(
      (label) => ({ type: 'choiceMade', label }) as const,
    ),
  ),
  text.map((digits) => ({ type: 'inputCollected', digits, endedBy: 'endKey' }) as const),
  text.map((heard) => ({ type: 'speechHeard', text: heard }) as const),
  fc.record({ type: fc.constant('requestAnswered' as const), status: fc.constantFrom(200, 202, 404, 500), body: json }),
  fc.record({
    type: fc.constant('rowsFound' as const),
    rows: fc.array(fc.record({ rowKey: text, fields }), { maxLength: 4 }),
  }),
);

/** An outcome of one of the open operations, or something that happens to the call. */
const anyHappening = fc.oneof(
  { weight: 12, arbitrary: fc.record({ place: fc.nat(3), outcome: anyOutcome }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('callConnected' as const, 'callDisconnected' as const, 'answerFailed' as const),
  },
);

function eventOf(
  state: CallState,
  happening: typeof anyHappening extends fc.Arbitrary<infer T> ? T : never,
  atMs: number,
): CallEvent {
  if (happening === 'callConnected') return { type: happening, atMs };
  if (typeof happening === 'string') return { type: happening, reason: 'x', atMs };
  const { operations, step } = state;
  const token = operations[happening.place % Math.max(1, operations.length)]?.token ?? '0.0';
  const { outcome } = happening;
  const isSecret = step === 'pin' && outcome.type === 'inputCollected' && outcome.digits.length > 2;
  return isSecret ? { ...outcome, digits: secret, token, atMs } : { ...outcome, token, atMs };
}

const flow = fullSource.flows['full-line'];
const programs = Object.keys(flow.steps).map((start): Program => {
  const parsed = parseProgram(
    { ...fullSource, flows: { ...fullSource.flows, 'full-line': { ...flow, start } } },
    'hash',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
});

/** What holds after every event. */
function expectSound(before: CallState, after: ReturnType<typeof transition>): void {
  const { state, commands, trace } = after;
  const written = JSON.stringify(state);
  expect(decodeState(JSON.parse(written)).ok).toBe(true);
  expect(state.phase === 'ended' || state.operations.length > 0).toBe(true);
  expect(state.phase === 'ended' && written.includes(secret)).toBe(false);
  expect(JSON.stringify([trace, { ...state, confidential: undefined }])).not.toContain(secret);
  expect(JSON.stringify(commands.filter(({ type }) => type !== 'sendRequest'))).not.toContain(secret);
  expect(before.phase === 'ended' && state !== before).toBe(false);
}

it('any call to a line of every kind of step goes on or ends, awaits something bounded, and tells no secret', () => {
  const calls = fc.tuple(fc.constantFrom(...programs), fc.array(anyHappening, { maxLength: 50 }));
  fc.assert(
    fc.property(calls, ([program, happenings]) => {
      const ringing = newCall(program, 'attempt');
      const offered = {
        type: 'callOffered',
        from: '+14255550101',
        to: '+14255550100',
        headers: {},
        atMs: sundayNoonMs,
      } as const;
      let { state } = transition(program, ringing, offered);
      for (const [index, happening] of ['callConnected' as const, ...happenings].entries()) {
        const result = transition(program, state, eventOf(state, happening, sundayNoonMs + index * 1_000));
        expectSound(state, result);
        ({ state } = result);
      }
    }),
    { numRuns: 500 },
  );
});
