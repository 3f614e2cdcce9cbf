/** A copy by way of JSON, as a store makes one, frozen to its leaves. */
export function frozenCopy<T>(value: T): T {
  // JSON has the same form as what was written; what it cannot hold must not be in a record.
  return frozen(JSON.parse(JSON.stringify(value))) as T;
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
