import type { Clip } from './clip.ts';
import { type ByteRange, parseRange } from './parse-range.ts';

/** What of a request decides the answer. */
export interface ClipRequest {
  /** GET or HEAD. */
  readonly method: string;
  readonly headers: { get(name: string): string | null };
}

/** What is answered, whatever carries it. */
export interface ClipAnswer {
  readonly status: 200 | 206 | 304 | 404 | 416;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/**
 * How long a clip may be kept by whoever fetched it, in seconds. The service itself keeps a file under its cache id for an
 * hour (documented), so that less would not make a change heard sooner. Together a change is heard after two hours at most.
 */
const maxAgeSeconds = 3_600;

const mediaTypes = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const;

/**
 * Answers a request for a clip, undefined being one that there is not: 404. Conditions and ranges are those of RFC 9110; of
 * ranges a single one, and where several are asked for, the whole is the answer, as the RFC allows.
 */
export function answerClip(clip: Clip | undefined, { method, headers }: ClipRequest): ClipAnswer {
  if (clip === undefined) return { status: 404, headers: { 'Cache-Control': 'no-store' } };
  const etag = `"${clip.sha256}"`;
  const cached = { ETag: etag, 'Cache-Control': `public, max-age=${maxAgeSeconds}` };
  if (isHeld(headers.get('if-none-match'), etag)) return { status: 304, headers: cached };
  const described = {
    ...cached,
    'Content-Type': mediaTypes[clip.format],
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
  };
  // Ranges are defined for GET alone (RFC 9110, 14.2).
  if (method === 'HEAD') return { status: 200, headers: { ...described, ...lengthOf(clip.sizeBytes) } };
  const range = rangeOf(headers, etag, clip.sizeBytes);
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { 'Content-Range': `bytes */${clip.sizeBytes}`, 'Cache-Control': 'no-store' } };
  }
  if (range === undefined) {
    return { status: 200, headers: { ...described, ...lengthOf(clip.sizeBytes) }, body: clip.bytes };
  }
  return partOf(clip, range, described);
}

function partOf(clip: Clip, { first, last }: ByteRange, described: Record<string, string>): ClipAnswer {
  const contentRange = { 'Content-Range': `bytes ${first}-${last}/${clip.sizeBytes}` };
  const headers = { ...described, ...contentRange, ...lengthOf(last - first + 1) };
  return { status: 206, headers, body: clip.bytes.subarray(first, last + 1) };
}

function lengthOf(sizeBytes: number): Record<string, string> {
  return { 'Content-Length': String(sizeBytes) };
}

/** Whether the one who asks has this very clip. Compared weakly (RFC 9110, 13.1.2), since a proxy may have weakened the tag. */
function isHeld(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim());
  return tags.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

/** A range that was asked for on condition of another version is no range of this one (RFC 9110, 13.1.5). */
function rangeOf(headers: ClipRequest['headers'], etag: string, sizeBytes: number) {
  const ifRange = headers.get('if-range');
  if (ifRange !== null && ifRange.trim() !== etag) return undefined;
  return parseRange(headers.get('range') ?? '', sizeBytes);
}
