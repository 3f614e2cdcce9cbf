import { byPlace, distinct, type LocatedProblem, wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { placeProblem } from '../../src/flow-catalog/place-problem.ts';
import { strayFiles } from '../../src/flow-catalog/stray-files.ts';
import { unroutedFlows } from '../../src/flow-catalog/unrouted-flows.ts';
import { type CheckOptions, checkPrograms } from '../../src/interpreter/checks/check-program.ts';
import type { LoadedLine } from './load-line.ts';

/** A problem or a warning, with its place. */
export interface LocatedFinding extends LocatedProblem {
  readonly severity: 'error' | 'warning';
}

/** All that is known of a line: what stops it from running, and where callers deserve better. By place. */
export function checksOf(
  { files, problems, programs, routes }: LoadedLine,
  options: CheckOptions = {},
): readonly LocatedFinding[] {
  const errors = problems.map((problem): LocatedFinding => ({ ...problem, severity: 'error' }));
  const found = checkPrograms([...programs.values()], options);
  const warnings = found.map(({ severity, ...finding }): LocatedFinding => {
    return { severity, ...placeProblem(files, finding) };
  });
  const routed = new Set(routes.all.map(({ flow }) => flow));
  const ofFiles = [...strayFiles(files.directory), ...unroutedFlows(files, programs, routed)];
  const more = ofFiles.map((problem): LocatedFinding => ({ ...problem, severity: 'warning' }));
  return [...distinct([...errors, ...warnings, ...more])].sort(byPlace);
}

/** One line for a terminal: where, what is wrong, what to do. */
export function wordFinding(finding: LocatedFinding): string {
  const { severity, message } = finding;
  return wordProblem(severity === 'warning' ? { ...finding, message: `warning: ${message}` } : finding);
}
