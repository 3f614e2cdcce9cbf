import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Sealer } from '../calls/ports/keys.ts';
import { failed, ok, type Result } from '../result.ts';
import { decodeExactly } from './decode-exactly.ts';
import type { Key, KeyRing } from './key-ring.ts';

const cipher = 'aes-256-gcm';
/** Source: NIST SP 800-38D 5.2.1.1, the recommended length of an IV. */
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with AES-256-GCM: `id.base64url(nonce, ciphertext, tag)`. Lone surrogates of a text do not survive. */
export function createSealer(ring: KeyRing): Sealer {
  return {
    seal: (text, purpose) => seal(ring.active, text, purpose),
    open: (sealed, purpose) => open(ring, sealed, purpose),
  };
}

function seal(key: Key, text: string, purpose: string): string {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, purposeKey(key, purpose), nonce, { authTagLength: tagBytes });
  encryption.setAAD(Buffer.from(purpose));
  const ciphertext = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()]);
  return `${key.id}.${Buffer.concat([nonce, ciphertext, encryption.getAuthTag()]).toString('base64url')}`;
}

function open(ring: KeyRing, sealed: string, purpose: string): Result<string, 'unknownKey' | 'damaged'> {
  const dot = sealed.indexOf('.');
  if (dot < 0) return failed('damaged');
  const key = ring.byId.get(sealed.slice(0, dot));
  if (key === undefined) return failed('unknownKey');
  const bytes = decodeExactly(sealed.slice(dot + 1), 'base64url');
  if (bytes === undefined || bytes.length < nonceBytes + tagBytes) return failed('damaged');
  const decryption = createDecipheriv(cipher, purposeKey(key, purpose), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decryption.setAAD(Buffer.from(purpose));
  decryption.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = decryption.update(bytes.subarray(nonceBytes, -tagBytes));
    return ok(Buffer.concat([text, decryption.final()]).toString('utf8'));
  } catch {
    // `final` throws where the tag does not fit; the error says nothing more.
    return failed('damaged');
  }
}

/**
 * A key of its own for each purpose. Random nonces are safe for 2^32 texts under one key (NIST SP 800-38D 8.3), which a busy
 * line writes within weeks; one property of one row never comes near. HMAC as derivation: NIST SP 800-108, one block.
 */
function purposeKey(key: Key, purpose: string): KeyObject {
  return createSecretKey(createHmac('sha256', key.secret).update('callwright seal\0').update(purpose).digest());
}
