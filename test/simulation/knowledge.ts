/** Where in the app the name of a connection is known: in the instances that were told, as long as they live, and in the storage. */
export interface Knowledge {
  /** A life of an instance is told a name: by an event, or by the response to its answer. */
  learn(by: string, callId: string): void;
  /** A name is written. */
  keep(callId: string): void;
  /** A life of an instance is over. */
  forget(by: string): void;
  isKnown(callId: string): boolean;
}

/** Nobody knows anything yet. */
export function createKnowledge(): Knowledge {
  const kept = new Set<string>();
  const learnt = new Map<string, Set<string>>();
  return {
    learn: (by, callId) => {
      learnt.set(by, (learnt.get(by) ?? new Set()).add(callId));
    },
    keep: (callId) => {
      kept.add(callId);
    },
    forget: (by) => {
      learnt.delete(by);
    },
    isKnown: (callId) => kept.has(callId) || [...learnt.values()].some((names) => names.has(callId)),
  };
}
