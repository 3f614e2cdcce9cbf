import { saidIn } from '../compile/handed-prompts.ts';
import { loopsIn } from '../walk.ts';
import { assignedBy } from './assigned-variables.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph, LineGraph } from './flow-graph.ts';

/** Variables and prompts that nothing uses, and variables that nothing gives a value. */
export function checkUnused(graph: FlowGraph): Warning[] {
  const read = readIn(graph);
  return [...unassignedVariables(graph, read), ...unusedVariables(graph, read), ...unusedPrompts(graph)];
}

function readIn({ flow, compiled }: FlowGraph): ReadonlySet<string> {
  const read = new Set(compiled.texts.flatMap(({ reads }) => [...reads]));
  for (const name of flow.outputs ?? []) read.add(name);
  for (const step of Object.values(flow.steps)) {
    // What a look-up found can be all that it was for: whether there is a row.
    if (step.type === 'lookup') read.add(step.into);
    if (step.type === 'menu' && step.optionsFrom !== undefined) read.add(step.optionsFrom.list);
  }
  return read;
}

function unassignedVariables({ flow }: FlowGraph, read: ReadonlySet<string>): Warning[] {
  const assigned = new Set(Object.values(flow.steps).flatMap(assignedBy));
  return Object.entries(flow.variables ?? {})
    .filter(([name, { initial }]) => initial === undefined && read.has(name) && !assigned.has(name))
    .map(([name]) => neverAssigned(name));
}

function unusedVariables({ flow }: FlowGraph, read: ReadonlySet<string>): Warning[] {
  return (['variables', 'inputs'] as const).flatMap((field) =>
    Object.keys(flow[field] ?? {})
      .filter((name) => !read.has(name))
      .map((name) => ({
        code: 'unused-variable',
        path: [field, name],
        message: `Nothing reads the variable "${name}".`,
        advice: 'Remove it, or use it.',
      })),
  );
}

function neverAssigned(name: string): Warning {
  return {
    code: 'never-assigned',
    path: ['variables', name],
    message: `"${name}" is read, and nothing gives it a value.`,
    advice: 'Name it in the "into" or the "values" of a step, give it an "initial", or remove it.',
  };
}

/** A flow with an input of type prompt may be told to say any prompt. */
function unusedPrompts({ flow }: FlowGraph): Warning[] {
  if (Object.values(flow.inputs ?? {}).some(({ type }) => type === 'prompt')) return [];
  const said = saidIn(flow);
  return Object.keys(flow.prompts ?? {})
    .filter((name) => !said.has(name))
    .map((name) => ({
      code: 'unused-prompt',
      path: ['prompts', name],
      message: `Nothing says the prompt "${name}".`,
      advice: `Remove it, or write { "say": "${name}" } where it is meant.`,
    }));
}

/** Flows that run themselves, directly or by others. Findings by flow. */
export function checkRecursion(line: LineGraph): ReadonlyMap<string, readonly Warning[]> {
  const runs = (name: string): string[] =>
    Object.values(line.flows.get(name)?.flow.steps ?? {}).flatMap((step) =>
      step.type === 'subflow' && line.flows.has(step.flow) ? [step.flow] : [],
    );
  const findings = new Map<string, Warning[]>();
  for (const loop of loopsIn([...line.flows.keys()], runs)) {
    for (const name of loop) findings.set(name, recursiveSteps(line, name, loop));
  }
  return findings;
}

function recursiveSteps(line: LineGraph, name: string, loop: ReadonlySet<string>): Warning[] {
  return Object.entries(line.flows.get(name)?.flow.steps ?? {}).flatMap(([step, definition]) =>
    definition.type === 'subflow' && loop.has(definition.flow)
      ? [
          {
            code: 'recursive-flow' as const,
            path: ['steps', step, 'flow'],
            message: `"${name}" runs "${definition.flow}", which comes to run "${name}" again, inside of itself.`,
            advice: 'End the flow by a return, and loop in the flow that runs it.',
          },
        ]
      : [],
  );
}
