import { failed, ok, type Result } from '../result.ts';
import type { ClipFault, ClipSound } from './clip.ts';
import { frameAt, isSameStream, type Mp3Frame } from './mp3-frame.ts';

/** Fewer whole frames than these are chance, or a click: one frame lasts 24 to 72 ms. */
const framesMin = 2;

const advice = 'Export it again as MP3, as by ffmpeg -i in.wav -ac 1 -ar 16000 -id3v2_version 3 out.mp3.';

/** Whether bytes begin as an MP3 does: with an ID3v2 tag or the header of a frame. */
export function isMp3Start(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 3) === 'ID3' || frameAt(bytes, 0) !== undefined;
}

/**
 * Checks bytes that begin as an MP3. Microsoft's page names "MP3 files with ID3V2TAG"; whether the service refuses those
 * without the tag has not been seen, so they pass.
 */
export function checkMp3(mp3: Buffer): Result<ClipSound, ClipFault> {
  const start = tagBytes(mp3);
  if (start === undefined) return failed({ message: 'The ID3 tag at the beginning of the file is damaged.', advice });
  const { frames, durationMs } = walkFrames(mp3, start);
  if (frames >= framesMin) return ok({ format: 'mp3', durationMs: Math.round(durationMs) });
  return failed({ message: 'The file holds no MP3 sound where it should begin.', advice });
}

/** Size of the ID3v2 tag, 0 without one; undefined where it cannot be one. Source: ID3v2.4.0 structure, section 3.1. */
function tagBytes(mp3: Buffer): number | undefined {
  if (mp3.toString('latin1', 0, 3) !== 'ID3') return 0;
  if (mp3.length < 10) return undefined;
  const sizes = [...mp3.subarray(6, 10)];
  // Four times seven bits, so that no size looks like the beginning of a frame.
  if (sizes.some((byte) => byte > 0x7f)) return undefined;
  const sizeBytes = sizes.reduce((sum, byte) => sum * 128 + byte, 0);
  const hasFooter = (mp3.readUInt8(5) & 0x10) !== 0;
  const whole = 10 + sizeBytes + (hasFooter ? 10 : 0);
  return whole < mp3.length ? whole : undefined;
}

/** Follows the frames, of at least 24 bytes each, to the first place without one: the end, a tag that trails, or damage. */
function walkFrames(mp3: Buffer, start: number): { frames: number; durationMs: number } {
  let first: Mp3Frame | undefined;
  let frames = 0;
  let durationMs = 0;
  let at = start;
  for (;;) {
    const frame = frameAt(mp3, at);
    if (frame === undefined || at + frame.sizeBytes > mp3.length) return { frames, durationMs };
    first ??= frame;
    if (!isSameStream(first, frame)) return { frames, durationMs };
    frames += 1;
    durationMs += (frame.samples * 1_000) / frame.rateHz;
    at += frame.sizeBytes;
  }
}
