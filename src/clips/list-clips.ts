import { type Dirent, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { ClipProblem } from './clip.ts';
import { clipLimits } from './clip-limits.ts';
import { isClipName } from './clip-name.ts';

/** The clips of a directory by name, none of them opened yet. */
export interface ClipList {
  /** Sorted; at most `clipLimits.clipsMax`. */
  readonly names: readonly string[];
  /** What lies there and is no clip. */
  readonly problems: readonly ClipProblem[];
}

/**
 * Lists the clips of a directory; one that does not exist holds none. Hidden files, which systems and editors leave behind,
 * are neither clips nor problems. Links are problems: what is deployed must be in the directory itself.
 */
export function listClips(directory: string): ClipList {
  const entries = entriesOf(directory);
  if (!Array.isArray(entries)) return { names: [], problems: [entries] };
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const problems = visible.flatMap((entry) => entryProblem(entry) ?? []);
  const refused = new Set(problems.map(({ clip }) => clip));
  const names = visible.map(({ name }) => name).filter((name) => !refused.has(name));
  if (names.length > clipLimits.clipsMax) problems.push(tooMany(directory, names.length));
  return { names: names.sort().slice(0, clipLimits.clipsMax), problems };
}

function entriesOf(directory: string): Dirent[] | ClipProblem {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const message = 'The directory of the clips cannot be read.';
    return { clip: basename(directory), message, advice: 'Make it a directory that may be read.' };
  }
}

function entryProblem(entry: Dirent): ClipProblem | undefined {
  const { name } = entry;
  if (!entry.isFile()) {
    const message = 'This is a directory or a link, and no file.';
    return { clip: name, message, advice: 'Put the sound itself there.' };
  }
  if (isClipName(name)) return undefined;
  const message = 'A clip cannot have this name.';
  const advice = 'Rename it to at most 100 of a-z, 0-9, dot, dash and underscore, then .wav or .mp3.';
  return { clip: name, message, advice };
}

function tooMany(directory: string, count: number): ClipProblem {
  const message = `The directory holds ${count} clips, and a line has at most ${clipLimits.clipsMax}.`;
  return { clip: basename(directory), message, advice: 'Remove those that no flow plays.' };
}
