import type { CallEvent } from '../src/interpreter/event.ts';
import type { Program } from '../src/interpreter/program.ts';
import type { CallState } from '../src/interpreter/state.ts';
import { newCall, transition } from '../src/interpreter/transition.ts';

/** What a caller of the benchmark does next: a key, or nothing. The same for every competitor. */
export type Doing = '1' | '2' | '9' | 'nothing';

/** A caller who mostly finds the way: of ten turns one is a wrong key and one is silence. */
export const doings: readonly Doing[] = ['1', '1', '2', '1', '9', '1', '2', '1', 'nothing', '2'];

/** Turns of one call: then another one begins, as real lines have it. */
export const turnsPerCall = 60;

/** A call that has just been asked its first question. */
export function answeredCall(program: Program): CallState {
  const offered = newCall(program, 'a'.repeat(64));
  const from = '+14255550101';
  const rings = transition(program, offered, { type: 'callOffered', from, to: '+14255550100', headers: {}, atMs: 0 });
  const answered = transition(program, { ...rings.state, callId: callIdOf(0) }, { type: 'callConnected', atMs: 1_000 });
  if (answered.commands[0]?.type !== 'recogniseDigits') throw new Error('The call was not asked anything.');
  return answered.state;
}

/** Such calls, one at each menu of the line: calls of a large line are all over it. */
export function answeredCalls(program: Program): readonly CallState[] {
  const call = answeredCall(program);
  const menus = [...program.main.steps.values()].filter(({ step }) => step.type === 'menu');
  return menus.map(({ name }) => ({ ...call, step: name }));
}

/** A name as the service gives it. */
export function callIdOf(index: number): string {
  return `02002680-f4b8-4b28-a483-${String(index).padStart(12, '0')}`;
}

/** The event that answers the open question. */
function eventFor(state: CallState, doing: Doing): CallEvent {
  const token = state.operations[0]?.token ?? '';
  const atMs = state.offeredAtMs + state.seq * 4_000;
  if (doing === 'nothing') return { type: 'inputFailed', token, reason: 'noInput', atMs };
  return { type: 'inputCollected', token, digits: doing, endedBy: 'maxDigits', atMs };
}

/** One turn of a call; throws where the line does not go on asking, since then something else is measured. */
export function takeTurn(program: Program, state: CallState, doing: Doing): CallState {
  const next = transition(program, state, eventFor(state, doing));
  if (next.commands.length !== 1) throw new Error('The line stopped asking.');
  return next.state;
}
