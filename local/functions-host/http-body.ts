import type { IncomingMessage } from 'node:http';

/** A request's body, or that it is above the limit. */
export type BodyRead = { readonly type: 'read'; readonly bytes: Buffer } | { readonly type: 'tooLarge' };

/** Reads a body up to `sizeBytesMax`. Rejects if the client goes away meanwhile; the server's requestTimeout bounds the wait. */
export async function readBody(request: IncomingMessage, sizeBytesMax: number): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > sizeBytesMax) return { type: 'tooLarge' };
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    // Without setEncoding, Node hands out Buffers.
    const bytes = chunk as Buffer;
    sizeBytes += bytes.length;
    if (sizeBytes > sizeBytesMax) return { type: 'tooLarge' };
    chunks.push(bytes);
  }
  return { type: 'read', bytes: Buffer.concat(chunks) };
}
