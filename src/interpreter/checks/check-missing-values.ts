import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import type { CompiledText } from '../program.ts';
import type { Step } from '../step-definition.ts';
import { isListType } from '../value-definition.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';

/** Fields looked at; a flow that speaks more is made by a machine, and each costs a walk over the steps. */
const fieldsMax = 50;

/** What is said at a branch's own targets is said where its condition held. */
const branchFields: ReadonlySet<string | number | undefined> = new Set(['cases', 'else']);

/** A field of a shape, as prompts name it. */
interface Field {
  readonly variable: string;
  readonly field: string;
}

/**
 * Fields that prompts speak though nothing has made sure that they are there: an answer or a row can lack any of them, and on some
 * ways none has come at all.
 */
export function checkMissingValues(graph: FlowGraph): Warning[] {
  const spoken = new Map<string, { field: Field; texts: CompiledText[] }>();
  for (const text of graph.compiled.texts.filter(isSaidByStep)) {
    for (const field of fieldsIn(graph, text)) {
      const key = `${field.variable}.${field.field}`;
      const known = spoken.get(key) ?? { field, texts: [] };
      spoken.set(key, known);
      known.texts.push(text);
    }
  }
  return [...spoken.values()].slice(0, fieldsMax).flatMap(({ field, texts }) => {
    const unsure = stepsWithout(graph, field);
    return texts.filter(({ path }) => unsure.has(String(path[1]))).map((text) => mayBeMissing(text, field));
  });
}

function isSaidByStep({ path, kind }: CompiledText): boolean {
  return kind === 'prompt' && path[0] === 'steps' && !branchFields.has(path[2]);
}

/** The fields of shapes that a text says, without asking first whether they are there. Prose can look like one, of a name that no shape has. */
function fieldsIn({ compiled }: FlowGraph, { source, reads }: CompiledText): Field[] {
  return [...reads].flatMap((variable) => {
    const declared = compiled.variables[variable];
    if (typeof declared?.type !== 'object' || isListType(declared.type) || declared.initial !== undefined) return [];
    return Object.keys(declared.type)
      .map((field) => ({ variable, field }))
      .filter((field) => mentions(source, field) && !mentions(source, field, 'has\\(\\s*'));
  });
}

function mentions(source: string, { variable, field }: Field, before = ''): boolean {
  return new RegExp(`${before}\\b${variable}\\s*\\.\\s*${field}\\b`).test(source);
}

/** The steps that a call can come to before anything has made sure of a field. */
function stepsWithout(graph: FlowGraph, field: Field): ReadonlySet<string> {
  const roots = flowTargets(graph.flow).map(({ target }) => stepNameOf(target));
  return reachable(roots, (from) =>
    edgesFrom(graph, from)
      .filter((edge) => !makesSure(stepIn(graph, from), edge, field))
      .map(({ to }) => to),
  );
}

/** Whether a field is there once a step has been left by a way: it was set, or a condition on it held. */
function makesSure(step: Step | undefined, { path }: Edge, field: Field): boolean {
  if (step?.type === 'set') return Object.hasOwn(step.values, field.variable);
  if (step?.type !== 'branch') return false;
  if (path[2] === 'else') return step.cases.some((one) => mentions(one.if, field, '!\\s*has\\(\\s*'));
  const condition = step.cases[Number(path[3])]?.if ?? '';
  return mentions(condition, field) && !mentions(condition, field, '!\\s*has\\(\\s*');
}

function mayBeMissing({ path }: CompiledText, { variable, field }: Field): Warning {
  return {
    code: 'value-may-be-missing',
    path,
    message: `"${variable}.${field}" may be missing here, and callers would hear a gap.`,
    advice: `Branch on has(${variable}.${field}) before, or write {{ has(${variable}.${field}) ? ${variable}.${field} : "..." }}.`,
  };
}
