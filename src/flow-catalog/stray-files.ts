import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suggestName } from '../interpreter/suggest-name.ts';
import { type LocatedProblem, ofWholeFile } from './located-problem.ts';
import { readText } from './read-text.ts';

/** Files looked at: more than a directory of flows has. */
const filesMax = 5_000;

/** What is looked into to see whether it is a flow. Bytes. */
const lookedIntoBytesMax = 1024 * 1024;

/** Names of which one is likely to be meant by another that is almost the same. */
const fileNames = ['routes.json', 'schedules.json'];
const folderNames = ['prompts', 'clips'];

/**
 * What lies in a directory of flows under almost the right name, so that nobody reads it: `hello.json`, `route.json`, `prompt/`.
 * No problem, for whatever else an author keeps there is nobody's business, but worth a word. By name.
 */
export function strayFiles(directory: string): readonly LocatedProblem[] {
  const entries = entriesOf(directory).slice(0, filesMax);
  return entries.flatMap((entry) => {
    const advice = entry.isDirectory() ? adviseFolder(entry.name) : adviseFile(directory, entry.name);
    if (advice === undefined) return [];
    const message = `${entry.name}${entry.isDirectory() ? '/' : ''} is not read.`;
    return [ofWholeFile(join(directory, entry.name), { code: 'stray-file', message, advice })];
  });
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return [];
  }
}

function adviseFolder(name: string): string | undefined {
  if (folderNames.includes(name)) return undefined;
  const meant = folderNames.find((one) => suggestName(name, [one], '') !== '');
  return meant && `If it holds the ${meant} of the line, call it ${meant}/.`;
}

function adviseFile(directory: string, name: string): string | undefined {
  if (name.endsWith('.flow.json') || name.endsWith('.dialogue.json') || name.endsWith('.schema.json')) return undefined;
  if (fileNames.includes(name)) return undefined;
  const meant = fileNames.find((one) => name.toLowerCase() === one || isAlmost(name, one));
  if (meant !== undefined) return `If it holds the ${meant.replace('.json', '')} of the line, call it ${meant}.`;
  if (/^prompts?\.json$/i.test(name)) return 'Prompts stand in files by language, such as prompts/en-US.json.';
  const stem = name.replace(/([.]flow)?[.]json[5c]?$|[.]flow$/i, '');
  if (stem === name || stem === '' || !isFlow(directory, name)) return undefined;
  return `A flow is called ${stem}.flow.json.`;
}

/** One letter too few, too many or wrong: the whole name counts, not its beginning alone. */
function isAlmost(name: string, meant: string): boolean {
  return Math.abs(name.length - meant.length) <= 1 && suggestName(name, [meant], '') !== '';
}

/** By its name, else by the steps that it holds; any other document may lie there. */
function isFlow(directory: string, name: string): boolean {
  if (/[.]flow([.]json[5c]?)?$/i.test(name)) return true;
  const text = readText(join(directory, name), lookedIntoBytesMax);
  return text.ok && text.value.includes('"steps"');
}
