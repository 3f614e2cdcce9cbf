import { limits } from './limits.ts';
import type { Visit } from './state.ts';
import { changeFrame, type Turn, topFrame } from './turn.ts';

/** A caller can stay in one visit for ever, by asking for repeats; the length of the call is therefore looked at here as well. */
export function isTooLong(turn: Turn): boolean {
  const grace = turn.state.errorHandled ? limits.callLengthGraceMs : 0;
  return turn.atMs - turn.state.offeredAtMs > limits.callLengthMsMax + grace;
}

/** The loop guard that the next step would breach. Inside `onError` the guards of the call are spent, and only the event's holds. */
export function breachedLimit(turn: Turn, name: string): string | undefined {
  const { tally, offeredAtMs, errorHandled } = turn.state;
  if (turn.steps >= limits.stepsPerEventMax) return 'stepsPerEvent';
  if (errorHandled) return tally.steps >= 2 * limits.stepsPerCallMax ? 'stepsPerCall' : undefined;
  if (tally.steps >= limits.stepsPerCallMax) return 'stepsPerCall';
  if ((own(topFrame(turn).visits, name) ?? 0) >= limits.visitsPerStepMax) return 'visitsPerStep';
  return turn.atMs - offeredAtMs > limits.callLengthMsMax ? 'callLength' : undefined;
}

/** Counts that a step was entered. */
export function countVisit(turn: Turn, name: string): void {
  const frame = topFrame(turn);
  turn.steps++;
  turn.state = { ...turn.state, tally: { ...turn.state.tally, steps: turn.state.tally.steps + 1 } };
  const count = (own(frame.visits, name) ?? 0) + 1;
  changeFrame(turn, { visits: withLatest(frame.visits, name, { value: count, max: limits.countedStepsMax }) });
}

/** The record with one entry made the latest, and without the oldest where there are too many: a row has a size. */
function withLatest<T>(
  record: Readonly<Record<string, T>>,
  name: string,
  { value, max }: { value: T; max: number },
): Record<string, T> {
  const others = Object.entries(record).filter(([other]) => other !== name);
  return Object.fromEntries([...others.slice(Math.max(0, others.length + 1 - max)), [name, value]]);
}

/** A step may be called `constructor`; only what was put into the record counts. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Remembers the visit of an input step for a retry. */
export function keepVisit(turn: Turn, visit: Visit): void {
  const frame = topFrame(turn);
  changeFrame(turn, { inputs: withLatest(frame.inputs, frame.step, { value: visit, max: limits.retriableInputsMax }) });
}

/** The last visit of an input step, if it is still known. */
export function keptVisit(turn: Turn, name: string): Visit | undefined {
  return own(topFrame(turn).inputs, name);
}
