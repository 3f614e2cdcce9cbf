import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFlow } from '../../src/flow-catalog/load-flow-directory.ts';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import { limits } from '../../src/interpreter/limits.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type CallState, nextDueAtMs } from '../../src/interpreter/state.ts';
import { newCall, type Transition, transition } from '../../src/interpreter/transition.ts';
import { anyHistory, type EventPlan } from './any-event.ts';
import { anyProgram } from './any-flow.ts';

const startedAtMs = 1_800_000_000_000;

/** Twice the steps of a call, since `onError` has as many again, and in each as many lost results as it allows. */
const deadlinesMax = 2 * limits.stepsPerCallMax * (limits.lostResultsMax + 1) + 10;

interface Happening {
  readonly plan: EventPlan;
  readonly afterMs: number;
}

/** Runs a history; each state goes in frozen, so that whoever changed it would throw. */
function run(
  program: Program,
  history: readonly Happening[],
  check: (before: CallState, after: Transition) => void,
): CallState {
  let state = newCall(program, 'attempt');
  let atMs = startedAtMs;
  for (const { plan, afterMs } of history) {
    atMs += afterMs;
    const after = transition(program, deepFreeze(state), plan(state, atMs));
    check(state, after);
    // The connection's name is put into the state by whoever performs the answer.
    state = after.state.phase === 'answering' ? { ...after.state, callId: 'call' } : after.state;
  }
  return state;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** What holds of every single transition. */
function checkTransition(before: CallState, { state, commands, trace }: Transition): void {
  if (state === before) {
    expect({ commands, trace }).toEqual({ commands: [], trace: [] });
    return;
  }
  expect(before.phase).not.toBe('ended');
  expect(state.seq).toBe(before.seq + 1);
  expect(commands.map(({ token }) => token)).toEqual(commands.map((_command, index) => `${state.seq}.${index}`));
  expect(state.tally.steps - before.tally.steps).toBeLessThanOrEqual(2 * limits.stepsPerEventMax);
  expect(decodeState(JSON.parse(JSON.stringify(state)))).toEqual({ ok: true, value: state });
  checkOperations(state);
}

/** An open call awaits something that is overdue one day; a call that is over awaits nothing. */
function checkOperations(state: CallState): void {
  const dueAtMs = nextDueAtMs(state);
  if (state.phase === 'ended') expect(state.operations).toEqual({});
  else expect(Number.isFinite(dueAtMs), `nothing is awaited in ${JSON.stringify(state)}`).toBe(true);
}

const lines = ['clinic-reception', 'parcel-status'].map((name) => {
  const loaded = loadFlow(join(import.meta.dirname, `../../src/flows/${name}.flow.json`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
});

/** The lines and flows that mean nothing. */
const programs = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...lines) }, { weight: 3, arbitrary: anyProgram });

describe('whatever happens to a call', () => {
  it('is taken without a throw, without a change of what went in, one sequence number at a time', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        run(program, history, checkTransition);
      }),
      { numRuns: 600 },
    );
  });

  it('gives every command a token of its own, and every operation one that was given out', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        const given = new Set<string>();
        run(program, history, (_before, { state, commands }) => {
          for (const { token } of commands) {
            expect(given.has(token)).toBe(false);
            given.add(token);
          }
          const open = Object.entries(state.operations).filter(([, { kind }]) => kind !== 'departure');
          expect(open.filter(([token]) => !given.has(token))).toEqual([]);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('comes to an end by its deadlines alone, so that no call can hang', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        let state = run(program, history, () => {});
        let deadlines = 0;
        for (; state.phase !== 'ended'; deadlines++) {
          if (deadlines > deadlinesMax) break;
          const atMs = nextDueAtMs(state) ?? Number.NaN;
          const due = Object.entries(state.operations).find(([, { dueAtMs }]) => dueAtMs === atMs);
          const token = due?.[0] ?? 'nothing is awaited';
          state = transition(program, state, { type: 'deadlinePassed', token, atMs }).state;
        }
        expect(state.phase).toBe('ended');
      }),
      { numRuns: 50 },
    );
  });

  it('leaves a call that is over as it is', () => {
    fc.assert(
      fc.property(programs, anyHistory, anyHistory, (program, history, later) => {
        const state = run(program, history, () => {});
        const over: CallState = { ...state, phase: 'ended' };
        for (const { plan } of later) expect(transition(program, over, plan(state, startedAtMs)).state).toBe(over);
      }),
      { numRuns: 100 },
    );
  });
});
