import { createActor } from 'xstate';
import type { Program } from '../src/interpreter/program.ts';
import type { CallState } from '../src/interpreter/state.ts';
import { answeredCall, answeredCalls, callIdOf, type Doing, doings, takeTurn, turnsPerCall } from './flow-calls.ts';
import { type Machine, type MenuEvent, type Snapshot, step } from './menu-machine.ts';
import type { Runner } from './rounds.ts';

const eventsPerRound = 30_000;

/** How many live calls are many. */
export const manyCalls = 100_000;

/** Calls of a flow, one after the other, that stay in memory; each begins at another of its menus. */
export function flowRunner(name: string, program: Program): Runner {
  const starts = spread(answeredCalls(program));
  return { name, run: () => runTurns(starts, (state, doing) => takeTurn(program, state, doing)) };
}

/** As many of some calls as a round takes, from all over them. */
function spread(calls: readonly CallState[]): readonly CallState[] {
  const count = Math.ceil(eventsPerRound / turnsPerCall);
  return Array.from(
    { length: count },
    (_, index) => calls[Math.floor((index * calls.length) / count)] ?? calls[0],
  ).filter((call) => call !== undefined);
}

/**
 * Calls of a flow with the state as JSON before and after every event. What the stores do beside that (network, encryption,
 * checking) is left out.
 */
export function flowJsonRunner(name: string, program: Program): Runner {
  const start = JSON.stringify(answeredCall(program));
  // Written by the same program a moment before.
  const turn = (json: string, doing: Doing) => JSON.stringify(takeTurn(program, JSON.parse(json) as CallState, doing));
  return { name, run: () => runTurns([start], turn) };
}

/** The same calls of a machine. */
export function machineRunner(name: string, machine: Machine): Runner {
  const start = firstSnapshot(machine);
  return { name, run: () => runTurns([start], (snapshot, doing) => step(machine, snapshot, eventOf(snapshot, doing))) };
}

/** The same with the machine's own form of a stored state. */
export function machineJsonRunner(name: string, machine: Machine): Runner {
  const start = JSON.stringify(machine.getPersistedSnapshot(firstSnapshot(machine)));
  const turn = (json: string, doing: Doing) => {
    // Written by the same machine a moment before.
    const { value, context } = JSON.parse(json) as Pick<Snapshot, 'value' | 'context'>;
    const snapshot = machine.resolveState({ value, context });
    return JSON.stringify(machine.getPersistedSnapshot(step(machine, snapshot, eventOf(snapshot, doing))));
  };
  return { name, run: () => runTurns([start], turn) };
}

function firstSnapshot(machine: Machine): Snapshot {
  return createActor(machine, { input: { from: '+14255550101' } }).getSnapshot();
}

function eventOf(snapshot: Snapshot, doing: Doing): MenuEvent {
  const token = snapshot.context.seq;
  return doing === 'nothing' ? { type: 'NO_INPUT', token } : { type: 'KEY', token, key: doing };
}

/** Calls of some turns each, one after the other, from these starts in turn. */
function runTurns<State>(starts: readonly State[], turn: (state: State, doing: Doing) => State): number {
  let state = starts[0];
  for (let event = 0; event < eventsPerRound; event++) {
    const at = event % turnsPerCall;
    if (at === 0) state = starts[(event / turnsPerCall) % starts.length];
    if (state === undefined) throw new Error('A call begins somewhere.');
    state = turn(state, doings[at % doings.length] ?? '1');
  }
  return eventsPerRound;
}

/** Calls that take turns, each with a state of its own, each at another place of its way; they go on from round to round. */
export function callsRunner(name: string, program: Program, count: number): Runner {
  const start = answeredCall(program);
  const starts = Array.from({ length: count }, (_, index) => ({ ...start, callId: callIdOf(index) }));
  const states: CallState[] = starts.slice();
  let taken = 0;
  const takeNext = () => {
    const index = taken % count;
    const turn = Math.floor(taken / count) + index;
    const state = turn % turnsPerCall === 0 ? starts[index] : states[index];
    if (state === undefined) throw new Error('Every call has a state.');
    states[index] = takeTurn(program, state, doings[turn % doings.length] ?? '1');
    taken++;
  };
  return {
    name,
    run: () => {
      // As many for one call as for many, since what a round costs by itself counts for less the longer it is.
      for (let event = 0; event < manyCalls; event++) takeNext();
      return manyCalls;
    },
  };
}
