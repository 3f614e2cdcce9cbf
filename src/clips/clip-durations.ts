import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { failed, type Result } from '../result.ts';
import { checkClip, tooLarge } from './check-clip.ts';
import { checkWav } from './check-wav.ts';
import type { ClipFault, ClipProblem, ClipSound } from './clip.ts';
import { clipLimits } from './clip-limits.ts';
import { formatNamed } from './clip-name.ts';
import { listClips } from './list-clips.ts';
import { misnamed, unreadable } from './read-clip.ts';

/** How long the clips of a directory play. */
export interface ClipDurations {
  /** Name -> milliseconds, of those that can be played, sorted by name. */
  readonly durations: Readonly<Record<string, number>>;
  readonly problems: readonly ClipProblem[];
}

/**
 * Measures the clips of a directory at once, for whoever compiles flows that play them: of a WAV file the header alone is read, an
 * MP3 whole. A directory that does not exist holds no clip and no problem. Undefined, for nothing is known of them, where the
 * clips are kept elsewhere and none lies here to be checked.
 */
export function clipDurations(directory: string, keptElsewhere = false): ClipDurations | undefined {
  const { names, problems: listed } = listClips(directory);
  if (keptElsewhere && names.length + listed.length === 0) return undefined;
  const durations: Record<string, number> = {};
  const problems = [...listed];
  const budget = { leftBytes: clipLimits.measuredBytesMax };
  for (const name of names) {
    const sound = measure(join(directory, name), budget);
    if (!sound.ok) problems.push({ clip: name, ...sound.error });
    else if (sound.value.format !== formatNamed(name)) problems.push({ clip: name, ...misnamed(sound.value.format) });
    else durations[name] = sound.value.durationMs;
  }
  return { durations, problems };
}

/** What may still be read of files that are read whole. */
interface Budget {
  leftBytes: number;
}

function measure(path: string, budget: Budget): Result<ClipSound, ClipFault> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const sizeBytes = fstatSync(file).size;
    return sizeBytes > clipLimits.clipBytesMax ? failed(tooLarge(sizeBytes)) : measureOpen(file, sizeBytes, budget);
  } catch {
    return failed(unreadable);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function measureOpen(file: number, sizeBytes: number, budget: Budget): Result<ClipSound, ClipFault> {
  const head = readStart(file, Math.min(sizeBytes, clipLimits.wavHeadBytes));
  if (head.toString('latin1', 0, 4) === 'RIFF') {
    const sound = checkWav(head, sizeBytes);
    // A header that is longer than that is rare; whether it is one shows in the whole.
    if (sound.ok || head.length === sizeBytes) return sound;
  }
  budget.leftBytes -= sizeBytes;
  return budget.leftBytes < 0 ? failed(tooMuch) : checkClip(readStart(file, sizeBytes));
}

function readStart(file: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  const read = readSync(file, bytes, 0, sizeBytes, 0);
  return bytes.subarray(0, read);
}

const tooMuch: ClipFault = {
  message: `The files read whole for their lengths have more than ${clipLimits.measuredBytesMax} bytes together.`,
  advice: 'Save long ones as WAV, of which the header is enough, or keep the clips elsewhere (CLIPS_BASE_URL).',
};
