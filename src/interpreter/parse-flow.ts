import type * as z from 'zod';
import { failed, ok, type Result } from '../result.ts';
import { checkFlow } from './check-flow.ts';
import { compileTexts } from './compile-texts.ts';
import { type Flow, flowSchema } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { Program } from './program.ts';

/** Problems listed at most; a document that is not a flow at all would list thousands. */
const problemsMax = 100;

/**
 * Reads an unknown JSON value as a flow and compiles it. Total: any value gives a program or a list of problems, never a
 * throw. `hash` names the program; it is the SHA-256 of the document.
 */
export function parseFlow(document: unknown, hash: string): Result<Program, readonly FlowProblem[]> {
  const read = flowSchema.safeParse(document);
  if (!read.success)
    return failed(read.error.issues.flatMap((issue) => schemaProblems(issue, document)).slice(0, problemsMax));
  const flow = withoutPrototype(read.data);
  const structural = checkFlow(flow);
  const compiled = compileTexts(flow);
  const problems = [...structural, ...compiled.problems];
  if (problems.length > 0) return failed(problems.slice(0, problemsMax));
  return ok({ hash, flow, templates: compiled.templates, expressions: compiled.expressions });
}

/** Steps and variables are looked up by names from documents and states; `constructor` must not find anything. */
function withoutPrototype(flow: Flow): Flow {
  return {
    ...flow,
    steps: Object.assign(Object.create(null), flow.steps),
    ...(flow.variables === undefined ? {} : { variables: Object.assign(Object.create(null), flow.variables) }),
  };
}

type Issue = z.core.$ZodIssue;

/** One issue of the schema as problems; a union's issue is that of the member that the author most likely meant. */
function schemaProblems(issue: Issue, document: unknown): FlowProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, candidate) => (deepest(candidate) > deepest(best) ? candidate : best));
    if (deepest(nearest) > 0) {
      return nearest.flatMap((inner) => schemaProblems({ ...inner, path: [...issue.path, ...inner.path] }, document));
    }
  }
  const place = path.length === 0 ? 'The document' : `"${path.join('.')}"`;
  return [{ code: 'schema', path, message: `${place}: ${issue.message}.`, advice: adviceFor(issue, path) }];
}

function deepest(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function adviceFor(issue: Issue, path: readonly (string | number)[]): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Remove or correct ${issue.keys.map((key) => `"${key}"`).join(', ')}; the schema in flow.schema.json lists what can stand here.`;
    case 'invalid_union':
      return 'Use one of the forms that the schema in flow.schema.json lists for this place.';
    case 'invalid_type':
      return `Write ${article(issue.expected)} here${path.length === 0 ? '' : `, as the schema lists for "${path.at(-1)}"`}.`;
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    default:
      return 'Correct the value; the schema in flow.schema.json says what it can be.';
  }
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
