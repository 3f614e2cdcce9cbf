import type * as z from 'zod';
import { flowSchema } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import { formAdvice, isPerLanguage, nameAdvice } from './form-advice.ts';
import { type DocumentPath, knownKeys, valueAt } from './known-keys.ts';
import { listNames, nearestName, suggestName } from './suggest-name.ts';

/** One finding of the schema library. */
type Issue = z.core.$ZodIssue;

/** Most of a wrong value that a message repeats, in characters. */
const quotedCharactersMax = 40;

/** Unknown keys listed of one object at most: suggesting a name for each of thousands takes long. */
const unknownKeysMax = 100;

/** A kind of document that authors write. */
export interface DocumentKind {
  readonly schema: z.ZodType;
  /** Where its author reads what can stand in it. */
  readonly reference: string;
  /** What a place of it is called in a sentence. Default: its keys, as in `"steps.greeting.prompt"`. */
  readonly nameOf?: (path: DocumentPath) => string;
  /** Whether a message may repeat what stands at a place. Default: any. */
  readonly mayRepeat?: (path: DocumentPath) => boolean;
}

const flowKind: DocumentKind = { schema: flowSchema, reference: 'the schema in flow.schema.json' };

/**
 * One issue of the schema as problems; a union's issue is that of the member that the author most likely meant. The document is
 * a flow unless `kind` says otherwise. A field that is missing because its name is misspelt is none: the misspelt one is told.
 */
export function schemaProblems(issue: Issue, document: unknown, kind: DocumentKind = flowKind): FlowProblem[] {
  const path = pathOf(issue);
  const value = valueAt(document, path);
  // Told once, whatever else is wrong with it as a prompt.
  if (kind === flowKind && isPerLanguage(path, value))
    return issue.code === 'invalid_union' || issue.code === 'unrecognized_keys' ? [perLanguage(path, kind)] : [];
  const meant = meantMember(issue);
  if (meant.length > 0) return meant.flatMap((inner) => schemaProblems(inner, document, kind));
  if (issue.code === 'unrecognized_keys') {
    return unknownKeys({ path, keys: issue.keys, known: knownKeys(document, path, kind.schema) }, kind);
  }
  if (value === undefined && isMisspelt(document, path, kind)) return [];
  const choices = choicesOf(issue, value);
  const misspelt = value === undefined && choices !== undefined ? misspeltOf(document, path, kind) : [];
  if (misspelt.length > 0) return misspelt;
  const advice = choices === undefined ? adviceFor(issue, path, kind) : adviceOfChoices(value, choices);
  return [problem(path, messageOf(issue, { path, value, choices }, kind), advice)];
}

/** What is wrong with the member of a union that the author most likely meant: with the one that fits deepest. */
function meantMember(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [];
  const nearest = issue.errors.reduce((best, candidate) => (isNearer(candidate, best) ? candidate : best));
  return deepest(nearest) === 0 ? [] : nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Of the forms that fit equally deep, the one with the fewest faults was meant. */
function isNearer(candidate: readonly Issue[], best: readonly Issue[]): boolean {
  const deeper = deepest(candidate) - deepest(best);
  return deeper > 0 || (deeper === 0 && candidate.length < best.length);
}

/** What an object is decides which keys it may have, so without that no other key of it was looked at. */
function misspeltOf(document: unknown, path: DocumentPath, kind: DocumentKind): FlowProblem[] {
  const [field = ''] = path.slice(-1).map(String);
  const keys = keysAt(document, path.slice(0, -1)).filter((key) => nearestName(key, [field]) !== undefined);
  return unknownKeys({ path: path.slice(0, -1), keys, known: [field] }, kind);
}

function perLanguage(path: DocumentPath, kind: DocumentKind): FlowProblem {
  const message = `${nameOf(path, kind)} is written per language, which only prompts of the catalogue are.`;
  return problem(path, message, 'Put it into "prompts" under a name, and write { "say": that name } here.');
}

/** Where an issue is, as keys and indexes. */
export function pathOf({ path }: Pick<Issue, 'path'>): (string | number)[] {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

interface Place {
  readonly path: DocumentPath;
  readonly value: unknown;
  /** What can stand there, where that is one of a list. */
  readonly choices: readonly string[] | undefined;
}

function messageOf(issue: Issue, { path, value, choices }: Place, kind: DocumentKind): string {
  const place = nameOf(path, kind);
  if (value === undefined && path.length > 0) return `${place} is missing.`;
  const isRepeated = kind.mayRepeat?.(path) ?? true;
  const what = isRepeated ? `${place} is ${quoted(value)}, which` : `${place} has a value that`;
  if (choices !== undefined) return `${what} is not allowed here.`;
  if (issue.code === 'invalid_type') return `${what} is not ${article(issue.expected)}.`;
  const words = wordsOf(issue);
  // Our own words for what is wrong go on from the name of the place; those of the schema library begin anew.
  if (!/^[a-z]/.test(words)) return `${place}: ${words}.`;
  const isOfValue = issue.code !== 'invalid_key' && typeof value !== 'object';
  return isOfValue && isRepeated ? `${what} ${words}.` : `${place} ${words}.`;
}

/** What is wrong with a value, or with the name that stands for it. */
function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'too_small':
      return outOfBounds(issue.origin, issue.minimum, ['shorter', 'fewer', 'less']);
    case 'too_big':
      return outOfBounds(issue.origin, issue.maximum, ['longer', 'more', 'more']);
    case 'invalid_union':
      return 'has none of the forms that can stand here';
    default:
      return issue.message;
  }
}

function outOfBounds(origin: string, bound: number | bigint, [text, list, number]: [string, string, string]): string {
  if (origin === 'string') return `is ${text} than ${bound} ${bound === 1 ? 'character' : 'characters'}`;
  const isNumber = origin === 'number' || origin === 'int' || origin === 'bigint';
  return isNumber ? `is ${number} than ${bound}` : `has ${list} than ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
}

/** Whether a field that is missing stands beside its place, under a name that nobody knows and that is nearly right. */
function isMisspelt(document: unknown, path: DocumentPath, { schema }: DocumentKind): boolean {
  const [parent, field] = [path.slice(0, -1), path.at(-1)];
  if (typeof field !== 'string') return false;
  const known = knownKeys(document, parent, schema);
  const unknown = keysAt(document, parent).filter((key) => !known.includes(key));
  return unknown.slice(0, unknownKeysMax).some((key) => nearestName(key, known) === field);
}

function problem(path: DocumentPath, message: string, advice: string): FlowProblem {
  return { code: 'schema', path, message, advice };
}

function deepest(issues: readonly Issue[]): number {
  return issues.reduce((most, issue) => Math.max(most, issue.path.length), 0);
}

function nameOf(path: DocumentPath, kind: DocumentKind): string {
  return kind.nameOf?.(path) ?? (path.length === 0 ? 'The document' : `"${path.join('.')}"`);
}

function keysAt(document: unknown, path: DocumentPath): readonly string[] {
  const value = valueAt(document, path);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

interface Keys {
  /** Of the object that has them. */
  readonly path: DocumentPath;
  readonly keys: readonly string[];
  /** Those that it may have. */
  readonly known: readonly string[];
}

function unknownKeys({ path, keys, known }: Keys, kind: DocumentKind): FlowProblem[] {
  const place = nameOf(path, kind);
  const listed = known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${listNames(known)}.`;
  return keys.slice(0, unknownKeysMax).map((key) => {
    const message = `${place}: the key ${quoted(key)} is not known.`;
    return { ...problem([...path, key], message, suggestName(key, known, listed)), isOfKey: true };
  });
}

/** The values, or kinds of step, of which one must stand at an issue's place. Undefined for issues of another kind. */
function choicesOf(issue: Issue, value: unknown): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return undefined;
  if ('options' in issue && Array.isArray(issue.options)) return issue.options.map(String);
  // Where words and other forms can stand, a text is a wrong word.
  const words = issue.errors.flat().find((inner) => inner.code === 'invalid_value' && inner.path.length === 0);
  return typeof value === 'string' && words !== undefined ? choicesOf(words, value) : undefined;
}

function adviceOfChoices(value: unknown, choices: readonly string[]): string {
  const all = `Use one of: ${listNames(choices)}.`;
  return typeof value === 'string' ? suggestName(value, choices, all) : all;
}

function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = String(value);
  const cut = text.length > quotedCharactersMax ? `${text.slice(0, quotedCharactersMax)}...` : text;
  return typeof value === 'string' ? `"${cut}"` : cut;
}

function adviceFor(issue: Issue, path: DocumentPath, kind: DocumentKind): string {
  const { reference } = kind;
  const form = kind === flowKind ? formAdvice(path) : undefined;
  switch (issue.code) {
    case 'invalid_union':
      return form ?? `Use one of the forms that ${reference} lists for this place.`;
    case 'invalid_type':
      return form ?? `Write ${article(issue.expected)} here.`;
    default:
      return nameAdvice(wordsOf(issue)) ?? `Correct the value; ${reference} says what it can be.`;
  }
}

/** What the schema library calls types, in the words of JSON. */
const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function article(expected: string): string {
  return typeWords[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);
}
