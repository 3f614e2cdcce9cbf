import { join } from 'node:path';
import type { Program } from '../interpreter/program.ts';
import { failed, ok, type Result } from '../result.ts';
import { type CompiledProgram, compileLine, type LineCompilation } from './compile-line.ts';
import { type LineFile, type LineFiles, readLineFiles } from './line-files.ts';
import { byPlace, type LocatedProblem, locate, ofWholeFile } from './located-problem.ts';
import { routeInputProblems } from './route-inputs.ts';
import { parseRoutes, type Route, routesIn } from './routes.ts';

/** Everything that an operator edits, read, checked and compiled. */
export interface FlowDirectory {
  /** One for every flow that is routed or that no other runs, in the order of the files. */
  readonly programs: readonly Program[];
  /** The same with their sources, by the name of the main flow. */
  readonly compiled: ReadonlyMap<string, CompiledProgram>;
  /** In the order in which they are looked through. */
  readonly routes: readonly Route[];
}

/** The clips of a line: how long each plays, and what is wrong with which. */
export interface LineClips {
  /** Name -> milliseconds. */
  readonly durations: Readonly<Record<string, number>>;
  /** `clip` is the name of the file, in the directory `clips`. */
  readonly problems: readonly { readonly clip: string; readonly message: string; readonly advice: string }[];
}

/** What a directory is read with. */
export interface LoadOptions {
  /** Absent where the clips are kept elsewhere: then every clip that a flow names is taken to be there. */
  readonly clips?: LineClips | undefined;
}

/** Problems listed at most, of all files together. */
const problemsMax = 1_000;

/**
 * Reads the flows (`*.flow.json`), `routes.json`, `schedules.json` and `prompts/` of a directory. Either all of it is right, or
 * every problem is listed with its place: a line must not start with half of its flows.
 */
export function loadFlowDirectory(
  directory: string,
  { clips }: LoadOptions = {},
): Result<FlowDirectory, readonly LocatedProblem[]> {
  const line = readLineFiles(directory);
  if (line === undefined) return failed([missingDirectory(directory)]);
  const lineUp = compileLine(line, {
    routed: routesIn(line.routes?.document).map(({ flow }) => flow),
    clips: clips?.durations,
  });
  const routes = line.routes === undefined ? ok([]) : checkRoutes(line, line.routes, lineUp);
  const problems = [
    ...line.problems,
    ...lineUp.problems,
    ...(routes.ok ? [] : routes.error),
    ...clipProblems(directory, clips),
  ];
  if (!routes.ok || problems.length > 0) return failed(problems.sort(byPlace).slice(0, problemsMax));
  const compiled = lineUp.programs;
  return ok({ programs: [...compiled.values()].map(({ program }) => program), compiled, routes: routes.value });
}

function checkRoutes(
  { flows, broken }: LineFiles,
  file: LineFile,
  { programs }: LineCompilation,
): Result<readonly Route[], readonly LocatedProblem[]> {
  // With flows missing because they are broken, their routes would be called unknown, which is noise.
  const routes = parseRoutes(file.document, broken.has('flows') ? undefined : [...flows.keys()]);
  if (!routes.ok) return failed(routes.error.map((problem) => locate(problem, file)));
  const problems = routes.value.flatMap((route, index) => {
    const program = programs.get(route.flow)?.program;
    return program === undefined ? [] : routeInputProblems(route, index, program);
  });
  return problems.length > 0 ? failed(problems.slice(0, problemsMax).map((problem) => locate(problem, file))) : routes;
}

function clipProblems(directory: string, clips: LineClips | undefined): LocatedProblem[] {
  return (clips?.problems ?? []).map(({ clip, message, advice }) => {
    return ofWholeFile(join(directory, 'clips', clip), { code: 'clip', message, advice });
  });
}

function missingDirectory(directory: string): LocatedProblem {
  const message = `The directory ${directory} cannot be read.`;
  const advice = 'Set FLOWS_DIRECTORY to the directory with the flows.';
  return ofWholeFile(directory, { code: 'unreadable', message, advice });
}
