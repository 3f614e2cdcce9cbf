import { basename, resolve } from 'node:path';
import { valueAt } from '../../src/interpreter/known-keys.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { listNames, suggestName } from '../../src/interpreter/suggest-name.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { CommandIo } from '../command.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { defaultFolders } from './default-folders.ts';
import type { LineRoutes } from './line-routes.ts';
import { type LoadedLine, loadLine } from './load-line.ts';
import { unreadFlows } from './unread-flows.ts';

/** A flow that a command is about. */
export interface FoundFlow {
  readonly program: Program;
  readonly routes: LineRoutes;
  /** Whether it names an operator itself; a flow that others run has that of the flow that runs it. */
  readonly hasOperator: boolean;
}

/** Where a command looks for flows. */
export interface FlowsPlace {
  readonly io: Pick<CommandIo, 'directory' | 'clipsElsewhere'>;
  /** The folder that `--flows` names. */
  readonly folder: string | undefined;
}

/** The line in a folder. `mains`: flows that are wanted as programs of their own. */
export async function openLine(
  { io, folder = defaultFolders.flows }: FlowsPlace,
  mains: readonly string[],
): Promise<Result<LoadedLine, Refusal>> {
  const line = await loadLine(resolve(io.directory, folder), { ...io, mains });
  if (line !== undefined) return ok(line);
  return failed(refusal(`There is no folder ${folder}.`, 'Name the folder of the flows with --flows.'));
}

/** The one flow that the arguments of a command name, with its program. `command`: the command's name, for an example. */
export async function findFlow(
  positionals: readonly string[],
  place: FlowsPlace,
  command: string,
): Promise<Result<FoundFlow, Refusal>> {
  const [flow] = positionals;
  if (flow === undefined || positionals.length > 1)
    return failed(refusal('Name one flow.', `For example: ${command} clinic-reception`));
  const line = await openLine(place, [flow]);
  if (!line.ok) return line;
  const { programs, routes, files } = line.value;
  const program = programs.get(flow);
  if (program === undefined) return failed(whyNoProgram(flow, line.value));
  const operator = valueAt(files.flows.get(flow)?.document, ['operator']);
  return ok({ program, routes, hasOperator: operator !== undefined });
}

function whyNoProgram(flow: string, line: LoadedLine): Refusal {
  const { files, problems } = line;
  const known = [...files.flows.keys()];
  if (known.includes(flow))
    return refusal(`The flow "${flow}" cannot run.`, 'First mend this:', { exitCode: 1, problems });
  const unread = unreadFlows(line).get(flow);
  if (unread !== undefined)
    return refusal(`The flow "${flow}" cannot be read.`, 'First mend this:', { exitCode: 1, problems: unread });
  // A file that cannot be read may have the flow all the same, under another name than its own.
  return refusal(`There is no flow "${flow}".`, adviseFlow(flow, known), { problems });
}

/** What to do about the name of a flow that is not there; whoever names a file means the flow in it. */
export function adviseFlow(name: string, known: readonly string[]): string {
  const all = known.length === 0 ? 'There is no flow yet.' : `The flows are: ${listNames(known)}.`;
  return suggestName(basename(name).replace(/[.]flow[.]json$/, ''), known, all);
}
