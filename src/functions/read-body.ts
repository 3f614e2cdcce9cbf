import type { HttpRequest } from '@azure/functions';

/** More than any delivery of the service has; a larger one is not from it. Bytes. */
const bodyBytesMax = 256 * 1024;

/** The body as text; undefined where it is too large. The length that is claimed is looked at before anything is read. */
export async function readBody(request: HttpRequest): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytesMax) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > bodyBytesMax ? undefined : new TextDecoder().decode(bytes);
}
