/** Where in the app the name of a connection is known: in the instances that were told, as long as they live, and in the storage. */
export interface Knowledge {
  /** A life of an instance is told a name: by an event, or by the response to its answer. */
  learn(by: string, callId: string): void;
  /** A name is written. */
  keep(callId: string): void;
  /** A life of an instance is over. What it has had the time to write, it ought to have written. */
  forget(by: string): void;
  isKnown(callId: string): boolean;
}

/** Longer than any invocation: the host ends one after a minute. Milliseconds. */
const invocationMsMax = 60_000;

/** Nobody knows anything yet. */
export function createKnowledge(nowMs: () => number): Knowledge {
  const kept = new Set<string>();
  const learnt = new Map<string, Map<string, number>>();
  return {
    learn: (by, callId) => {
      const names = learnt.get(by) ?? new Map<string, number>();
      learnt.set(by, names.set(callId, names.get(callId) ?? nowMs()));
    },
    keep: (callId) => {
      kept.add(callId);
    },
    forget: (by) => {
      for (const [callId, atMs] of learnt.get(by) ?? []) if (nowMs() - atMs > invocationMsMax) kept.add(callId);
      learnt.delete(by);
    },
    isKnown: (callId) => kept.has(callId) || [...learnt.values()].some((names) => names.has(callId)),
  };
}
