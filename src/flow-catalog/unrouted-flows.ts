import type { Program } from '../interpreter/program.ts';
import type { LineFiles } from './line-files.ts';
import { type LocatedProblem, locate } from './located-problem.ts';

/**
 * Flows that no call can get: no route leads to them, and no other flow runs them. Worth a word, since such a line is checked and
 * tested to the end, and its number rings for nobody. Not where the routes cannot be read. `programs`: those that compile.
 */
export function unroutedFlows(
  { flows, routes }: LineFiles,
  programs: ReadonlyMap<string, Program>,
  routed: ReadonlySet<string>,
): readonly LocatedProblem[] {
  if (routes === undefined) return [];
  return [...programs.keys()].flatMap((name) => {
    const file = flows.get(name);
    if (file === undefined || routed.has(name) || isRun(name, programs) || allows(programs.get(name))) return [];
    const message = `No route leads to the flow "${name}", and no flow runs it: no call can get it.`;
    const advice = `Add { "to": "+1...", "flow": "${name}" } to routes.json, or remove the flow.`;
    return [locate({ code: 'unrouted-flow', path: ['name'], message, advice }, file)];
  });
}

function isRun(name: string, programs: ReadonlyMap<string, Program>): boolean {
  return [...programs].some(([main, { flows }]) => main !== name && flows.has(name));
}

function allows(program: Program | undefined): boolean {
  const allow = program?.main.flow.allow;
  return allow !== undefined && Object.hasOwn(allow, 'unrouted-flow');
}
