import { limits } from './limits.ts';
import type { CompiledStep } from './program.ts';
import { freshVisit, type Visit } from './state.ts';
import { replaceFrame, type Turn, topFrame } from './turn.ts';

/** A caller can stay in one visit for ever, by asking for repeats; the length of the call is therefore looked at here as well. */
export function isTooLong(turn: Turn): boolean {
  const grace = turn.state.errorHandled ? limits.callLengthGraceMs : 0;
  return turn.atMs - turn.state.offeredAtMs > limits.callLengthMsMax + grace;
}

/** The loop guard that the next step would breach. Inside `onError` the guards of the call are spent, and only the event's holds. */
export function breachedLimit(turn: Turn, { index }: CompiledStep): string | undefined {
  const { tally, offeredAtMs, errorHandled } = turn.state;
  if (turn.steps >= limits.stepsPerEventMax) return 'stepsPerEvent';
  if (errorHandled) return tally.steps >= 2 * limits.stepsPerCallMax ? 'stepsPerCall' : undefined;
  if (tally.steps >= limits.stepsPerCallMax) return 'stepsPerCall';
  if (visitsOf(topFrame(turn).visits, index) >= limits.visitsPerStepMax) return 'visitsPerStep';
  return turn.atMs - offeredAtMs > limits.callLengthMsMax ? 'callLength' : undefined;
}

/** What a step's place is multiplied by, so that a count fits behind it: one number a step keeps the row and the copy small. */
const placeFactor = 1_000;

/** The number that says how often a step was entered. Counts end where they no longer matter. */
export function visitCount(index: number, count: number): number {
  return index * placeFactor + Math.min(count, placeFactor - 1);
}

/** How often a step was entered. */
function visitsOf(visits: readonly number[], index: number): number {
  for (const visit of visits) if (Math.floor(visit / placeFactor) === index) return visit % placeFactor;
  return 0;
}

/** Enters a step: counts that, and begins a visit. */
export function beginVisit(turn: Turn, { name, index }: CompiledStep, visit: Visit = freshVisit): void {
  const { flow, inputs, visits, leaving } = topFrame(turn);
  turn.steps++;
  const { noInput, noMatch, errors, transfers, lost, steps } = turn.state.tally;
  turn.state.tally = { steps: steps + 1, noInput, noMatch, errors, transfers, lost };
  replaceFrame(turn, { flow, step: name, visit, inputs, visits: counted(visits, index), leaving });
}

/** The counts with one more for a step, without the first where there are too many: a row has a size. */
function counted(visits: readonly number[], index: number): readonly number[] {
  const at = visits.findIndex((visit) => Math.floor(visit / placeFactor) === index);
  if (at !== -1) return visits.with(at, visitCount(index, ((visits[at] ?? 0) % placeFactor) + 1));
  const kept = visits.length >= limits.countedStepsMax ? visits.slice(1) : visits;
  // A list of just that length: one that is pushed to keeps room for more, in every state.
  return kept.concat(visitCount(index, 1));
}

/** Remembers the visit of an input step that a retry can come back to, without the oldest where there are too many. */
export function keepVisit(turn: Turn, name: string, visit: Visit): void {
  const frame = topFrame(turn);
  const others = Object.entries(frame.inputs).filter(([other]) => other !== name);
  const kept = others.slice(Math.max(0, others.length + 1 - limits.retriableInputsMax));
  replaceFrame(turn, { ...frame, inputs: Object.fromEntries([...kept, [name, visit]]) });
}

/** The last visit of an input step, if it is still known. A step may be called `constructor`. */
export function keptVisit(turn: Turn, name: string): Visit | undefined {
  const { inputs } = topFrame(turn);
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}
