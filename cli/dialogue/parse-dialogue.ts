import type * as z from 'zod';
import { type LocatedProblem, locate, type UnlocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { readJsonDocument } from '../../src/flow-catalog/read-json-document.ts';
import { readText } from '../../src/flow-catalog/read-text.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { type Dialogue, dialogueSchema } from './dialogue.ts';
import { dialogueLimits } from './dialogue-limits.ts';
import { dialogueProblems } from './dialogue-problems.ts';
import { type Given, givenSchema } from './given.ts';

/** Problems listed at most. */
const problemsMax = 50;

/** A dialogue and where it stands. */
export interface LoadedDialogue {
  readonly file: string;
  /** The line of its file on which it begins, from 1. */
  readonly line: number;
  /** Its place in the document: nothing, or its index in a list. */
  readonly path: readonly number[];
  readonly dialogue: Dialogue;
}

/** Reads an unknown JSON value as a dialogue. Total: a dialogue, or every problem with its place. */
export function parseDialogue(document: unknown): Result<Dialogue, readonly UnlocatedProblem[]> {
  return isFlow(document) ? failed([noDialogue]) : readAs(dialogueSchema, document);
}

/** By what a flow must have and a dialogue cannot: for the rest of it there would be a problem for every field. */
function isFlow(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'steps' in document && !('turns' in document);
}

const noDialogue = {
  code: 'schema',
  path: [],
  message: 'This is a flow, not a dialogue.',
  advice: `Dialogues are *.dialogue.json, as in ${defaultFolders.dialogues}; flows are checked by npm run flows -- check.`,
} as const;

/** Reads what holds before a call, from the text of a file of its own. */
export function parseGivenText(text: string, file: string): Result<Given, readonly LocatedProblem[]> {
  const document = readJsonDocument(text);
  const read = document.ok ? readGivenOf(document.value) : document;
  return read.ok ? read : failed(read.error.map((problem) => locate(problem, { file, text })));
}

function readGivenOf(document: unknown): Result<Given, readonly UnlocatedProblem[]> {
  const isWrapped = typeof document === 'object' && document !== null && 'given' in document;
  return isWrapped ? failed([wrappedGiven]) : readAs(givenSchema, document, 'What is given');
}

const wrappedGiven = {
  code: 'schema',
  path: ['given'],
  isOfKey: true,
  message: 'What stands behind "given" in a dialogue stands here by itself.',
  advice: 'Leave out "given" and the braces around it.',
} as const;

function readAs<T>(schema: z.ZodType<T>, document: unknown, whole?: string): Result<T, readonly UnlocatedProblem[]> {
  const read = schema.safeParse(document);
  if (read.success) return ok(read.data);
  const problems = read.error.issues.flatMap((issue) => dialogueProblems(issue, document, { schema, whole }));
  return failed(problems.slice(0, problemsMax));
}

/** Reads the text of a dialogue file: one dialogue, or a list of them. */
function parseDialogueText(text: string, file: string): Result<readonly LoadedDialogue[], readonly LocatedProblem[]> {
  // One object for the file, of which the text is parsed once for all the places in it.
  const source = { file, text };
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, source)));
  const listed: readonly unknown[] = Array.isArray(document.value) ? document.value : [document.value];
  const tooMany = listed.length === 0 || listed.length > dialogueLimits.dialoguesPerFileMax;
  if (tooMany) return failed([locate(wrongCount, source)]);
  const dialogues: LoadedDialogue[] = [];
  const problems: UnlocatedProblem[] = [];
  for (const [index, one] of listed.entries()) {
    const path = Array.isArray(document.value) ? [index] : [];
    const read = parseDialogue(one);
    if (read.ok) dialogues.push({ file, line: lineOf(path, source), path, dialogue: read.value });
    else problems.push(...read.error.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
  }
  if (problems.length === 0) return ok(dialogues);
  return failed(problems.slice(0, problemsMax).map((problem) => locate(problem, source)));
}

/** The dialogue of a file that holds one is the file: it begins where that does. */
function lineOf(path: readonly number[], source: Parameters<typeof locate>[1]): number {
  return path.length === 0 ? 1 : locate({ ...wrongCount, path }, source).line;
}

const wrongCount = {
  code: 'schema',
  path: [],
  message: `The file holds no dialogue, or more than ${dialogueLimits.dialoguesPerFileMax}.`,
  advice: 'Write at least one; spread many over several files.',
} as const;

/** Reads one dialogue file. Throws nothing: a file that cannot be read is a problem like any other. */
export function loadDialogues(file: string): Result<readonly LoadedDialogue[], readonly LocatedProblem[]> {
  const text = readText(file, dialogueLimits.fileBytesMax);
  return text.ok ? parseDialogueText(text.value, file) : failed([text.error]);
}
