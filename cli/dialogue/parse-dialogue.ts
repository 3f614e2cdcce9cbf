import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { type LocatedProblem, locate, type UnlocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { readJsonDocument } from '../../src/flow-catalog/read-json-document.ts';
import { valueAt } from '../../src/interpreter/known-keys.ts';
import { suggestName } from '../../src/interpreter/suggest-name.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import { type Dialogue, dialogueSchema } from './dialogue.ts';
import { dialogueLimits } from './dialogue-limits.ts';

type Issue = z.core.$ZodIssue;

/** Problems listed at most. */
const problemsMax = 50;

/** A dialogue and where it stands. */
export interface LoadedDialogue {
  readonly file: string;
  /** Its place in the document: nothing, or its index in a list. */
  readonly path: readonly number[];
  readonly dialogue: Dialogue;
}

/** Reads an unknown JSON value as a dialogue. Total: a dialogue, or every problem with its place. */
export function parseDialogue(document: unknown): Result<Dialogue, readonly UnlocatedProblem[]> {
  const read = dialogueSchema.safeParse(document);
  if (read.success) return ok(read.data);
  return failed(read.error.issues.flatMap((issue) => problemsOf(issue, document)).slice(0, problemsMax));
}

/** Reads the text of a dialogue file: one dialogue, or a list of them. */
export function parseDialogueText(
  text: string,
  file: string,
): Result<readonly LoadedDialogue[], readonly LocatedProblem[]> {
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, { file, text })));
  const listed: readonly unknown[] = Array.isArray(document.value) ? document.value : [document.value];
  const tooMany = listed.length === 0 || listed.length > dialogueLimits.dialoguesPerFileMax;
  if (tooMany) return failed([locate(wrongCount, { file, text })]);
  const dialogues: LoadedDialogue[] = [];
  const problems: UnlocatedProblem[] = [];
  for (const [index, one] of listed.entries()) {
    const path = Array.isArray(document.value) ? [index] : [];
    const read = parseDialogue(one);
    if (read.ok) dialogues.push({ file, path, dialogue: read.value });
    else problems.push(...read.error.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
  }
  if (problems.length === 0) return ok(dialogues);
  return failed(problems.slice(0, problemsMax).map((problem) => locate(problem, { file, text })));
}

const wrongCount = {
  code: 'schema',
  path: [],
  message: `The file holds no dialogue, or more than ${dialogueLimits.dialoguesPerFileMax}.`,
  advice: 'Write at least one; spread many over several files.',
} as const;

/** Reads one dialogue file. Throws nothing: a file that cannot be read is a problem like any other. */
export function loadDialogues(file: string): Result<readonly LoadedDialogue[], readonly LocatedProblem[]> {
  const text = readText(file);
  if (text !== undefined) return parseDialogueText(text, file);
  const message = `The dialogue cannot be read, or is larger than ${dialogueLimits.fileBytesMax} bytes.`;
  return failed([{ file, line: 1, column: 1, code: 'unreadable', message, advice: 'Make the file readable.' }]);
}

function readText(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.length > dialogueLimits.fileBytesMax ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
}

/** One issue as problems; a union's issue is that of the member which it fits best. */
function problemsOf(issue: Issue, document: unknown): UnlocatedProblem[] {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, candidate) => (misfit(candidate) < misfit(best) ? candidate : best));
    if (misfit(nearest) <= unlikely) {
      return nearest.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, document));
    }
  }
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const message = path.length === 0 ? `${issue.message}.` : `"${path.join('.')}": ${issue.message}.`;
  return [{ code: 'schema', path, message, advice: adviceFor(issue, path, document) }];
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

function adviceFor(issue: Issue, path: readonly (string | number)[], document: unknown): string {
  if (issue.code === 'unrecognized_keys') return `Remove or correct ${issue.keys.join(', ')}.`;
  if (path[0] !== 'turns') return 'Correct the value.';
  const turn = valueAt(document, path);
  const [written = ''] = typeof turn === 'object' && turn !== null && path.length === 2 ? Object.keys(turn) : [];
  const all = 'A turn is one of: hear, press, say, silence, waitMs, hangUp, phone with rings, fault.';
  return turnWords.some((word) => word === written) ? all : suggestName(written, turnWords, all);
}
