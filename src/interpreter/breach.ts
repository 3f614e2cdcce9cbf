/** A bound that starting another flow comes to. */
export type FrameBreach = 'flowsTooDeep' | 'variablesTooLarge';

/** A bound of the interpreter that a call came to: each is an outcome of the flow, and a tag of the call. */
export type Breach = FrameBreach | 'visitsPerStep' | 'stepsPerCall' | 'stepsPerEvent' | 'callLength';

/** The tags of a call with that of a breach: reports must tell such calls, however many tags the flow gave them. */
export function withBreach(tags: readonly string[] | undefined, breach: Breach): readonly string[] {
  const tag = `limit:${breach}`;
  return tags?.includes(tag) === true ? tags : [...(tags ?? []), tag];
}
