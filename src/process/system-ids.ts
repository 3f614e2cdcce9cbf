import { createHash, randomUUID } from 'node:crypto';
import type { Ids } from '../calls/ports/ids.ts';

/** Namespace of this app's names, drawn at random once. It never changes: repeats of a command must keep their id. */
const namespace = Buffer.from('6b0f3c2e9d5a4b718e4fa2c75d1e9036', 'hex');

/** Names from the system's randomness, and from texts by RFC 9562. */
export const systemIds: Ids = {
  next: () => randomUUID(),
  uuidOf,
};

/** Source: RFC 9562 5.5, UUID version 5: SHA-1 of namespace and name, six bits of it for version and variant. */
function uuidOf(text: string): string {
  const bytes = createHash('sha1').update(namespace).update(text, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
