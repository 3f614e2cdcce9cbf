import { compileLine } from '../../src/flow-catalog/compile-line.ts';
import { type LineFiles, readLineFiles } from '../../src/flow-catalog/line-files.ts';
import { loadFlowDirectory } from '../../src/flow-catalog/load-flow-directory.ts';
import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { routesSchema } from '../../src/flow-catalog/routes.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { lineClips } from './line-clips.ts';

/** A directory of flows as the commands need it. */
export interface LoadedLine {
  readonly files: LineFiles;
  /** The programs that compile, by the name of the main flow. */
  readonly programs: ReadonlyMap<string, Program>;
  /** What stops flows from running, by place. */
  readonly problems: readonly LocatedProblem[];
}

/**
 * Reads and compiles a directory of flows, as the app does when it starts. `mains`: flows that are wanted as programs of their
 * own, also where another flow runs them. Undefined where there is no such directory.
 */
export async function loadLine(directory: string, mains: readonly string[] = []): Promise<LoadedLine | undefined> {
  const files = readLineFiles(directory);
  if (files === undefined) return undefined;
  const clips = await lineClips(directory);
  const routed = [...routedFlows(files), ...mains];
  const compiled = compileLine(files, { routed, clips: clips?.durations });
  const programs = new Map([...compiled.programs].map(([name, { program }]) => [name, program]));
  const whole = loadFlowDirectory(directory, { clips });
  return { files, programs, problems: distinct([...(whole.ok ? [] : whole.error), ...compiled.problems]) };
}

/** Every flow of a line that compiles, with the program that it was found in. */
export function flowsOf(programs: Iterable<Program>): ReadonlyMap<string, Program> {
  const flows = new Map<string, Program>();
  for (const program of programs) {
    for (const name of program.flows.keys()) if (!flows.has(name)) flows.set(name, program);
  }
  return flows;
}

/** Routes that are wrong in some way still say which flows are main ones. */
function routedFlows({ routes }: LineFiles): readonly string[] {
  const read = routesSchema.safeParse(routes?.document);
  return read.success ? read.data.routes.map(({ flow }) => flow) : [];
}

/** Each problem once: flows that are part of several programs are compiled with each. */
export function distinct<P extends LocatedProblem>(problems: readonly P[]): readonly P[] {
  const known = new Map(
    problems.map((one) => [`${one.file}:${one.line}:${one.column}:${one.code}:${one.message}`, one]),
  );
  return [...known.values()];
}
