import { describe, expect, it } from 'vitest';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import { limits } from '../../src/interpreter/limits.ts';
import type { CallState } from '../../src/interpreter/state.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import { aCall, aCallBeingAnswered, connected, happen, keys, nowMs, offered, open, outcome } from './a-call.ts';
import { aProgram } from './a-program.ts';

describe('a call that is being given up', () => {
  const program = aProgram({ steps: { say: { type: 'play', prompt: 'Hello.', next: 'bye' } } });

  it('is not begun anew by a late connection', () => {
    const { state, commands } = happen(program, aCallBeingAnswered(program, 'say'), [
      outcome('deadlinePassed'),
      connected,
    ]);
    expect(state).toMatchObject({ closing: true, disposition: 'unanswered' });
    expect(commands).toEqual([]);
  });
});

describe('a flow that breaks before the call is answered', () => {
  const program = aProgram({
    onError: undefined,
    start: 'round',
    steps: { round: { type: 'set', values: {}, next: 'round' } },
  });

  it('refuses the call instead of letting it ring', () => {
    const result = transition(program, newCall(program, 'attempt'), offered);
    expect(result.commands).toEqual([{ type: 'reject', reason: 'none', token: '1.0' }]);
    expect(result.state.phase).toBe('offered');
  });

  it('is over once the service took the refusal', () => {
    const { state } = happen(program, newCall(program, 'attempt'), [offered, outcome('commandAccepted', '1.0')]);
    expect(state).toMatchObject({ phase: 'ended', disposition: 'error' });
  });
});

describe('a retry that comes before the call is answered', () => {
  const program = aProgram({
    start: 'which',
    steps: {
      which: { type: 'branch', cases: [{ if: '1 == 2', next: 'bye' }], else: { retry: 'ask', say: 'Once more.' } },
      ask: { type: 'menu', prompt: 'Press 1.', options: [{ key: '1', next: 'bye' }], on: { exhausted: 'bye' } },
    },
  });

  it('asks for the first time, since nobody has been asked yet', () => {
    const { commands, state } = happen(program, newCall(program, 'attempt'), [offered, connected]);
    expect(commands).toMatchObject([{ type: 'recogniseDigits', prompts: [{ text: 'Press 1.' }] }]);
    expect(state.tally).toEqual({});
  });
});

describe('a call through many menus', () => {
  const count = 400;
  const names = Array.from({ length: count }, (_, index) => `menuOfTheLongNameNumber${index}`);

  /** Each menu leads to the next; where they can be retried, all of them are. */
  function through(isRetried: boolean): CallState {
    const steps = Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          type: 'menu',
          prompt: 'Press 1.',
          options: [{ key: '1', next: names[index + 1] ?? 'bye' }],
          on: { exhausted: 'bye', ...(isRetried ? { noMatch: { retry: name } } : {}) },
        },
      ]),
    );
    const program = aProgram({ start: names[0], steps });
    let { state }: { state: CallState } = happen(program, newCall(program, 'attempt'), [offered, connected]);
    for (let index = 0; index < count - 1; index++)
      ({ state } = transition(program, state, keys('1', state.operations[0]?.token)));
    return state;
  }

  it('stays within the size of a row', () => {
    const state = through(true);
    expect(state.step).toBe(names.at(-1));
    expect(state.visitCounts).toHaveLength(limits.countedStepsMax);
    expect(Object.keys(state.retriableVisits ?? {})).toEqual(names.slice(-1 - limits.retriableInputsMax, -1));
    expect(JSON.stringify(state).length).toBeLessThan(30_000);
    expect(decodeState(JSON.parse(JSON.stringify(state)))).toEqual({ ok: true, value: state });
  });

  it('remembers none that cannot be retried', () => {
    expect(through(false).retriableVisits).toBeUndefined();
  });
});

describe('a retry for a noMatch that the flow lists', () => {
  const program = aProgram({
    steps: {
      ask: {
        type: 'menu',
        prompt: 'Press 1.',
        options: [{ key: '1', next: 'bye' }],
        on: { noMatch: { retry: 'ask', say: 'Not that one.' }, exhausted: 'other' },
      },
    },
  });

  it('counts each miss once', () => {
    const asking = aCall(program, { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } });
    const { state } = happen(program, asking, [keys('7'), keys('7', '4.0'), keys('7', '5.0')]);
    expect(state).toMatchObject({ disposition: 'elsewhere', tally: { noMatch: 3 } });
  });
});

describe('a transfer that is accepted when the call is too long already', () => {
  const program = aProgram({ steps: { desk: { type: 'transfer', to: '+14255550141', on: { failed: 'other' } } } });

  it('is a transfer all the same', () => {
    const state = aCall(program, {
      step: 'desk',
      visit: { stage: 'transferring' },
      operations: { '3.0': open('transfer', 60_000) },
    });
    const atMs = state.offeredAtMs + limits.callLengthMsMax + 1;
    const result = transition(program, state, { type: 'transferAccepted', token: '3.0', atMs });
    expect(result.state.disposition).toBe('connected');
    expect(result.state.tally).toEqual({ transfers: 1 });
  });
});

describe('a caller who hangs up while the desk rings', () => {
  const program = aProgram({ steps: { desk: { type: 'transfer', to: '+14255550141', on: { failed: 'other' } } } });

  it('has ended the call then, not when the last news of the transfer was waited for', () => {
    const state = aCall(program, {
      step: 'desk',
      visit: { stage: 'transferring' },
      operations: { '3.0': open('transfer', 60_000) },
    });
    const left = transition(program, state, { type: 'callDisconnected', reason: '', atMs: nowMs }).state;
    const over = transition(program, left, { type: 'deadlinePassed', token: '3.0', atMs: nowMs + 3_000 }).state;
    expect(over).toMatchObject({ phase: 'ended', endedAtMs: nowMs, disposition: 'abandoned' });
  });
});
