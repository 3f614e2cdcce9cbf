import { createSecretKey } from 'node:crypto';
import { failed, ok, type Result } from '../result.ts';
import { decodeExactly } from './decode-exactly.ts';
import type { Key, KeyRing } from './key-ring.ts';

/** Keys of one ring: a rotation needs two, and every key is one more that can leak. */
const keysMax = 16;

const keyBytes = 32;

/**
 * Reads a ring: `id:base64` of 32 random bytes each, separated by commas, the active one first. An id has 1-32 letters,
 * digits, `-` or `_`. The error says which key is wrong by its place only: what looks like an id may be a misplaced key.
 */
export function parseKeyRing(text: string): Result<KeyRing, string> {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.length > keysMax) return failed(`There are ${entries.length} keys; at most ${keysMax} make a ring.`);
  const byId = new Map<string, Key>();
  let active: Key | undefined;
  for (const [index, entry] of entries.entries()) {
    const key = parseKey(entry);
    if (!key.ok) return failed(`Key ${index + 1} of ${entries.length} ${key.error}`);
    if (byId.has(key.value.id)) return failed(`Key ${index + 1} of ${entries.length} has the id of an earlier one.`);
    if ([...byId.values()].some((other) => other.secret.equals(key.value.secret)))
      return failed(`Key ${index + 1} of ${entries.length} is an earlier one under another id.`);
    byId.set(key.value.id, key.value);
    active ??= key.value;
  }
  return active === undefined ? failed('There is no key.') : ok({ active, byId });
}

function parseKey(entry: string): Result<Key, string> {
  if (entry === '') return failed('is empty; write id:base64 of 32 random bytes.');
  const colon = entry.indexOf(':');
  if (colon < 0) return failed('has no id; write id:base64 of 32 random bytes.');
  const id = entry.slice(0, colon);
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) return failed('needs an id of 1 to 32 letters, digits, "-" or "_".');
  const bytes = decodeExactly(entry.slice(colon + 1), 'base64');
  if (bytes === undefined) return failed('is not base64; make one from 32 random bytes.');
  if (bytes.length !== keyBytes) return failed(`has ${bytes.length} bytes; make one from ${keyBytes} random bytes.`);
  return ok({ id, secret: createSecretKey(bytes) });
}
