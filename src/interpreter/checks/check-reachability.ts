import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { isInputStep } from '../step-definition.ts';
import { reachable, reversed } from '../walk.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, endsCall, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** The steps that a call can come to. */
export function reachedSteps(graph: FlowGraph): ReadonlySet<string> {
  const roots = flowTargets(graph.flow).map(({ target }) => stepNameOf(target));
  return reachable(roots, (step) => edgesFrom(graph, step).map((edge) => edge.to));
}

/** Steps that no call comes to, and steps from which no call comes to an end. */
export function checkReachability(graph: FlowGraph, line: LineGraph): Warning[] {
  const reached = reachedSteps(graph);
  const unreached = Object.keys(graph.flow.steps).filter((name) => !reached.has(name));
  return [...unreached.map(unreachable), ...stuckSteps(graph, line, reached)];
}

function unreachable(name: string): Warning {
  return {
    code: 'unreachable-step',
    path: ['steps', name],
    message: `No call can reach the step "${name}".`,
    advice: 'Lead to it from another step, or remove it.',
  };
}

function stuckSteps(graph: FlowGraph, line: LineGraph, reached: ReadonlySet<string>): Warning[] {
  const waysOut = (step: string) =>
    edgesFrom(graph, step)
      .filter(isWayOut)
      .map((edge) => edge.to);
  const back = reversed(reached, waysOut);
  const ending = [...reached].filter((name) => ends(graph, line, name));
  const free = reachable(ending, (step) => back.get(step) ?? []);
  const reported = new Set<string>();
  return Object.keys(graph.flow.steps).flatMap((name) => {
    if (!reached.has(name) || free.has(name) || reported.has(name)) return [];
    // What leads into the same loop has the same cause.
    const loop = reachable([name], waysOut);
    for (const step of reachable(loop, (one) => back.get(one) ?? [])) reported.add(step);
    return [
      {
        code: 'cannot-end' as const,
        path: ['steps', name],
        message: `The step "${name}" has no path to an end of the call.`,
        advice: 'Lead one of its ways to a hangUp, a transfer or a return, by a choice of the caller or by a counter.',
      },
    ];
  });
}

/** A step that fails is no way out: it is not meant to. */
function isWayOut({ outcome, kind }: Edge): boolean {
  return outcome !== 'failed' && kind !== 'hungUp';
}

function ends(graph: FlowGraph, line: LineGraph, name: string): boolean {
  const step = stepIn(graph, name);
  if (step === undefined) return false;
  if (step.type === 'subflow') return line.ending.has(step.flow);
  // The operator of a flow that runs this one is not written here.
  const inherits = graph.flow.operator === undefined && graph.flow !== line.program.flow;
  return endsCall(step) || step.type === 'return' || (isInputStep(step) && inherits);
}
