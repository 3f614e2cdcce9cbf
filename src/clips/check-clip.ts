import { failed, type Result } from '../result.ts';
import { checkMp3, isMp3Start } from './check-mp3.ts';
import { checkWav } from './check-wav.ts';
import type { ClipFault, ClipSound } from './clip.ts';
import { clipLimits } from './clip-limits.ts';

/**
 * Whether the service can play these bytes: WAV of 16-bit PCM, mono, 16 kHz, or MP3. Whatever the bytes are, it ends and does
 * not throw. Only headers are read, so sound that is silent or damaged passes.
 */
export function checkClip(bytes: Uint8Array): Result<ClipSound, ClipFault> {
  if (bytes.length === 0) return failed({ message: 'The file is empty.', advice: 'Put the sound there again.' });
  if (bytes.length > clipLimits.clipBytesMax) return failed(tooLarge(bytes.length));
  // A view of the same bytes, for the reading of numbers.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString('latin1', 0, 4) === 'RIFF') return checkWav(buffer);
  if (isMp3Start(buffer)) return checkMp3(buffer);
  return failed({ message: 'The file is neither WAV nor MP3.', advice: 'Convert it to one of the two.' });
}

/** The fault of a clip above the limit, worded once for those who see only its size. */
export function tooLarge(sizeBytes: number): ClipFault {
  const message = `The file has ${sizeBytes} bytes, and a clip at most ${clipLimits.clipBytesMax}.`;
  return { message, advice: 'Shorten it, or save it as MP3.' };
}
