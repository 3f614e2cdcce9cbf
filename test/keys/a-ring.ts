import { createHash } from 'node:crypto';
import type { KeyRing } from '../../src/keys/key-ring.ts';
import { parseKeyRing } from '../../src/keys/parse-key-ring.ts';

/** A key as it stands in a setting: the same for the same id. */
export function keyText(id: string): string {
  return `${id}:${createHash('sha256').update(`key of the tests: ${id}`).digest('base64')}`;
}

/** A ring of keys by these ids, the active one first. */
export function aRing(...ids: readonly string[]): KeyRing {
  const ring = parseKeyRing(ids.map(keyText).join(','));
  if (!ring.ok) throw new Error(ring.error);
  return ring.value;
}
