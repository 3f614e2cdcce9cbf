import { createActor } from 'xstate';
import { parseFlow } from '../src/interpreter/parse-flow.ts';
import type { Program } from '../src/interpreter/program.ts';
import type { CallState } from '../src/interpreter/state.ts';
import { answeredCall, callIdOf, type Doing, doings, takeTurn, turnsPerCall } from './flow-calls.ts';
import { ringFlow, ringProgram } from './menu-flow.ts';
import { type Machine, type MenuEvent, ringMachine, type Snapshot, step } from './menu-machine.ts';
import { compare, medianMs, type Rate, type Runner } from './rounds.ts';

/** What `npm run bench -- transition --json` prints. Rates are events a second, medians of nine rounds. */
export interface TransitionReport {
  /** `transition` of a line of 20 menus, against XState's `transition()` of the same as a machine. At least 20. */
  readonly ratioInMemory: number;
  /** The same with the state read from JSON before, and written to JSON after each event. At least 6. */
  readonly ratioWithJson: number;
  /** The rate with a flow of 5,000 steps, as a share of that with 10. At least 0.6. */
  readonly flowSize5000vs10: number;
  /** The cost of an event with 100,000 live calls taking turns, as a multiple of that with one. At most 2. */
  readonly calls100kVs1: number;
  /** Reading, checking and compiling a flow of 5,000 steps, in milliseconds. At most 100. */
  readonly compile5000Ms: number;
  readonly rates: Readonly<Record<string, Rate>>;
}

const menus = 20;
const eventsPerRound = 30_000;
const manyCalls = 100_000;

/** Runs the whole comparison; takes some tens of seconds. */
export function benchTransition(): TransitionReport {
  // First, while no other competitor's calls are in the way of the collector.
  const large = ringFlow(4_999);
  const compile5000Ms = medianMs(() => parseFlow(large, 'large'));
  const rates = compare([
    flowRunner('flow', ringProgram(menus)),
    machineRunner('xstate', ringMachine(menus)),
    flowJsonRunner('flowJson', ringProgram(menus)),
    machineJsonRunner('xstateJson', ringMachine(menus)),
    flowRunner('flow10', ringProgram(10)),
    flowRunner('flow5000', ringProgram(4_999)),
    callsRunner('calls1', ringProgram(menus), 1),
    callsRunner('calls100k', ringProgram(menus), manyCalls),
  ]);
  const ratio = (one: string, other: string) => (rates.get(one)?.perSecond ?? 0) / (rates.get(other)?.perSecond ?? 1);
  return {
    ratioInMemory: ratio('flow', 'xstate'),
    ratioWithJson: ratio('flowJson', 'xstateJson'),
    flowSize5000vs10: ratio('flow5000', 'flow10'),
    calls100kVs1: ratio('calls1', 'calls100k'),
    compile5000Ms,
    rates: Object.fromEntries(rates),
  };
}

function flowRunner(name: string, program: Program): Runner {
  const start = answeredCall(program);
  return { name, run: () => runTurns(start, (state, doing) => takeTurn(program, state, doing)) };
}

/** What the stores do to a state around every event, but for the network and the encryption. */
function flowJsonRunner(name: string, program: Program): Runner {
  const start = JSON.stringify(answeredCall(program));
  // Written by the same program a moment before.
  const turn = (json: string, doing: Doing) => JSON.stringify(takeTurn(program, JSON.parse(json) as CallState, doing));
  return { name, run: () => runTurns(start, turn) };
}

function machineRunner(name: string, machine: Machine): Runner {
  const start = firstSnapshot(machine);
  return { name, run: () => runTurns(start, (snapshot, doing) => step(machine, snapshot, eventOf(snapshot, doing))) };
}

function machineJsonRunner(name: string, machine: Machine): Runner {
  const start = JSON.stringify(machine.getPersistedSnapshot(firstSnapshot(machine)));
  const turn = (json: string, doing: Doing) => {
    const { value, context } = JSON.parse(json);
    const snapshot = machine.resolveState({ value, context });
    return JSON.stringify(machine.getPersistedSnapshot(step(machine, snapshot, eventOf(snapshot, doing))));
  };
  return { name, run: () => runTurns(start, turn) };
}

function firstSnapshot(machine: Machine): Snapshot {
  return createActor(machine, { input: { from: '+14255550101' } }).getSnapshot();
}

function eventOf(snapshot: Snapshot, doing: Doing): MenuEvent {
  const token = snapshot.context.seq;
  return doing === 'nothing' ? { type: 'NO_INPUT', token } : { type: 'KEY', token, key: doing };
}

/** Calls of some turns each, one after the other. */
function runTurns<State>(start: State, turn: (state: State, doing: Doing) => State): number {
  let state = start;
  for (let event = 0; event < eventsPerRound; event++) {
    const at = event % turnsPerCall;
    if (at === 0) state = start;
    state = turn(state, doings[at % doings.length] ?? '1');
  }
  return eventsPerRound;
}

/** Many calls that take turns, each with a state of its own. */
function callsRunner(name: string, program: Program, count: number): Runner {
  const start = answeredCall(program);
  const calls = Array.from({ length: count }, (_, index) => ({ ...start, callId: callIdOf(index) }));
  return {
    name,
    run: () => {
      const states: CallState[] = calls.slice();
      const events = Math.max(manyCalls, eventsPerRound);
      for (let event = 0; event < events; event++) {
        const index = event % count;
        const state = Math.floor(event / count) % turnsPerCall === 0 ? calls[index] : states[index];
        if (state === undefined) throw new Error('Every call has a state.');
        states[index] = takeTurn(program, state, doings[Math.floor(event / count) % doings.length] ?? '1');
      }
      return events;
    },
  };
}
