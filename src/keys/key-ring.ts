import type { KeyObject } from 'node:crypto';

/** A key and its name. Held as a KeyObject, which shows nothing of itself in a log. */
export interface Key {
  /** Stands in everything made with the key; no secret. */
  readonly id: string;
  /** 256 bits. */
  readonly secret: KeyObject;
}

/** The keys of one purpose. The first is used for what is new, every one for what was made before. */
export interface KeyRing {
  readonly active: Key;
  /** Every key by id, the active one too. */
  readonly byId: ReadonlyMap<string, Key>;
}
