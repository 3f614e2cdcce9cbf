import type { ClipFacts, ClipProblem } from './clip.ts';
import { listClips } from './list-clips.ts';
import { readClip } from './read-clip.ts';

/** A directory of clips, read as a whole. */
export interface ClipDirectory {
  /** Those that can be played, sorted by name. */
  readonly clips: readonly ClipFacts[];
  readonly problems: readonly ClipProblem[];
}

/**
 * Reads every clip of a directory and says what is wrong with which. For those who check a line before it takes calls; the
 * line itself reads a clip when it is first fetched. A directory that does not exist holds no clip and no problem.
 */
export async function readClips(directory: string): Promise<ClipDirectory> {
  const listed = listClips(directory);
  const clips: ClipFacts[] = [];
  const problems = [...listed.problems];
  // One after the other, so that there is never more than one of them in memory.
  for (const name of listed.names) {
    const read = await readClip(directory, name);
    if (!read.ok) {
      problems.push(read.error);
      continue;
    }
    const { bytes: _bytes, ...facts } = read.value;
    clips.push(facts);
  }
  return { clips, problems };
}
