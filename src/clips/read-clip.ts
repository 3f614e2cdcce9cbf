import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../result.ts';
import { checkClip, tooLarge } from './check-clip.ts';
import type { Clip, ClipFault, ClipProblem } from './clip.ts';
import { clipLimits } from './clip-limits.ts';
import { formatNamed } from './clip-name.ts';

/** The fault of a clip that the app may not read. */
export const unreadable: ClipFault = { message: 'The file cannot be read.', advice: 'Make it readable for the app.' };

/** Reads and checks one clip; `name` is one that the directory was listed with. */
export async function readClip(directory: string, name: string): Promise<Result<Clip, ClipProblem>> {
  const read = await readBytes(join(directory, name));
  if (!read.ok) return failed({ clip: name, ...read.error });
  const bytes = read.value;
  const sound = checkClip(bytes);
  if (!sound.ok) return failed({ clip: name, ...sound.error });
  const { format } = sound.value;
  if (format !== formatNamed(name)) return failed({ clip: name, ...misnamed(format) });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return ok({ name, sizeBytes: bytes.length, sha256, ...sound.value, bytes });
}

async function readBytes(path: string): Promise<Result<Uint8Array<ArrayBuffer>, ClipFault>> {
  try {
    const file = await open(path);
    try {
      // Before anything is read, for the file may be larger than the memory.
      const { size } = await file.stat();
      return size > clipLimits.clipBytesMax ? failed(tooLarge(size)) : ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    return failed(unreadable);
  }
}

/** The fault of a clip whose name ends in another format. */
export function misnamed(format: Clip['format']): ClipFault {
  return {
    message: `The file holds ${format.toUpperCase()}, but its name says otherwise.`,
    advice: `Name it .${format}.`,
  };
}
