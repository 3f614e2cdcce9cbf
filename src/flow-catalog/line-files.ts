import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { schedulesSchema } from '../interpreter/calendar/schedule-definition.ts';
import { catalogueSchema } from '../interpreter/parse-program.ts';
import { languageSchema } from '../interpreter/text-definition.ts';
import { failed, ok, type Result } from '../result.ts';
import { checkDocument } from './check-document.ts';
import { type LocatedProblem, locate, ofWholeFile } from './located-problem.ts';
import { readLineFile } from './read-line-file.ts';

/** One file of a line, read: JSON, whatever it holds. */
export interface LineFile {
  readonly file: string;
  readonly text: string;
  readonly document: unknown;
}

/** What a directory of flows holds. */
export interface LineFiles {
  readonly directory: string;
  /** Flows by the name in their document; a document without one by that of its file. */
  readonly flows: ReadonlyMap<string, LineFile>;
  readonly routes: LineFile | undefined;
  /** Absent where there is none. */
  readonly schedules: LineFile | undefined;
  /** Language -> its catalogue of prompts. */
  readonly prompts: ReadonlyMap<string, LineFile>;
  /** What could not be read, so that whatever refers to it is not called unknown. */
  readonly broken: ReadonlySet<'flows' | 'schedules' | 'prompts'>;
  readonly problems: readonly LocatedProblem[];
}

/** Bounds of a directory of flows. */
const directoryLimits = {
  /** Flows: more are several apps. */
  flowsMax: 2_000,
  /** Languages of the catalogue. */
  languagesMax: 100,
};

const where = 'docs/flow-language.md';

/**
 * Reads everything that an operator edits but the clips: `*.flow.json`, `routes.json`, and where they are there `schedules.json`
 * and `prompts/<language>.json`. What flows and routes mean is not looked at yet. Undefined where there is no such directory.
 */
export function readLineFiles(directory: string): LineFiles | undefined {
  const names = namesIn(directory);
  if (names === undefined) return undefined;
  const problems: LocatedProblem[] = [];
  const broken = new Set<'flows' | 'schedules' | 'prompts'>();
  const flows = readFlows(directory, names, { problems, broken });
  const routes = readLineFile(join(directory, 'routes.json'));
  if (!routes.ok) problems.push(...routes.error);
  const schedules = readSchedules(directory, names, { problems, broken });
  const prompts = readPrompts(directory, { problems, broken });
  return { directory, flows, routes: routes.ok ? routes.value : undefined, schedules, prompts, broken, problems };
}

interface Findings {
  readonly problems: LocatedProblem[];
  readonly broken: Set<'flows' | 'schedules' | 'prompts'>;
}

function readFlows(directory: string, names: readonly string[], findings: Findings): Map<string, LineFile> {
  const found = names.filter((name) => name.endsWith('.flow.json')).sort();
  if (found.length > directoryLimits.flowsMax) findings.problems.push(tooMany(directory, found.length));
  const flows = new Map<string, LineFile>();
  for (const fileName of found.slice(0, directoryLimits.flowsMax)) {
    const read = readFlowFile(join(directory, fileName), fileName);
    if (!read.ok) {
      findings.broken.add('flows');
      findings.problems.push(...read.error);
      continue;
    }
    const name = nameOf(read.value.document) ?? fileName.slice(0, -'.flow.json'.length);
    const other = flows.get(name);
    if (other === undefined) flows.set(name, read.value);
    else findings.problems.push(namedTwice(name, read.value, other));
  }
  return flows;
}

function readFlowFile(file: string, fileName: string): Result<LineFile, readonly LocatedProblem[]> {
  const read = readLineFile(file);
  if (!read.ok || !isDialogue(read.value.document)) return read;
  const advice = `Call the file ${fileName.replace('.flow.', '.dialogue.')}, and put it with the dialogues.`;
  const message = 'This is a dialogue, not a flow.';
  return failed([locate({ code: 'schema', path: [], message, advice }, read.value)]);
}

/** By what a dialogue must have and a flow cannot: for the rest of it there would be a problem for every field. */
function isDialogue(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'turns' in document && !('steps' in document);
}

function nameOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('name' in document)) return undefined;
  return typeof document.name === 'string' && document.name !== '__proto__' ? document.name : undefined;
}

/** A file that is there and cannot be read is a problem; one that is not there is none. */
function readSchedules(
  directory: string,
  names: readonly string[],
  { problems, broken }: Findings,
): LineFile | undefined {
  if (!names.includes('schedules.json')) return undefined;
  const read = readLineFile(join(directory, 'schedules.json'));
  const wrong = read.ok ? checkDocument(read.value, { schema: schedulesSchema, reference: where }) : read.error;
  if (wrong.length > 0) broken.add('schedules');
  problems.push(...wrong);
  return read.ok && wrong.length === 0 ? read.value : undefined;
}

function readPrompts(directory: string, { problems, broken }: Findings): Map<string, LineFile> {
  const folder = join(directory, 'prompts');
  const prompts = new Map<string, LineFile>();
  const names = (namesIn(folder) ?? []).filter((name) => name.endsWith('.json')).sort();
  for (const name of names.slice(0, directoryLimits.languagesMax)) {
    const language = name.slice(0, -'.json'.length);
    const read = readPromptsFile(join(folder, name), language);
    if (read.ok) prompts.set(language, read.value);
    else {
      broken.add('prompts');
      problems.push(...read.error);
    }
  }
  return prompts;
}

function readPromptsFile(file: string, language: string): Result<LineFile, readonly LocatedProblem[]> {
  const read = readLineFile(file);
  if (!read.ok) return read;
  if (!languageSchema.safeParse(language).success) return failed([noLanguage(read.value, language)]);
  const catalogue = { ...read.value, document: withoutSchema(read.value.document) };
  const wrong = checkDocument(catalogue, { schema: catalogueSchema, reference: where });
  return wrong.length > 0 ? failed(wrong) : ok(catalogue);
}

/** What editors complete by is not a prompt. */
function withoutSchema(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== '$schema'));
}

function noLanguage(file: LineFile, language: string): LocatedProblem {
  const message = `"${language}" is not a language tag such as en-US.`;
  return locate(
    { code: 'unknown-language', path: [], message, advice: 'Name the file by one, such as en-US.json.' },
    file,
  );
}

function namesIn(directory: string): string[] | undefined {
  try {
    return readdirSync(directory);
  } catch {
    return undefined;
  }
}

function tooMany(directory: string, count: number): LocatedProblem {
  const message = `The directory holds ${count} flows, and an app has at most ${directoryLimits.flowsMax}.`;
  const advice = 'Split them over several apps.';
  return ofWholeFile(directory, { code: 'unreadable', message, advice });
}

function namedTwice(name: string, second: LineFile, first: LineFile): LocatedProblem {
  const message = `Two flows are called "${name}": this one and that in ${first.file.split(/[\\/]/).at(-1)}.`;
  const advice = 'Give each flow a name of its own.';
  return locate({ code: 'duplicate-flow', path: ['name'], message, advice }, second);
}
