import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Names looked at per folder: above any directory that could be loaded. */
const namesMax = 5_000;

/**
 * A text that changes whenever a file of a directory of flows does: when one comes, goes, or has another time or size. Files that
 * are not part of a line do not count. A directory that is not there has a version as well.
 */
export function directoryVersion(directory: string): string {
  return [
    ...versionsIn(directory, (name) => /\.flow\.json$|^(routes|schedules)\.json$/.test(name)),
    ...versionsIn(join(directory, 'prompts'), (name) => name.endsWith('.json')),
    ...versionsIn(join(directory, 'clips'), (name) => !name.startsWith('.')),
  ].join('\n');
}

function versionsIn(folder: string, isPart: (name: string) => boolean): string[] {
  const names = namesIn(folder).filter(isPart).sort().slice(0, namesMax);
  return names.map((name) => `${name} ${fileVersion(join(folder, name))}`).concat(folder);
}

/** A file that cannot be looked at has a version as well: whoever reads it says what is wrong. */
function fileVersion(path: string): string {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return 'none';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
