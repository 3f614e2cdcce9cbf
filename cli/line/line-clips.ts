import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readClips } from '../../src/clips/read-clips.ts';
import type { LineClips } from '../../src/flow-catalog/load-flow-directory.ts';

/**
 * The clips of a directory of flows; undefined where they are kept elsewhere, as CLIPS_BASE_URL says to the app too. Without a folder
 * of them there are none.
 */
export async function lineClips(directory: string): Promise<LineClips | undefined> {
  const folder = join(directory, 'clips');
  if ((process.env.CLIPS_BASE_URL ?? '') !== '') return undefined;
  if (!existsSync(folder)) return { durations: {}, problems: [] };
  const { clips, problems } = await readClips(folder);
  return { durations: Object.fromEntries(clips.map(({ name, durationMs }) => [name, durationMs])), problems };
}
