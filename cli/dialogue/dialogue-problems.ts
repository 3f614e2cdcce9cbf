import type * as z from 'zod';
import type { UnlocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { type DocumentPath, valueAt } from '../../src/interpreter/known-keys.ts';
import { schemaProblems } from '../../src/interpreter/schema-problems.ts';
import { suggestName } from '../../src/interpreter/suggest-name.ts';

type Issue = z.core.$ZodIssue;

/** What a document is checked as. `whole`: what it is called as a whole. */
export interface CheckedKind {
  readonly schema: z.ZodType;
  readonly whole?: string | undefined;
}

/** One issue of a dialogue as problems; a union's issue is that of the member which it fits best. */
export function dialogueProblems(issue: Issue, document: unknown, kind: CheckedKind): UnlocatedProblem[] {
  const { schema, whole = 'The dialogue' } = kind;
  const [doubled] = issue.code === 'invalid_union' ? doubledTurn(issue, document) : [];
  if (doubled !== undefined) return [doubled];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, candidate) => (misfit(candidate) < misfit(best) ? candidate : best));
    if (misfit(nearest) <= unlikely) {
      return nearest.flatMap((inner) =>
        dialogueProblems({ ...inner, path: [...issue.path, ...inner.path] }, document, kind),
      );
    }
  }
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'invalid_union' && path[0] === 'turns' && path.length === 2) return [noTurn(path, document)];
  const named = (place: DocumentPath) => (place.length === 0 ? whole : nameOf(place));
  return schemaProblems(issue, document, { schema, reference: 'docs/flow-language.md', nameOf: named, mayRepeat });
}

/** Beyond this a value has nothing of the member that it is compared with: something is missing, and something is foreign. */
const unlikely = 100;

/** How badly a value fits a member of a union: a member whose own field is missing altogether is not what was meant. */
function misfit(issues: readonly Issue[]): number {
  let worst = 0;
  for (const issue of issues) {
    const missing = issue.path.length <= 1 && issue.code !== 'unrecognized_keys' && issue.input === undefined;
    worst += missing || issue.path.length === 0 ? foreignness(issue) : 1;
  }
  return worst;
}

function foreignness(issue: Issue): number {
  return issue.code === 'unrecognized_keys' ? 10 : unlikely;
}

/** What a turn is known by. */
const turnWords = ['hear', 'press', 'say', 'silence', 'waitMs', 'hangUp', 'phone', 'fault'] as const;

/** A turn that says two things at once. Compared with either, the other word would be unknown, which it is not. */
function doubledTurn({ path }: Issue, document: unknown): UnlocatedProblem[] {
  const [list, index] = path;
  if (list !== 'turns' || typeof index !== 'number' || path.length !== 2) return [];
  const turn = valueAt(document, [list, index]);
  const words = turnWords.filter((word) => typeof turn === 'object' && turn !== null && Object.hasOwn(turn, word));
  if (words.length < 2) return [];
  const message = `${nameOf([list, index])} says ${words.map((word) => `"${word}"`).join(' and ')}, and a turn does one thing.`;
  return [{ code: 'schema', path: [list, index], message, advice: `Make ${words.length} turns of it.` }];
}

function noTurn(path: DocumentPath, document: unknown): UnlocatedProblem {
  const turn = valueAt(document, path);
  const [written = ''] = typeof turn === 'object' && turn !== null ? Object.keys(turn) : [];
  const all = 'A turn is one of: hear, press, say, silence, waitMs, hangUp, phone with rings, fault.';
  const advice = turnWords.some((word) => word === written) ? all : suggestName(written, turnWords, all);
  return { code: 'schema', path, message: `${nameOf(path)} is not a turn.`, advice };
}

/** As a dialogue that fails names them: turns and requests are counted from 1. */
const counted: Readonly<Record<string, string>> = { turns: 'Turn', requests: 'Request' };

function nameOf(path: DocumentPath): string {
  const [list, index, ...rest] = path;
  const word = list === undefined ? undefined : counted[list];
  if (word === undefined || typeof index !== 'number') return `"${path.join('.')}"`;
  const one = `${word} ${index + 1}`;
  return rest.length === 0 ? one : `"${rest.join('.')}" of ${one.toLowerCase()}`;
}

/** What callers press and say may be a PIN, even in a test. */
function mayRepeat([list]: DocumentPath): boolean {
  return list !== 'turns';
}
