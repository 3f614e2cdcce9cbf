import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Signer } from '../calls/ports/keys.ts';
import { decodeExactly } from './decode-exactly.ts';
import type { Key, KeyRing } from './key-ring.ts';

/** Characters of a signed text that are looked at; ours have some 170. */
const signedCharactersMax = 2_048;

/**
 * Signs with HMAC-SHA256: `id.base64url(value).base64url(signature)`, all of it safe in a path segment. Throws a RangeError
 * for a value that is too long to be verified again, or holds lone surrogates.
 */
export function createSigner(ring: KeyRing): Signer {
  return {
    sign: (value) => sign(ring.active, value),
    verify: (signed) => verify(ring, signed),
  };
}

function sign(key: Key, value: string): string {
  if (!value.isWellFormed()) throw new RangeError('A value to be signed has lone surrogates.');
  const body = `${key.id}.${Buffer.from(value).toString('base64url')}`;
  const signed = `${body}.${signatureOf(key, body).toString('base64url')}`;
  if (signed.length > signedCharactersMax) throw new RangeError(`A value of ${value.length} characters is too long.`);
  return signed;
}

function verify(ring: KeyRing, signed: string): string | undefined {
  if (signed.length > signedCharactersMax) return undefined;
  const [id, value, signature, ...more] = signed.split('.', 4);
  if (id === undefined || value === undefined || signature === undefined || more.length > 0) return undefined;
  const key = ring.byId.get(id);
  const given = decodeExactly(signature, 'base64url');
  if (key === undefined || given === undefined) return undefined;
  const expected = signatureOf(key, `${id}.${value}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return decodeExactly(value, 'base64url')?.toString('utf8');
}

function signatureOf(key: Key, body: string): Buffer {
  return createHmac('sha256', key.secret).update(body).digest();
}
