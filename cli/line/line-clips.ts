import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readClips } from '../../src/clips/read-clips.ts';
import type { LineClips } from '../../src/flow-catalog/load-flow-directory.ts';

/** The clips of a directory of flows; undefined where it has no folder of them, so that they are kept elsewhere. */
export async function lineClips(directory: string): Promise<LineClips | undefined> {
  const folder = join(directory, 'clips');
  if (!existsSync(folder)) return undefined;
  const { clips, problems } = await readClips(folder);
  return { durations: Object.fromEntries(clips.map(({ name, durationMs }) => [name, durationMs])), problems };
}
