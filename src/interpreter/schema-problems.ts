import type * as z from 'zod';
import { flowSchema } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import { type DocumentPath, knownKeys, valueAt } from './known-keys.ts';
import { listNames, suggestName } from './suggest-name.ts';

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
}

const flowKind: DocumentKind = { schema: flowSchema, reference: 'the schema in flow.schema.json' };

/**
 * One issue of the schema as problems; a union's issue is that of the member that the author most likely meant. The document is
 * a flow unless `kind` says otherwise.
 */
export function schemaProblems(issue: Issue, document: unknown, kind: DocumentKind = flowKind): FlowProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, candidate) => (deepest(candidate) > deepest(best) ? candidate : best));
    if (deepest(nearest) > 0) {
      return nearest.flatMap((inner) =>
        schemaProblems({ ...inner, path: [...issue.path, ...inner.path] }, document, kind),
      );
    }
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(document, path, kind.schema);
    return issue.keys.slice(0, unknownKeysMax).map((key) => unknownKey(path, key, known));
  }
  const value = valueAt(document, path);
  const choices = choicesOf(issue, value);
  if (choices !== undefined) return [wrongChoice(path, value, choices)];
  const advice = adviceFor(issue, path, kind);
  if (value === undefined && path.length > 0) return [problem(path, `${placeOf(path)} is missing.`, advice)];
  return [problem(path, `${placeOf(path)}: ${wordsOf(issue)}.`, advice)];
}

/** Of a wrong name, what is wrong with it. */
function wordsOf(issue: Issue): string {
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

function problem(path: DocumentPath, message: string, advice: string): FlowProblem {
  return { code: 'schema', path, message, advice };
}

function deepest(issues: readonly Issue[]): number {
  return issues.reduce((most, issue) => Math.max(most, issue.path.length), 0);
}

function placeOf(path: DocumentPath): string {
  return path.length === 0 ? 'The document' : `"${path.join('.')}"`;
}

function unknownKey(path: DocumentPath, key: string, known: readonly string[]): FlowProblem {
  const listed = known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${listNames(known)}.`;
  return problem(path, `${placeOf(path)}: the key ${quoted(key)} is not known.`, suggestName(key, known, listed));
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

function wrongChoice(path: DocumentPath, value: unknown, choices: readonly string[]): FlowProblem {
  const all = `Use one of: ${listNames(choices)}.`;
  if (value === undefined) return problem(path, `${placeOf(path)} is missing.`, all);
  const advice = typeof value === 'string' ? suggestName(value, choices, all) : all;
  return problem(path, `${placeOf(path)} is ${quoted(value)}, which cannot stand here.`, advice);
}

function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = String(value);
  const cut = text.length > quotedCharactersMax ? `${text.slice(0, quotedCharactersMax)}...` : text;
  return typeof value === 'string' ? `"${cut}"` : cut;
}

function adviceFor(issue: Issue, path: DocumentPath, { reference }: DocumentKind): string {
  switch (issue.code) {
    case 'invalid_union':
      return `Use one of the forms that ${reference} lists for this place.`;
    case 'invalid_type':
      return `Write ${article(issue.expected)} here${path.length === 0 ? '' : `, as the schema lists for "${path.at(-1)}"`}.`;
    default:
      return `Correct the value; ${reference} says what it can be.`;
  }
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
