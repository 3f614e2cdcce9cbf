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
 * Version 2 had all frames in one list. It wrote what there is none of as 0, false or empty, which is read alike, and the steps of
 * the call into the tally. It counted the visits of steps from the first on, towards another bound: here the counts begin anew.
 */
function toVersion3(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { tally, frames, operations, parties, ...rest } = state;
  const { steps, ...counts } = isRecord(tally) ? tally : {};
  const outerFrames = Array.isArray(frames) ? frames.map(frameOfVersion3) : [];
  const running = outerFrames.pop();
  return {
    ...rest,
    ...running,
    version: 3,
    steps,
    tally: counts,
    parties: isRecord(parties) && parties.caller === 'gone' ? parties : undefined,
    operations: Array.isArray(operations) ? operations.map(operationOfVersion3) : operations,
    outerFrames: outerFrames.length === 0 ? undefined : outerFrames,
  };
}

/** The main flow's operations do not say whose they are. */
function operationOfVersion3(operation: unknown): unknown {
  if (!isRecord(operation) || operation.frame !== 0) return operation;
  const { frame: _frame, ...rest } = operation;
  return rest;
}

/** By name, for a frame must not bring anything else into the state. What is missing is undefined, and is refused by the schema. */
function frameOfVersion3(frame: unknown): Record<string, unknown> {
  const { flow, step, visit, inputs, leaving } = isRecord(frame) ? frame : {};
  return { flow, step, visit, retriableVisits: inputs, leaving };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
