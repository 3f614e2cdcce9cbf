import { BODY_BYTES_MAX } from './limits.ts';

/** Bytes of a body that is too large that are still read, so that its sender gets to read the refusal. */
const DRAINED_BYTES_MAX = 16 * BODY_BYTES_MAX;

/** The whole body, or undefined when it is larger than {@link BODY_BYTES_MAX}. */
export async function bodyOf(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // A library's limit answers at once and drops the connection: the sender then sees a broken pipe, and tries again.
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > DRAINED_BYTES_MAX) return undefined;
    if (sizeBytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  return sizeBytes > BODY_BYTES_MAX ? undefined : Buffer.concat(chunks);
}
