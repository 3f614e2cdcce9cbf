import type * as z from 'zod';
import type { FlowProblem } from './flow-problem.ts';
import { type DocumentPath, knownKeys, valueAt } from './known-keys.ts';
import { listNames, suggestName } from './suggest-name.ts';

/** One finding of the schema library. */
type Issue = z.core.$ZodIssue;

/** Most of a wrong value that a message repeats, in characters. */
const quotedCharactersMax = 40;

/** One issue of the schema as problems; a union's issue is that of the member that the author most likely meant. */
export function schemaProblems(issue: Issue, document: unknown): FlowProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, candidate) => (deepest(candidate) > deepest(best) ? candidate : best));
    if (deepest(nearest) > 0) {
      return nearest.flatMap((inner) => schemaProblems({ ...inner, path: [...issue.path, ...inner.path] }, document));
    }
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(document, path, key));
  const value = valueAt(document, path);
  const choices = choicesOf(issue);
  if (choices !== undefined) return [wrongChoice(path, value, choices)];
  const advice = adviceFor(issue, path);
  if (value === undefined && path.length > 0) return [problem(path, `${placeOf(path)} is missing.`, advice)];
  return [problem(path, `${placeOf(path)}: ${issue.message}.`, advice)];
}

function problem(path: DocumentPath, message: string, advice: string): FlowProblem {
  return { code: 'schema', path, message, advice };
}

function deepest(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function placeOf(path: DocumentPath): string {
  return path.length === 0 ? 'The document' : `"${path.join('.')}"`;
}

function unknownKey(document: unknown, path: DocumentPath, key: string): FlowProblem {
  const known = knownKeys(document, path);
  const listed = known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${listNames(known)}.`;
  return problem(path, `${placeOf(path)}: the key ${quoted(key)} is not known.`, suggestName(key, known, listed));
}

/** The values, or kinds of step, of which one must stand at an issue's place. Undefined for issues of another kind. */
function choicesOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return issue.options.map(String);
  }
  return undefined;
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

function adviceFor(issue: Issue, path: DocumentPath): string {
  switch (issue.code) {
    case 'invalid_union':
      return 'Use one of the forms that the schema in flow.schema.json lists for this place.';
    case 'invalid_type':
      return `Write ${article(issue.expected)} here${path.length === 0 ? '' : `, as the schema lists for "${path.at(-1)}"`}.`;
    default:
      return 'Correct the value; the schema in flow.schema.json says what it can be.';
  }
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
