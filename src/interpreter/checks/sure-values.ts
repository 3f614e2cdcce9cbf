import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import type { Step, StepOf } from '../step-definition.ts';
import { isListType } from '../value-definition.ts';
import { reachable } from '../walk.ts';
import { assignedBy } from './assigned-variables.ts';
import { type Edge, edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';

/** A variable, or a field of one that is a shape. */
export interface Named {
  readonly variable: string;
  readonly field?: string | undefined;
}

/** How many variables are followed to those that they were set from: flows copy a value once. */
const copiesMax = 3;

/** The steps that a call can come to before anything has made sure of a value. */
export function stepsWithout(graph: FlowGraph, value: Named, copies = 0): ReadonlySet<string> {
  const roots = flowTargets(graph.flow).map(({ target }) => stepNameOf(target));
  return reachable(roots, (from) =>
    edgesFrom(graph, from)
      .filter((edge) => !makesSure(graph, edge, { value, copies }))
      .map(({ to }) => to),
  );
}

/** Whether a text names a value. `before`: a pattern for what stands before it. */
export function mentions(source: string, { variable, field }: Named, before = ''): boolean {
  const name = field === undefined ? variable : `${variable}\\s*\\.\\s*${field}`;
  return new RegExp(`${before}\\b${name}\\b`).test(source);
}

/** The fields of shapes that a text uses without asking first whether they are there. */
export function unaskedFields({ compiled }: FlowGraph, source: string, reads: Iterable<string>): Named[] {
  return [...reads].flatMap((variable): Named[] => {
    const declared = compiled.variables[variable];
    if (declared === undefined || declared.initial !== undefined) return [];
    if (typeof declared.type !== 'object' || isListType(declared.type)) return [];
    return Object.keys(declared.type)
      .map((field) => ({ variable, field }))
      .filter((field) => mentions(source, field) && !mentions(source, field, 'has\\(\\s*'));
  });
}

interface Sought {
  readonly value: Named;
  readonly copies: number;
}

/** Whether a value is there once a step has been left by a way: it was assigned, or a condition on it held. */
function makesSure(graph: FlowGraph, edge: Edge, { value, copies }: Sought): boolean {
  const step = stepIn(graph, edge.from);
  if (step === undefined) return false;
  if (step.type === 'branch') return isTestedBy(step, edge, value);
  if (value.field !== undefined) return step.type === 'set' && Object.hasOwn(step.values, value.variable);
  if (!assignedBy(step).includes(value.variable)) return false;
  if (step.type === 'hours') return hoursFill(step, edge, value.variable);
  if (step.type === 'set') return copies >= copiesMax || !mayCopyNothing(graph, edge.from, { value, copies });
  return assigns(step, edge);
}

/** Whether a `set` reads a field that may be missing: then it leaves its variable as it was. */
function mayCopyNothing(graph: FlowGraph, name: string, { value, copies }: Sought): boolean {
  const text = graph.compiled.texts.find(
    ({ path }) => path[0] === 'steps' && path[1] === name && path[2] === 'values' && path[3] === value.variable,
  );
  if (text === undefined) return false;
  const fields = unaskedFields(graph, text.source, text.reads);
  return fields.some((field) => stepsWithout(graph, field, copies + 1).has(name));
}

function isTestedBy({ cases }: StepOf<'branch'>, { path }: Edge, value: Named): boolean {
  // Whoever looks at a variable knows on every way what it is.
  if (value.field === undefined) return cases.some((one) => mentions(one.if, value));
  const asksForNone = (condition: string) => mentions(condition, value, '!\\s*has\\(\\s*');
  // A case is taken where those before it did not hold: what they asked to be missing is there.
  const before = path[2] === 'else' ? cases : cases.slice(0, Number(path[3]));
  if (before.some((one) => asksForNone(one.if))) return true;
  const condition = path[2] === 'else' ? '' : (cases[Number(path[3])]?.if ?? '');
  return mentions(condition, value) && !asksForNone(condition);
}

/** The outcomes of an `hours` step with which its variables are filled. An announcement can be left out; then nothing is said. */
const filledBy: Readonly<Record<string, readonly string[]>> = {
  opensOn: ['closed', 'holiday'],
  opensAt: ['closed', 'holiday'],
  closesAt: ['open'],
  holiday: ['holiday'],
  announcement: ['emergencyClosing'],
};

function hoursFill({ into = {} }: StepOf<'hours'>, { outcome }: Edge, variable: string): boolean {
  return Object.entries(into).some(([field, name]) => name === variable && filledBy[field]?.includes(outcome));
}

/** Whether a step has assigned what it assigns when it is left this way. */
function assigns({ type }: Step, { kind, outcome }: Edge): boolean {
  if (type === 'subflow' || type === 'menu') return true;
  if (type === 'http') return outcome !== 'failed' && outcome !== 'timeout' && outcome !== 'uncertain';
  return kind === 'success';
}
