import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of dialogues that one command runs. */
const filesMax = 10_000;

/** The dialogue files at a path: the file itself, or those of a folder and the folders in it. Undefined where nothing is there. */
export function dialogueFiles(path: string): readonly string[] | undefined {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (!entry.isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const found = names.filter((name) => name.endsWith('.dialogue.json')).sort();
  return found.slice(0, filesMax).map((name) => join(path, name));
}
