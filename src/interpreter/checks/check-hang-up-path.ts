import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';

/** Steps behind a hang-up that need a caller: the path ends at the first of them, and what comes after it is not done. */
export function checkHangUpPath(graph: FlowGraph): Warning[] {
  const entries = [
    ...flowTargets(graph.flow)
      .filter(({ path }) => path[0] === 'onHangUp')
      .map(({ path, target }) => ({ path, to: stepNameOf(target) })),
    ...[...graph.edges.values()].flat().filter(({ kind }) => kind === 'hungUp'),
  ];
  const reached = reachable(
    entries.map(({ to }) => to),
    // What nothing lists ends the path: there `onError` is not taken.
    (step) =>
      needsCaller(graph, step)
        ? []
        : edgesFrom(graph, step)
            .filter(({ kind }) => kind !== 'error')
            .map(({ to }) => to),
  );
  return [...reached].filter((name) => needsCaller(graph, name)).map((name) => toNobody(graph, name));
}

/** A goodbye is only left out; the disposition beside it counts all the same. */
function needsCaller({ compiled }: FlowGraph, name: string): boolean {
  const step = compiled.steps.get(name);
  return step?.needsCaller === true && step.step.type !== 'hangUp';
}

function toNobody(graph: FlowGraph, name: string): Warning {
  return {
    code: 'speaks-to-nobody',
    path: ['steps', name],
    message: `A hang-up leads to the ${stepIn(graph, name)?.type} step "${name}", when nobody is there any more.`,
    advice: 'Lead the hang-up past it: behind a hang-up only what needs no caller is done.',
  };
}
