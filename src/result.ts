/**
 * An expected outcome as a value: what went well, or what stood in the way.
 * Broken invariants throw instead.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** An expected failure. */
export function failed<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** Makes a `switch` over a union exhaustive: a new member does not compile. Throws if the types were lied to. */
export function assertNever(value: never): never {
  throw new Error(`A case is missing for ${JSON.stringify(value)}.`);
}
