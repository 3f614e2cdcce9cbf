import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Finding } from '../interpreter/checks/finding.ts';
import type { FlowProblem } from '../interpreter/flow-problem.ts';
import type { LineFile } from './line-files.ts';

/** The checks of a line's files, beside those of each flow. */
export const fileProblemCodes = [
  'unreadable',
  'duplicate-flow',
  'too-many-flows',
  'unreachable-route',
  'clip',
] as const;

/** What is worth a word about the files of a line, and stops nothing. */
export const fileWarningCodes = ['stray-file', 'unrouted-flow'] as const;

/** The same about its dialogues. */
export const dialogueWarningCodes = ['unused-given'] as const;

/** The stable name of a check: of a line's files, of a flow, or of what its callers would meet. */
export type ProblemCode =
  | (typeof fileProblemCodes)[number]
  | (typeof fileWarningCodes)[number]
  | (typeof dialogueWarningCodes)[number]
  | Finding['code'];

/** A problem with its place in a file, as an editor counts: lines and columns from 1. */
export interface LocatedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /**
   * The same as a JSON pointer (RFC 6901), `/steps/greeting/prompt`; also of a value that is missing. Empty for the whole document,
   * and where it is not JSON.
   */
  readonly pointer: string;
  readonly code: ProblemCode;
  readonly message: string;
  readonly advice: string;
}

/** A problem whose place is known as a path into the document, or as an offset into its text. */
export type UnlocatedProblem = Omit<FlowProblem, 'code'> & { readonly code: ProblemCode; readonly offset?: number };

/** Finds the line and column of a problem: of the value or the key that it names, or of the nearest one around it that exists. */
export function locate(problem: UnlocatedProblem, read: Pick<LineFile, 'file' | 'text'>): LocatedProblem {
  const { file, text } = read;
  const { code, message, advice, path } = problem;
  const before = text.slice(0, problem.offset ?? offsetOf(read, problem));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return { file, line, column, pointer: pointerOf(path), code, message, advice };
}

/** A problem of a file as a whole, or of a folder. */
export function ofWholeFile(
  file: string,
  problem: Pick<LocatedProblem, 'code' | 'message' | 'advice'>,
): LocatedProblem {
  return { file, line: 1, column: 1, pointer: '', ...problem };
}

/** By file, then by line and column: for sorting. */
export function byPlace(one: LocatedProblem, other: LocatedProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

/** Each problem once: flows that are part of several programs are compiled with each. */
export function distinct<P extends LocatedProblem>(problems: readonly P[]): readonly P[] {
  const known = new Map(
    problems.map((one) => [`${one.file}:${one.line}:${one.column}:${one.code}:${one.message}`, one]),
  );
  return [...known.values()];
}

/** One line for a terminal: where, what is wrong, what to do. */
export function wordProblem({ file, line, column, code, message, advice }: LocatedProblem): string {
  return `${file}:${line}:${column}: ${message} ${advice} (${code})`;
}

/** Of a file that has many problems its text is parsed once. */
const trees = new WeakMap<object, Node | undefined>();

function treeOf(read: Pick<LineFile, 'text'>): Node | undefined {
  if (!trees.has(read)) trees.set(read, parseTree(read.text));
  return trees.get(read);
}

/** RFC 6901, section 3: within a key, ~ is ~0 and / is ~1. */
function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function offsetOf(read: Pick<LineFile, 'text'>, { path, isOfKey }: UnlocatedProblem): number {
  const root = treeOf(read);
  for (let length = path.length; root !== undefined && length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    // A property begins with its key.
    if (node !== undefined) return (isOfKey ? node.parent?.offset : undefined) ?? node.offset;
  }
  return 0;
}
