/** Bytes of a whole, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

// Fifteen digits are exact as numbers; what is longer is no range of a clip.
const singleRange = /^bytes=(\d{0,15})-(\d{0,15})$/i;

/**
 * Reads a Range header for a whole of `sizeBytes` (RFC 9110, 14.1.2). Undefined where it is to be ignored: absent, several
 * ranges, another unit, malformed. `unsatisfiable` where it is well formed but names no byte that exists.
 */
export function parseRange(header: string, sizeBytes: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = singleRange.exec(header.trim()) ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return suffix(Number(to), sizeBytes);
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first < sizeBytes ? { first, last } : 'unsatisfiable';
}

/** `-500` asks for the last 500 bytes, or for all where there are fewer. */
function suffix(lengthBytes: number, sizeBytes: number): ByteRange | 'unsatisfiable' {
  return lengthBytes === 0 ? 'unsatisfiable' : { first: Math.max(0, sizeBytes - lengthBytes), last: sizeBytes - 1 };
}
