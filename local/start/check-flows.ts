import type { FlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { StartRefusal } from '../functions-host/start-refusal.ts';
import { shortPath } from './short-path.ts';

/** Most problems that are shown at once; the first ones tend to cause the others. */
const shownMax = 50;

/** The flows and routes of a directory. Throws StartRefusal that lists what is wrong with them, a line for each problem. */
export function checkFlows(directory: string): FlowDirectory {
  const loaded = loadFlowDirectory(directory);
  if (!loaded.ok) throw new StartRefusal(wordProblems(loaded.error));
  return loaded.value;
}

function wordProblems(problems: readonly LocatedProblem[]): string {
  const title = problems.length === 1 ? 'The flows have a problem:' : `The flows have ${problems.length} problems:`;
  const shown = problems
    .slice(0, shownMax)
    .map((problem) => wordProblem({ ...problem, file: shortPath(problem.file) }));
  const rest = problems.length > shownMax ? [`... and ${problems.length - shownMax} more.`] : [];
  return [title, ...shown, ...rest].join('\n');
}
