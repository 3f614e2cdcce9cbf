import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Finding } from '../interpreter/checks/finding.ts';
import type { FlowProblem } from '../interpreter/flow-problem.ts';

/** The checks of a line's files, beside those of each flow. */
export const fileProblemCodes = [
  'unreadable',
  'duplicate-flow',
  'too-many-flows',
  'unreachable-route',
  'clip',
] as const;

/** The stable name of a check: of a line's files, of a flow, or of what its callers would meet. */
export type ProblemCode = (typeof fileProblemCodes)[number] | Finding['code'];

/** A problem with its place in a file, as an editor counts: lines and columns from 1. */
export interface LocatedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly advice: string;
}

/** A problem whose place is known as a path into the document, or as an offset into its text. */
export type UnlocatedProblem = Omit<FlowProblem, 'code'> & { readonly code: ProblemCode; readonly offset?: number };

/** Finds the line and column of a problem: of the value that it names, or of the nearest one around it that exists. */
export function locate(problem: UnlocatedProblem, { file, text }: { file: string; text: string }): LocatedProblem {
  const { code, message, advice } = problem;
  const before = text.slice(0, problem.offset ?? offsetOf(text, problem.path));
  const line = before.split('\n').length;
  return { file, line, column: before.length - before.lastIndexOf('\n'), code, message, advice };
}

/** One line for a terminal: where, what is wrong, what to do. */
export function wordProblem({ file, line, column, code, message, advice }: LocatedProblem): string {
  return `${file}:${line}:${column}: ${message} ${advice} (${code})`;
}

function offsetOf(text: string, path: readonly (string | number)[]): number {
  const root = parseTree(text);
  for (let length = path.length; root !== undefined && length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node.offset;
  }
  return 0;
}
