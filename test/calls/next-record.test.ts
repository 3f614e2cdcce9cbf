import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallRecord, Intent } from '../../src/calls/call-record.ts';
import { leaseUntilMs, nextRecord, withDue } from '../../src/calls/next-record.ts';
import { isClosed } from '../../src/calls/ports/record-store.ts';
import type { Command } from '../../src/interpreter/command.ts';
import { type CallEvent, isOperationEvent } from '../../src/interpreter/event.ts';
import { type Operation, type OperationKind, operationKinds } from '../../src/interpreter/state.ts';
import { transition } from '../../src/interpreter/transition.ts';
import { aCallRecord, aLiveState, anIntent, anOperation, aPlay } from './a-record.ts';
import { startMs } from './a-world.ts';
import { orders, reads, saves, speaks, speaksTwice, transfers, waits } from './programs.ts';

const change = { cause: 'promptCompleted', nowMs: startMs + 500, writer: 'writer-1' };
const spoken = aLiveState({
  program: speaksTwice.hash,
  flow: 'line',
  step: 'greet',
  visit: { stage: 'announcing' },
  operations: [anOperation('2.0', 'prompt', startMs + 3_900)],
});
const completed: CallEvent = { type: 'promptCompleted', token: '2.0', atMs: startMs + 500 };

describe('the record after a transition', () => {
  it('holds the new state and its commands, a line of the trace, and its event', () => {
    const record = aCallRecord({ state: spoken, seen: ['event-1'], intents: [anIntent([aPlay('2.0')])] });
    const next = transition(speaksTwice, spoken, completed);
    expect(nextRecord(record, next, { ...change, eventId: 'event-2' })).toEqual({
      ...record,
      state: next.state,
      intents: [
        {
          seq: 3,
          commands: [{ type: 'play', token: '3.0', prompts: [{ text: 'And more.', language: 'en-US' }] }],
          firstSentAtMs: startMs + 500,
          leaseUntilMs: startMs + 4_500,
          attempts: 1,
        },
      ],
      dueAtMs: startMs + 4_500,
      seen: ['event-1', 'event-2'],
      writer: 'writer-1',
      trace: {
        page: 0,
        lines: [
          {
            seq: 3,
            at: '2027-01-15T08:00:00.500Z',
            event: 'promptCompleted',
            steps: ['greet: next'],
            commands: ['play'],
          },
        ],
      },
    });
  });

  it('is ending, with no intent left, once the call is over', () => {
    const record = aCallRecord({ state: spoken, intents: [anIntent([aPlay('2.0')])] });
    const next = transition(speaksTwice, spoken, { type: 'callDisconnected', reason: '200', atMs: startMs + 500 });
    expect(nextRecord(record, next, change)).toMatchObject({ phase: 'ending', intents: [], dueAtMs: startMs + 5_500 });
  });

  it('has lost the batch that brought the transition about', () => {
    const both = { ...spoken, operations: [...spoken.operations, anOperation('2.1', 'prompt', startMs + 9_000)] };
    const record = aCallRecord({ state: both, intents: [anIntent([aPlay('2.0'), aPlay('2.1')])] });
    const next = transition(speaksTwice, both, { ...completed, type: 'promptCompleted' });
    expect(nextRecord(record, next, { ...change, settles: 2 }).intents.map(({ seq }) => seq)).toEqual([3]);
  });
});

const request: Command = {
  type: 'sendRequest',
  token: '2.1',
  method: 'GET',
  url: '',
  headers: {},
  timeoutMs: 8_000,
};

describe('a lease', () => {
  it('is long enough for every command of the batch, and for our own work', () => {
    expect(leaseUntilMs([aPlay('1.0')], startMs) - startMs).toBe(4_000);
    expect(leaseUntilMs([aPlay('1.0'), { type: 'transfer', token: '1.1', to: '' }], startMs) - startMs).toBe(7_000);
    expect(leaseUntilMs([{ type: 'answer', token: '1.0' }], startMs) - startMs).toBe(5_000);
    expect(leaseUntilMs([request], startMs) - startMs).toBe(10_000);
    const lookUp = { type: 'lookUpRows', table: '', by: { rowKey: '' } } as const;
    expect(leaseUntilMs([{ ...lookUp, token: '1.0' }], startMs) - startMs).toBe(9_000);
  });
});

describe('the instant at which a record is due', () => {
  it('is the lease while somebody is at work, even where the operation is due before', () => {
    const record = aCallRecord({ state: spoken, intents: [anIntent([aPlay('2.0')])] });
    expect(withDue(record, startMs).dueAtMs).toBe(startMs + 4_000);
  });

  it('is the earliest operation that nobody is at work on', () => {
    const operations = [anOperation('2.0', 'prompt', startMs + 1), anOperation('2.1', 'input', startMs + 2)];
    const record = aCallRecord({ state: aLiveState({ operations }), intents: [anIntent([aPlay('2.0')])] });
    expect(withDue(record, startMs).dueAtMs).toBe(startMs + 2);
  });

  it('is no instant of the flow while media are on their way, which would cut what comes of it', () => {
    const operations = [anOperation('2.t0', 'timer', startMs + 1), anOperation('2.0', 'prompt', startMs + 9_000)];
    const state = aLiveState({ operations });
    const dueAtMs = (...intents: Intent[]) => withDue(aCallRecord({ state, intents }), startMs).dueAtMs;
    expect(dueAtMs(anIntent([aPlay('2.0')]))).toBe(startMs + 4_000);
    expect(dueAtMs(anIntent([request]))).toBe(startMs + 1);
    expect(dueAtMs()).toBe(startMs + 1);
  });

  it('is soon where nothing is awaited, which no flow leaves behind', () => {
    expect(withDue(aCallRecord(), startMs).dueAtMs).toBe(startMs + 5_000);
  });

  it('is there for every record, and never after a lease', () => {
    fc.assert(
      fc.property(anyRecord(), (record) => {
        const { dueAtMs } = withDue(record, startMs);
        expect(Number.isFinite(dueAtMs)).toBe(true);
        for (const { leaseUntilMs: until } of record.intents) expect(dueAtMs).toBeLessThanOrEqual(until);
        const held = new Set(record.intents.flatMap(({ commands }) => commands.map(({ token }) => token)));
        // Every batch of these records is of media, which an instant waits for.
        const isHeld = ({ token, kind }: Operation) => held.has(token) || (held.size > 0 && kind === 'timer');
        for (const operation of record.phase === 'ending' ? [] : record.state.operations)
          if (!isHeld(operation)) expect(dueAtMs).toBeLessThanOrEqual(operation.dueAtMs);
      }),
    );
  });

  it('is there after every history of a call, for an open call always awaits something', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(speaks, speaksTwice, transfers, reads, orders, saves, waits),
        fc.array(anyHappening(), { maxLength: 12 }),
        (program, history) => {
          let record = aCallRecord({ state: { ...aLiveState(), phase: 'answering', program: program.hash } });
          let nowMs = startMs;
          for (const { happens, afterMs } of [{ happens: connected, afterMs: 0 }, ...history]) {
            nowMs += afterMs;
            const next = transition(program, record.state, happens(record, nowMs));
            if (next.state === record.state) continue;
            record = nextRecord(record, next, { cause: 'any', nowMs, writer: 'writer' });
            expect(Number.isFinite(record.dueAtMs)).toBe(true);
            if (record.phase === 'open') expect(record.state.operations).not.toEqual([]);
          }
        },
      ),
    );
  });
});

describe('a closed record', () => {
  it('is one that is only kept for late news', () => {
    const phases = ['open', 'ending', 'handedOver', 'over'] as const;
    expect(phases.filter((phase) => isClosed({ phase }))).toEqual(['handedOver', 'over']);
  });
});

type Happens = (record: CallRecord, atMs: number) => CallEvent;

const connected: Happens = (_record, atMs) => ({ type: 'callConnected', atMs });

/** An event that may fit the call, and the time until it. */
function anyHappening(): fc.Arbitrary<{ happens: Happens; afterMs: number }> {
  const templates: CallEvent[] = [
    { type: 'callConnected', atMs: 0 },
    { type: 'callDisconnected', reason: '200', atMs: 0 },
    { type: 'answerFailed', reason: '487', atMs: 0 },
    { type: 'promptCompleted', token: '', atMs: 0 },
    { type: 'promptFailed', token: '', reason: '500', atMs: 0 },
    { type: 'promptCancelled', token: '', atMs: 0 },
    { type: 'transferAccepted', token: '', atMs: 0 },
    { type: 'transferFailed', token: '', reason: '480', atMs: 0 },
    { type: 'requestAnswered', token: '', status: 200, atMs: 0 },
    { type: 'requestFailed', token: '', reason: 'uncertain', atMs: 0 },
    { type: 'rowSaved', token: '', atMs: 0 },
    { type: 'commandRefused', token: '', reason: 'gone', atMs: 0 },
    { type: 'commandRefused', token: '', reason: 'unreachable', atMs: 0 },
    { type: 'deadlinePassed', token: '', atMs: 0 },
  ];
  const happens = fc.constantFrom(...templates).map(
    (event): Happens =>
      (record, atMs) => {
        const token = record.state.operations[0]?.token ?? '9.9';
        return isOperationEvent(event) ? { ...event, token, atMs } : { ...event, atMs };
      },
  );
  return fc.record({ happens, afterMs: fc.integer({ min: 0, max: 70_000 }) });
}

/** A record that is open or ending, with any operations and batches. */
function anyRecord(): fc.Arbitrary<CallRecord> {
  const token = fc.constantFrom('1.0', '1.1', '2.0', '2.1');
  const at = fc.integer({ min: startMs - 100_000, max: startMs + 100_000 });
  const kind = fc.constantFrom<OperationKind>(...operationKinds);
  const operation: fc.Arbitrary<Operation> = fc.record({ token, kind, dueAtMs: at });
  const intent: fc.Arbitrary<Intent> = fc
    .record({ tokens: fc.array(token, { minLength: 1, maxLength: 3 }), leaseUntilMs: at })
    .map(({ tokens, leaseUntilMs: until }) => anIntent(tokens.map(aPlay), { leaseUntilMs: until }));
  return fc
    .record({
      phase: fc.constantFrom('open' as const, 'ending' as const),
      operations: fc.uniqueArray(operation, { selector: (one) => one.token }),
      intents: fc.array(intent, { maxLength: 3 }),
    })
    .map(({ phase, operations, intents }) => aCallRecord({ phase, intents, state: aLiveState({ operations }) }));
}
