import { join } from 'node:path';
import { clipDurations } from '../../src/clips/clip-durations.ts';
import type { FlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import { strayFiles } from '../../src/flow-catalog/stray-files.ts';
import { StartRefusal } from '../functions-host/start-refusal.ts';
import { shortPath } from './short-path.ts';

/** Most problems that are shown at once; the first ones tend to cause the others. */
const shownMax = 50;

/** Where a line's flows are. */
export interface FlowsPlace {
  readonly directory: string;
  /** Whether CLIPS_BASE_URL says that the clips are kept elsewhere. */
  readonly clipsElsewhere: boolean;
}

/** The flows and routes of a directory, read as the app reads them. */
export function loadFlows({ directory, clipsElsewhere }: FlowsPlace): ReturnType<typeof loadFlowDirectory> {
  return loadFlowDirectory(directory, { clips: clipDurations(join(directory, 'clips'), clipsElsewhere) });
}

/** The flows and routes of a directory. Throws StartRefusal that lists what is wrong with them, a line for each problem. */
export function checkFlows(place: FlowsPlace): FlowDirectory {
  const loaded = loadFlows(place);
  if (!loaded.ok)
    throw new StartRefusal([wordProblems(loaded.error), ...strayLines(place), adviseStart(place)].join('\n'));
  return loaded.value;
}

/** A line that runs keeps its last good version; one that starts has none. */
function adviseStart({ directory }: FlowsPlace): string {
  const folder = shortPath(directory);
  const check = `npm run flows -- check${folder === 'src/flows' ? '' : ` ${folder}`}`;
  return `The line did not start. Mend this and start it again. To look without a start: ${check}`;
}

/** A line for each file that is not read, having almost the name of one that is. */
export function strayLines({ directory }: FlowsPlace): readonly string[] {
  return strayFiles(directory).map(({ message, ...stray }) =>
    wordProblem({ ...stray, file: shortPath(stray.file), message: `warning: ${message}` }),
  );
}

/** Problems for a terminal, a line for each of the first fifty. */
export function wordProblems(problems: readonly LocatedProblem[]): string {
  const title = problems.length === 1 ? 'The flows have a problem:' : `The flows have ${problems.length} problems:`;
  const shown = problems
    .slice(0, shownMax)
    .map((problem) => wordProblem({ ...problem, file: shortPath(problem.file) }));
  const rest = problems.length > shownMax ? [`... and ${problems.length - shownMax} more.`] : [];
  return [title, ...shown, ...rest].join('\n');
}
