import type { Breach } from './breach.ts';
import { limits } from './limits.ts';
import type { CompiledStep } from './program.ts';
import { freshVisit, type Visit } from './state.ts';
import type { Turn } from './turn.ts';

/** A caller can stay in one visit for ever, by asking for repeats; the length of the call is therefore looked at here as well. */
export function isTooLong(turn: Turn): boolean {
  const grace = turn.state.errorHandled === true ? limits.callLengthGraceMs : 0;
  return turn.atMs - turn.state.offeredAtMs > limits.callLengthMsMax + grace;
}

/** The loop guard that the next step would breach. Inside `onError` the guards of the call are spent, and only the event's holds. */
export function breachedLimit(turn: Turn, { index }: CompiledStep): Breach | undefined {
  const { steps, offeredAtMs, errorHandled, visitCounts = none } = turn.state;
  if (turn.steps >= limits.stepsPerEventMax) return 'stepsPerEvent';
  if (errorHandled === true) return steps >= 2 * limits.stepsPerCallMax ? 'stepsPerCall' : undefined;
  if (steps >= limits.stepsPerCallMax) return 'stepsPerCall';
  if (countAt(visitCounts, placeIn(visitCounts, index)) >= limits.visitsPerStepMax) return 'visitsPerStep';
  return turn.atMs - offeredAtMs > limits.callLengthMsMax ? 'callLength' : undefined;
}

/** What a step's place is multiplied by, so that a count fits behind it: one number a step keeps the row and the copy small. */
const placeFactor = 1_000;

const none: readonly number[] = [];

/** The number that says how often a step was entered. Counts end where they no longer matter. */
export function visitCount(index: number, count: number): number {
  return index * placeFactor + Math.min(count, placeFactor - 1);
}

/** Where a step is counted; -1 where it is not. */
function placeIn(counts: readonly number[], index: number): number {
  const from = visitCount(index, 0);
  for (let at = counts.length - 1; at >= 0; at--) {
    const count = counts[at] ?? 0;
    if (count >= from && count < from + placeFactor) return at;
  }
  return -1;
}

/** How often a step was entered, by where it is counted. */
function countAt(counts: readonly number[], at: number): number {
  return (counts[at] ?? 0) % placeFactor;
}

/** Enters a step: counts that, and begins a visit. */
export function beginVisit(turn: Turn, { name, index }: CompiledStep, visit: Visit = freshVisit): void {
  const { state } = turn;
  turn.steps++;
  state.steps++;
  state.step = name;
  state.visit = visit;
  if (state.steps > limits.uncountedStepsMax) state.visitCounts = counted(state.visitCounts ?? none, index);
}

/**
 * The counts with one more for a step. Where there are too many, the step is forgotten that was entered least: what a loop comes
 * back to is entered more often than what it passes.
 */
function counted(counts: readonly number[], index: number): readonly number[] {
  const at = placeIn(counts, index);
  const count = visitCount(index, countAt(counts, at) + 1);
  // A list of just that length: one that is pushed to keeps room for more, in every state.
  if (at === -1 && counts.length < limits.countedStepsMax) return counts.concat(count);
  return counts.with(at === -1 ? leastOf(counts) : at, count);
}

/** Where the smallest count stands, the first of equal ones. */
function leastOf(counts: readonly number[]): number {
  let least = 0;
  for (let at = 1; at < counts.length; at++) if (countAt(counts, at) < countAt(counts, least)) least = at;
  return least;
}

/** Remembers the visit of an input step that a retry can come back to, without the oldest where there are too many. */
export function keepVisit({ state }: Turn, name: string, visit: Visit): void {
  const others = Object.entries(state.retriableVisits ?? {}).filter(([other]) => other !== name);
  const kept = others.slice(Math.max(0, others.length + 1 - limits.retriableInputsMax));
  state.retriableVisits = Object.fromEntries([...kept, [name, visit]]);
}

/** The last visit of an input step, if it is still known. A step may be called `constructor`. */
export function keptVisit({ state: { retriableVisits = {} } }: Turn, name: string): Visit | undefined {
  return Object.hasOwn(retriableVisits, name) ? retriableVisits[name] : undefined;
}
