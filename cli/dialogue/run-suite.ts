import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { Coverage, type FlowCoverage } from '../coverage/measure-coverage.ts';
import { adviseFlow } from '../line/find-flow.ts';
import type { LineRoutes } from '../line/line-routes.ts';
import { flowsOf } from '../line/load-line.ts';
import { type LoadedDialogue, loadDialogues } from './parse-dialogue.ts';
import { type DialogueResult, failedBefore, runDialogue } from './run-dialogue.ts';

/** A dialogue that was run. */
export interface SuiteResult extends LoadedDialogue {
  readonly result: DialogueResult;
}

/** What came of many dialogues. */
export interface SuiteOutcome {
  readonly results: readonly SuiteResult[];
  /** By flow: every flow of a program for which a dialogue was run. */
  readonly coverage: readonly FlowCoverage[];
}

/** Every dialogue of some files, and what is wrong with those that cannot be read. */
export function loadSuite(files: readonly string[]): {
  readonly dialogues: readonly LoadedDialogue[];
  readonly problems: readonly LocatedProblem[];
} {
  const dialogues: LoadedDialogue[] = [];
  const problems: LocatedProblem[] = [];
  for (const file of files) {
    const read = loadDialogues(file);
    if (read.ok) dialogues.push(...read.value);
    else problems.push(...read.error);
  }
  return { dialogues, problems };
}

/** How a suite is run. */
export interface SuiteOptions {
  /** Whether flows are counted for which there is no dialogue. */
  readonly everyFlow: boolean;
  /** The flows that are there, also those that cannot run or be read. Default: those that can. */
  readonly known?: readonly string[];
  /** Which calls get which flow. Default: as if no number had a route. */
  readonly routes?: LineRoutes;
}

/** Runs dialogues, each with the program of its flow. */
export function runSuite(
  dialogues: readonly LoadedDialogue[],
  programs: ReadonlyMap<string, Program>,
  { everyFlow, known = [...programs.keys()], routes }: SuiteOptions,
): SuiteOutcome {
  const results = dialogues.map((loaded) => {
    const program = programs.get(loaded.dialogue.flow);
    const result = program === undefined ? noSuchFlow(loaded, known) : runDialogue(program, loaded.dialogue, routes);
    return { ...loaded, result };
  });
  return { results, coverage: coverageOf(results, programs, everyFlow) };
}

/** What dialogues reached of the flows for which there are any, or of every flow. */
export function coverageOf(
  results: readonly SuiteResult[],
  programs: ReadonlyMap<string, Program>,
  everyFlow: boolean,
): readonly FlowCoverage[] {
  const coverage = new Coverage();
  for (const { result } of results) coverage.add(result);
  const run = new Set(results.flatMap(({ dialogue }) => programs.get(dialogue.flow) ?? []));
  const flows = [...flowsOf(everyFlow ? programs.values() : run)].sort(([a], [b]) => (a < b ? -1 : 1));
  return flows.map(([name, program]) => coverage.of(name, program));
}

function noSuchFlow({ dialogue: { flow } }: LoadedDialogue, known: readonly string[]): DialogueResult {
  if (known.includes(flow))
    return { ...failedBefore(`The flow "${flow}" cannot run: see its problems.`), isFlowBroken: true };
  return failedBefore(`There is no flow "${flow}". ${adviseFlow(flow, known)}`);
}
