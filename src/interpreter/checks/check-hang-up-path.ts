import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** Steps behind a hang-up that need a caller: the path ends at the first of them, and what comes after it is not done. */
export function checkHangUpPath(graph: FlowGraph, line: LineGraph): Warning[] {
  const entries = [
    ...flowTargets(graph.flow)
      .filter(({ path }) => path[0] === 'onHangUp')
      .map(({ path, target }) => ({ path, to: stepNameOf(target) })),
    ...[...graph.edges.values()].flat().filter(({ kind }) => kind === 'hungUp'),
  ];
  const starts = entries.map(({ to }) => to);
  return [...reachedAlone(graph, starts)].flatMap((name) => {
    if (needsCaller(graph, name)) return [toNobody(graph, name)];
    const inner = stoppedIn(graph, name, { line, seen: new Set([graph.name]) });
    return inner === undefined ? [] : [toNobodyInside(name, inner)];
  });
}

/** The steps that a path without a caller comes to, the first that needs one among them. */
function reachedAlone(graph: FlowGraph, starts: readonly string[]): ReadonlySet<string> {
  return reachable(starts, (step) =>
    needsCaller(graph, step)
      ? []
      : edgesFrom(graph, step)
          // What nothing lists ends the path: there `onError` is not taken.
          .filter(({ kind }) => kind !== 'error')
          .map(({ to }) => to),
  );
}

interface Inside {
  readonly flow: string;
  readonly step: string;
  readonly type: string | undefined;
}

/** Where the flow that a step runs needs a caller; undefined where it does not, or the step runs none. */
function stoppedIn(
  graph: FlowGraph,
  name: string,
  { line, seen }: { readonly line: LineGraph; readonly seen: ReadonlySet<string> },
): Inside | undefined {
  const step = stepIn(graph, name);
  const inner = step?.type === 'subflow' ? line.flows.get(step.flow) : undefined;
  if (inner === undefined || seen.has(inner.name)) return undefined;
  const within = { line, seen: new Set([...seen, inner.name]) };
  for (const reached of reachedAlone(inner, [inner.flow.start])) {
    if (needsCaller(inner, reached)) return { flow: inner.name, step: reached, type: stepIn(inner, reached)?.type };
    const deeper = stoppedIn(inner, reached, within);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** A goodbye is only left out; the disposition beside it counts all the same. */
function needsCaller({ compiled }: FlowGraph, name: string): boolean {
  const step = compiled.steps.get(name);
  return step?.needsCaller === true && step.step.type !== 'hangUp';
}

const past = 'Lead the hang-up past it: behind a hang-up only what needs no caller is done.';

function toNobody(graph: FlowGraph, name: string): Warning {
  const message = `A hang-up leads to the ${stepIn(graph, name)?.type} step "${name}", when nobody is there any more.`;
  return { code: 'speaks-to-nobody', path: ['steps', name], message, advice: past };
}

function toNobodyInside(name: string, { flow, step, type }: Inside): Warning {
  const message = `A hang-up leads to "${name}", whose flow "${flow}" comes to its ${type} step "${step}", when nobody is there any more.`;
  return { code: 'speaks-to-nobody', path: ['steps', name], message, advice: past };
}
