import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** Steps behind a hang-up that need a caller: the path ends at the first of them, and what comes after it is not done. */
export function checkHangUpPath(graph: FlowGraph, line: LineGraph): Warning[] {
  const entries = [
    ...flowTargets(graph.flow)
      .filter(({ path }) => path[0] === 'onHangUp')
      .map(({ target }) => stepNameOf(target)),
    ...[...graph.edges.values()]
      .flat()
      .filter(({ kind }) => kind === 'hungUp')
      .map(({ to }) => to),
  ];
  const speaking: SpeakingSteps = new Map();
  return [...stepsBehind(graph, entries)].flatMap((name) => {
    if (needsCaller(graph, name)) return [toNobody(name, `the ${stepIn(graph, name)?.type} step "${name}"`)];
    const step = stepIn(graph, name);
    const inner = step?.type === 'subflow' ? speakingStep(line, step.flow, speaking) : undefined;
    return inner === undefined ? [] : [toNobody(name, `"${name}", and in the flow that it runs to ${inner}`)];
  });
}

/** Flow -> a step of it that needs a caller and can be the first to do so, in words; undefined where there is none. */
type SpeakingSteps = Map<string, string | undefined>;

function speakingStep(line: LineGraph, flow: string, known: SpeakingSteps): string | undefined {
  const graph = line.flows.get(flow);
  if (graph === undefined || known.has(flow)) return known.get(flow);
  // Known before it is worked out, so that a flow that runs itself comes to an end.
  known.set(flow, undefined);
  for (const name of stepsBehind(graph, [graph.flow.start])) {
    const step = stepIn(graph, name);
    const inner = step?.type === 'subflow' ? speakingStep(line, step.flow, known) : undefined;
    const found = needsCaller(graph, name) ? `the ${step?.type} step "${name}" of "${flow}"` : inner;
    if (found === undefined) continue;
    known.set(flow, found);
    return found;
  }
  return undefined;
}

/** What is reached without a caller, up to the steps that need one. What nothing lists ends the path: there `onError` is not taken. */
function stepsBehind(graph: FlowGraph, entries: readonly string[]): ReadonlySet<string> {
  return reachable(entries, (step) =>
    needsCaller(graph, step)
      ? []
      : edgesFrom(graph, step)
          .filter(({ kind }) => kind !== 'error')
          .map(({ to }) => to),
  );
}

/** A goodbye is only left out; the disposition beside it counts all the same. */
function needsCaller({ compiled }: FlowGraph, name: string): boolean {
  const step = compiled.steps.get(name);
  return step?.needsCaller === true && step.step.type !== 'hangUp';
}

function toNobody(name: string, reached: string): Warning {
  return {
    code: 'speaks-to-nobody',
    path: ['steps', name],
    message: `A hang-up leads to ${reached}, when nobody is there any more.`,
    advice: 'Lead the hang-up past it: behind a hang-up only what needs no caller is done.',
  };
}
