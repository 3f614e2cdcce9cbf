import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type CallState, nextDueAtMs } from '../../src/interpreter/state.ts';
import { newCall, restart, type Transition, transition } from '../../src/interpreter/transition.ts';
import { anyHistory, type EventPlan } from './any-event.ts';
import { anyProgram } from './any-flow.ts';
import { checkState, checkTransition } from './invariants.ts';

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

const lines = ['clinic-reception', 'parcel-status'].map((name) => {
  const document: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, `../../src/flows/${name}.flow.json`), 'utf8'),
  );
  const parsed = parseFlow(document, name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
});

/** The lines and flows that mean nothing. */
const programs = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...lines) }, { weight: 4, arbitrary: anyProgram });

describe('whatever happens to a call', () => {
  it('is taken without a throw, without a change of what went in, one sequence number at a time', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        run(program, history, checkTransition);
      }),
      { numRuns: 400 },
    );
  });

  it('gives every command and every instant a token of its own', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        const given = new Set<string>();
        run(program, history, (before, { state, commands }) => {
          const known = new Set(before.operations.map(({ token }) => token));
          const timers = state.operations.filter(({ token }) => token.includes('t') && !known.has(token));
          for (const { token } of [...commands, ...timers]) {
            expect(given.has(token), token).toBe(false);
            given.add(token);
          }
          expect(state.operations.filter(({ token }) => !given.has(token))).toEqual([]);
          expect(new Set(state.operations.map(({ token }) => token)).size).toBe(state.operations.length);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('leaves nothing open of a visit that is over, so that no step hears what was meant for another', () => {
    fc.assert(
      fc.property(programs, anyHistory, (program, history) => {
        let enteredAt = 0;
        run(program, history, (before, { state }) => {
          if (state.steps !== before.steps || state.phase !== before.phase) enteredAt = state.seq;
          const older = state.operations.filter(({ token }) => Number.parseInt(token, 10) < enteredAt);
          expect(older).toEqual([]);
        });
      }),
      { numRuns: 150 },
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
          const token = state.operations.find(({ dueAtMs }) => dueAtMs === atMs)?.token ?? 'nothing is awaited';
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

  it('can be put onto another program at any time, and goes on from there', () => {
    fc.assert(
      fc.property(programs, programs, anyHistory, anyHistory, (program, other, history, later) => {
        const before = run(program, history, () => {});
        if (before.phase === 'ended') return;
        let { state } = restart(other, deepFreeze(before), startedAtMs);
        expect(state.seq).toBe(before.seq + 1);
        checkState(state);
        for (const { plan } of later) {
          const after = transition(other, deepFreeze(state), plan(state, startedAtMs));
          checkTransition(state, after);
          state = after.state;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is taken without a throw by a program that the call did not start with, and nobody expects', () => {
    fc.assert(
      fc.property(programs, programs, anyHistory, anyHistory, (program, other, history, later) => {
        let state = run(program, history, () => {});
        for (const { plan } of later) state = transition(other, state, plan(state, startedAtMs)).state;
      }),
      { numRuns: 100 },
    );
  });
});
