import { compileLine } from '../../src/flow-catalog/compile-line.ts';
import { type LineFiles, readLineFiles } from '../../src/flow-catalog/line-files.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import { distinct, type LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { routesIn } from '../../src/flow-catalog/routes.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { fetchedClips } from './fetched-clips.ts';
import { lineClips } from './line-clips.ts';
import { type LineRoutes, lineRoutes } from './line-routes.ts';

/** A directory of flows as the commands need it. */
export interface LoadedLine {
  readonly files: LineFiles;
  /** The programs that compile, by the name of the main flow. */
  readonly programs: ReadonlyMap<string, Program>;
  /** Which calls get which flow; none where the file cannot be read. */
  readonly routes: LineRoutes;
  /** What stops flows from running, by place. */
  readonly problems: readonly LocatedProblem[];
}

/** How a line is loaded. */
export interface LineOptions {
  /** Flows that are wanted as programs of their own, also where another flow runs them. Default: none. */
  readonly mains?: readonly string[];
  /** Whether CLIPS_BASE_URL says that the clips are kept elsewhere. Default false. */
  readonly clipsElsewhere?: boolean;
  /** Where the clips are fetched from, to be looked at; absent where what is kept elsewhere is taken to be right. */
  readonly clipsFrom?: string | undefined;
}

/** Reads and compiles a directory of flows, as the app does when it starts. Undefined where there is no such directory. */
export async function loadLine(
  directory: string,
  { mains = [], clipsElsewhere = false, clipsFrom }: LineOptions = {},
): Promise<LoadedLine | undefined> {
  const files = readLineFiles(directory);
  if (files === undefined) return undefined;
  const here = await lineClips(directory, clipsElsewhere);
  const clips = here === undefined && clipsFrom !== undefined ? await fetchedClips(clipsFrom, files) : here;
  const routes = routesIn(files.routes?.document);
  const routed = routes.map(({ flow }) => flow);
  const compiled = compileLine(files, { routed, alone: mains, clips: clips?.durations });
  const programs = new Map([...compiled.programs].map(([name, { program }]) => [name, program]));
  const whole = loadFlowDirectory(directory, { clips });
  const problems = distinct([...(whole.ok ? [] : whole.error), ...compiled.problems]);
  return { files, programs, routes: lineRoutes(routes), problems };
}

/** Every flow of a line that compiles, with the program that it was found in. */
export function flowsOf(programs: Iterable<Program>): ReadonlyMap<string, Program> {
  const flows = new Map<string, Program>();
  for (const program of programs) {
    for (const name of program.flows.keys()) if (!flows.has(name)) flows.set(name, program);
  }
  return flows;
}
