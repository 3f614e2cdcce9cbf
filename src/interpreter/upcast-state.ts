import { limits } from './limits.ts';

/** Makes a state of the next version out of one of the version that it stands under. */
export type Upcaster = (state: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Version -> upcaster to the next version. */
export const upcasters: Readonly<Record<number, Upcaster>> = { 1: toVersion2, 2: toVersion3 };

/**
 * Version 1 kept operations by token and visits by step; what waits for the connection could be a retry, which is a step here.
 * What does not look like version 1 is passed on as it is, for the schema to refuse.
 */
function toVersion2(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { flow: _flow, whenConnected, operations, frames, ...rest } = state;
  const waits = isRecord(whenConnected) ? whenConnected.retry : whenConnected;
  return {
    ...rest,
    version: 2,
    ...(waits === undefined ? {} : { whenConnected: waits }),
    operations: isRecord(operations)
      ? Object.entries(operations).map(([token, operation]) => ({ token, ...(isRecord(operation) ? operation : {}) }))
      : operations,
    // The places of steps are not known here; the counts begin anew, and the steps of the call are counted on.
    frames: Array.isArray(frames)
      ? frames.map((frame) => (isRecord(frame) ? { ...frame, visits: [] } : frame))
      : frames,
    tags: [],
    emergencies: {},
  };
}

/**
 * Version 2 had all frames in one list. It wrote what there is none of as 0, false or empty, which is read alike; the steps of
 * the call were part of the tally, and more steps had their visits counted.
 */
function toVersion3(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { tally, frames, ...rest } = state;
  const { steps, ...counts } = isRecord(tally) ? tally : {};
  const outerFrames = Array.isArray(frames) ? frames.map(withLatestCounts) : [];
  const running = outerFrames.pop();
  return {
    ...rest,
    ...(isRecord(running) ? running : {}),
    version: 3,
    steps,
    tally: counts,
    ...(outerFrames.length === 0 ? {} : { outerFrames }),
  };
}

function withLatestCounts(frame: unknown): unknown {
  if (!isRecord(frame)) return frame;
  const { inputs, visits, ...rest } = frame;
  const visitCounts = Array.isArray(visits) ? visits.slice(-limits.countedStepsMax) : visits;
  return { ...rest, retriableVisits: inputs, visitCounts };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
