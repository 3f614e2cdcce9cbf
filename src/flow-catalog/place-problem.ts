import { join } from 'node:path';
import type { LineFile, LineFiles } from './line-files.ts';
import { type LocatedProblem, locate, type UnlocatedProblem } from './located-problem.ts';

/** A problem of a flow of a line; a path into a catalogue of prompts begins with `..`, `prompts` and the language. */
export interface FlowsProblem extends UnlocatedProblem {
  /** The flow's name among the line's. */
  readonly flow: string;
}

/** Finds the place of a problem among the files of its line. */
export function placeProblem(line: LineFiles, problem: FlowsProblem): LocatedProblem {
  const { path, flow } = problem;
  const [up, folder, language, ...rest] = path;
  if (up === '..' && folder === 'prompts')
    return locate({ ...problem, path: rest }, line.prompts.get(String(language)) ?? noFile(line));
  return locate(problem, line.flows.get(flow) ?? noFile(line));
}

function noFile({ directory }: LineFiles): Pick<LineFile, 'file' | 'text'> {
  return { file: join(directory, 'routes.json'), text: '' };
}
