import { join } from 'node:path';
import { readClips } from '../../src/clips/read-clips.ts';
import type { LineClips } from '../../src/flow-catalog/load-flow-directory.ts';

/**
 * The clips of a directory of flows, as the app has them: none where it has no folder of them. Undefined where they are kept
 * elsewhere and none lies here to be checked, so that every clip that a flow names is taken to be there.
 */
export async function lineClips(directory: string, keptElsewhere: boolean): Promise<LineClips | undefined> {
  const { clips, problems } = await readClips(join(directory, 'clips'));
  if (keptElsewhere && clips.length + problems.length === 0) return undefined;
  return { durations: Object.fromEntries(clips.map(({ name, durationMs }) => [name, durationMs])), problems };
}
