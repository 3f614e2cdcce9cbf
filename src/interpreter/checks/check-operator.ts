import { isInputStep } from '../step-definition.ts';
import { reachable, reversed } from '../walk.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, isHelp, type LineGraph, stepIn } from './flow-graph.ts';

/** Whether the key 0 brings callers to a person, or at least to somebody's notice. */
export function checkOperator(graph: FlowGraph, line: LineGraph): Warning[] {
  const { operator } = graph.flow;
  if (typeof operator === 'object') return [];
  const helping = helpingSteps(graph, line);
  const reaches = operator === undefined || helping.has(operator);
  return [...(reaches ? [] : [reachesNobody]), ...takenKeys(graph, helping)];
}

const reachesNobody: Warning = {
  code: 'operator-reaches-nobody',
  path: ['operator'],
  message: 'The operator step leads to no transfer, and to nothing that takes a message.',
  advice: 'Lead it to a person, or write { "none": "why nobody can be reached" }.',
};

/** The steps from which some way leads to a person, or to where it is taken down what the caller wants. */
function helpingSteps(graph: FlowGraph, line: LineGraph): ReadonlySet<string> {
  const names = Object.keys(graph.flow.steps);
  const back = reversed(names, (step) => waysFrom(graph, step));
  const helping = names.filter((name) => {
    const step = stepIn(graph, name);
    if (step === undefined) return false;
    // A flow inside another may leave it to that one.
    if (step.type === 'return') return graph.flow !== line.program.flow;
    return step.type === 'subflow' ? line.helping.has(step.flow) : isHelp(step);
  });
  return reachable(helping, (step) => back.get(step) ?? []);
}

/** Where a caller gets who does what is asked. */
function waysFrom(graph: FlowGraph, name: string): string[] {
  const step = stepIn(graph, name);
  const isInput = step !== undefined && isInputStep(step);
  return edgesFrom(graph, name)
    .filter(
      ({ kind }) => kind === 'success' || kind === 'choice' || (!isInput && (kind === 'outcome' || kind === 'error')),
    )
    .map(({ to }) => to);
}

/** Menus that use 0 for something else. */
function takenKeys(graph: FlowGraph, helping: ReadonlySet<string>): Warning[] {
  return Object.entries(graph.flow.steps).flatMap(([name, step]) => {
    if (step.type !== 'menu') return [];
    return (step.options ?? []).flatMap(({ key, next = step.next }, index) => {
      const target = typeof next === 'string' ? next : next?.retry;
      if (key !== '0' || target === undefined || helping.has(target)) return [];
      const path = ['steps', name, 'options', index, 'key'];
      return [{ code: 'operator-key-taken' as const, path, ...takenKey }];
    });
  });
}

const takenKey = {
  message: 'Everywhere else the key 0 brings callers to a person; here it does not.',
  advice: 'Give the option another key.',
};
