import { failed, ok, type Result } from '../result.ts';
import type { FlowProblem } from './flow-problem.ts';
import { parseProgram } from './parse-program.ts';
import type { Program } from './program.ts';

/**
 * Reads an unknown JSON value as a flow that needs nothing but itself, and compiles it. Total: any value gives a program or
 * a list of problems, never a throw.
 */
export function parseFlow(document: unknown, hash: string): Result<Program, readonly FlowProblem[]> {
  const main = nameOf(document);
  const program = parseProgram({ main, flows: { [main]: document } }, hash);
  return program.ok ? ok(program.value) : failed(program.error.map(({ flow: _flow, ...problem }) => problem));
}

/** A document without a name has a problem that is found when it is read. */
function nameOf(document: unknown): string {
  if (typeof document !== 'object' || document === null || !('name' in document)) return 'flow';
  // As a key of an object this name would set its prototype.
  return typeof document.name === 'string' && document.name !== '__proto__' ? document.name : 'flow';
}
