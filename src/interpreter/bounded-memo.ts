/** Entries that a memo keeps unless told otherwise: more zones or languages than one process serves at a time. */
const entriesMaxDefault = 64;

/**
 * Remembers what a pure function gave for a text, for what takes long to make: an `Intl` formatter takes about a tenth of a
 * millisecond, an environment of expressions as long as thousands of evaluations.
 * The oldest entry gives way when `entriesMax` is reached, so that texts from outside cannot fill the memory.
 */
export function boundedMemo<Value>(
  make: (key: string) => Value,
  entriesMax: number = entriesMaxDefault,
): (key: string) => Value {
  const made = new Map<string, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    const oldest = made.size >= entriesMax ? made.keys().next().value : undefined;
    if (oldest !== undefined) made.delete(oldest);
    made.set(key, { value });
    return value;
  };
}
