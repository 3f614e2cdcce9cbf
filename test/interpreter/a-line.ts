import type { LineProblem } from '../../src/interpreter/compile/check-line.ts';
import { type ProgramSource, parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { aFlow } from './a-program.ts';

/** A flow with what a test does not care about left out. */
export type FlowParts = Parameters<typeof aFlow>[0];

/** What surrounds the main flow; the flows that it runs, by name, have no operator of their own unless they say so. */
export interface LineParts extends Omit<ProgramSource, 'main' | 'flows'> {
  readonly flows?: Readonly<Record<string, FlowParts>>;
}

/** The source of a line whose main flow has these parts. */
export function aSource(main: FlowParts, { flows = {}, ...line }: LineParts = {}): ProgramSource {
  const others = Object.entries(flows).map(([name, parts]) => {
    // Absent, not undefined: a document is JSON.
    return [name, JSON.parse(JSON.stringify(aFlow({ operator: undefined, ...parts, name })))];
  });
  return { ...line, main: 'test-line', flows: { 'test-line': aFlow(main), ...Object.fromEntries(others) } };
}

/** The program of such a line; throws with its problems if it does not parse. */
export function aLine(main: FlowParts, line?: LineParts): Program {
  const parsed = parseProgram(aSource(main, line), 'hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, undefined, 1));
  return parsed.value;
}

/** What is wrong with such a line; none where nothing is. */
export function problemsOf(main: FlowParts, line?: LineParts): readonly LineProblem[] {
  const parsed = parseProgram(aSource(main, line), 'hash');
  return parsed.ok ? [] : parsed.error;
}

/** The codes of what is wrong, each with its place. */
export function codesOf(main: FlowParts, line?: LineParts): string[] {
  return problemsOf(main, line).map(({ code, path }) => `${code} at ${path.join('.')}`);
}
