import { storeLimits } from './store-limits.ts';

/**
 * An id as a key of a row. Letters, digits, `.`, `_` and `-` stand for themselves, every other UTF-16 unit is `+` and its
 * four hexadecimal digits: reversible, and free of what Azure forbids in keys (`/ \ # ?` and control characters).
 * Throws a RangeError for an empty or too long id, for which there can be no row.
 */
export function keyOf(id: string): string {
  if (id === '' || id.length > storeLimits.idCharactersMax)
    throw new RangeError(`An id has 1 to ${storeLimits.idCharactersMax} characters, this one ${id.length}.`);
  return id.replace(/[^A-Za-z0-9._-]/g, (unit) => `+${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The id that a key was made of. */
export function idOf(key: string): string {
  return key.replace(/\+([0-9a-f]{4})/g, (_escape, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}
