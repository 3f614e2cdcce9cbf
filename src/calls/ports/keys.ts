import type { Result } from '../../result.ts';

/** Encrypts what only the app may read. Keys are a ring: the first encrypts, every one decrypts. */
export interface Sealer {
  /** Encrypts a text; it can only be opened for the same purpose (as a row's key). */
  seal(text: string, purpose: string): string;
  /** Decrypts; the error says why it could not. */
  open(sealed: string, purpose: string): Result<string, 'unknownKey' | 'damaged'>;
}

/** Signs what goes out and comes back in a URL. Keys are a ring: the first signs, every one verifies. */
export interface Signer {
  /** The value with its signature, safe in a path segment. */
  sign(value: string): string;
  /** The value of a signed text; undefined where the signature is not ours. */
  verify(signed: string): string | undefined;
}
