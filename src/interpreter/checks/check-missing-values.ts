import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { saidIn } from '../compile/handed-prompts.ts';
import type { CompiledText } from '../program.ts';
import type { Step, StepOf } from '../step-definition.ts';
import { isListType } from '../value-definition.ts';
import { reachable } from '../walk.ts';
import { assignedBy } from './assigned-variables.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';
import { cataloguedName } from './spoken-texts.ts';

/** Variables and fields looked at; a flow that speaks more is made by a machine, and each costs a walk over the steps. */
const spokenMax = 50;

/** What is said at a branch's own targets is said where its condition held. */
const branchFields: ReadonlySet<string | number | undefined> = new Set(['cases', 'else']);

/** A variable, or a field of one that is a shape, as prompts name it. */
interface Spoken {
  readonly variable: string;
  readonly field?: string | undefined;
}

/**
 * What prompts speak though nothing has made sure that it is there: an answer or a row can lack any field, and on some ways none has
 * come at all, nor has the caller been asked.
 */
export function checkMissingValues(graph: FlowGraph): Warning[] {
  const spoken = new Map<string, { value: Spoken; sayings: Saying[] }>();
  for (const saying of sayingsOf(graph)) {
    for (const value of spokenIn(graph, saying)) {
      const known = spoken.get(nameOf(value)) ?? { value, sayings: [] };
      spoken.set(nameOf(value), known);
      known.sayings.push(saying);
    }
  }
  return [...spoken.values()].slice(0, spokenMax).flatMap(({ value, sayings }) => {
    const unsure = stepsWithout(graph, value);
    return sayings.filter(({ step }) => unsure.has(step)).map(({ text }) => mayBeMissing(text, value));
  });
}

/** A text, and a step that says it: its own, or one that names the prompt of the catalogue that it is part of. */
interface Saying {
  readonly text: CompiledText;
  readonly step: string;
}

function sayingsOf({ flow, compiled }: FlowGraph): Saying[] {
  const prompts = compiled.texts.filter(({ kind }) => kind === 'prompt');
  const own = prompts
    .filter(({ path }) => path[0] === 'steps' && !branchFields.has(path[2]))
    .map((text) => ({ text, step: String(text.path[1]) }));
  const byName = new Map<string, string[]>();
  for (const [step, definition] of Object.entries(flow.steps)) {
    // What is said where a branch leads is said where its condition held, and what is handed over is said elsewhere.
    if (definition.type === 'branch' || definition.type === 'subflow') continue;
    for (const name of saidIn(definition)) byName.set(name, [...(byName.get(name) ?? []), step]);
  }
  const catalogued = prompts.flatMap((text) =>
    (byName.get(cataloguedName(text.path)?.name ?? '') ?? []).map((step) => ({ text, step })),
  );
  return [...own, ...catalogued];
}

/** What a text says without asking first whether it is there. Prose can look like a field, of a name that no shape has. */
function spokenIn({ flow, compiled }: FlowGraph, { text: { source, reads }, step: name }: Saying): Spoken[] {
  return [...reads].flatMap((variable): Spoken[] => {
    const declared = compiled.variables[variable];
    if (declared === undefined || declared.initial !== undefined) return [];
    if (typeof declared.type === 'object' && !isListType(declared.type))
      return Object.keys(declared.type)
        .map((field) => ({ variable, field }))
        .filter((field) => mentions(source, field) && !mentions(source, field, 'has\\(\\s*'));
    const step = stepIn({ flow }, name);
    const isOwn = step !== undefined && assignedBy(step).includes(variable);
    const isText = declared.type === 'text' || declared.type === 'date' || declared.type === 'time';
    return isOwn || !isText || isInput(flow, variable) || isCompared(source, variable) ? [] : [{ variable }];
  });
}

/** An input without an initial value is filled by whoever runs the flow. */
function isInput({ inputs }: FlowGraph['flow'], variable: string): boolean {
  return inputs !== undefined && Object.hasOwn(inputs, variable);
}

/** A text that asks what a variable is before it says it, as in `name == "" ? "friend" : name`. */
function isCompared(source: string, variable: string): boolean {
  return new RegExp(`\\b${variable}\\s*[!=]=|size\\(\\s*${variable}\\b`).test(source);
}

function mentions(source: string, { variable, field }: Spoken, before = ''): boolean {
  const name = field === undefined ? variable : `${variable}\\s*\\.\\s*${field}`;
  return new RegExp(`${before}\\b${name}\\b`).test(source);
}

/** The steps that a call can come to before anything has made sure of what they say. */
function stepsWithout(graph: FlowGraph, spoken: Spoken): ReadonlySet<string> {
  const roots = flowTargets(graph.flow).map(({ target }) => stepNameOf(target));
  return reachable(roots, (from) =>
    edgesFrom(graph, from)
      .filter((edge) => !makesSure(stepIn(graph, from), edge, spoken))
      .map(({ to }) => to),
  );
}

/** Whether a value is there once a step has been left by a way: it was assigned, or a condition on it held. */
function makesSure(step: Step | undefined, edge: Edge, spoken: Spoken): boolean {
  if (step === undefined) return false;
  if (step.type === 'branch') return isTestedBy(step, edge, spoken);
  if (spoken.field !== undefined) return step.type === 'set' && Object.hasOwn(step.values, spoken.variable);
  return assigns(step, edge) && assignedBy(step).includes(spoken.variable);
}

function isTestedBy({ cases }: StepOf<'branch'>, { path }: Edge, spoken: Spoken): boolean {
  // Whoever looks at a variable knows on every way what it is.
  if (spoken.field === undefined) return cases.some((one) => mentions(one.if, spoken));
  const asksForNone = (condition: string) => mentions(condition, spoken, '!\\s*has\\(\\s*');
  // A case is taken where those before it did not hold: what they asked to be missing is there.
  const before = path[2] === 'else' ? cases : cases.slice(0, Number(path[3]));
  if (before.some((one) => asksForNone(one.if))) return true;
  const condition = path[2] === 'else' ? '' : (cases[Number(path[3])]?.if ?? '');
  return mentions(condition, spoken) && !asksForNone(condition);
}

/** Whether a step has assigned what it assigns when it is left this way. */
function assigns({ type }: Step, { kind, outcome }: Edge): boolean {
  if (type === 'set' || type === 'subflow' || type === 'hours' || type === 'menu') return true;
  if (type === 'http') return outcome !== 'failed' && outcome !== 'timeout' && outcome !== 'uncertain';
  return kind === 'success';
}

function nameOf({ variable, field }: Spoken): string {
  return field === undefined ? variable : `${variable}.${field}`;
}

function mayBeMissing({ path }: CompiledText, spoken: Spoken): Warning {
  const name = nameOf(spoken);
  const presenceTest = spoken.field === undefined ? `${name} != ""` : `has(${name})`;
  return {
    code: 'value-may-be-missing',
    path,
    message: `"${name}" may be missing here, and callers would hear a gap.`,
    advice: `Branch on ${presenceTest} before, or write {{ ${presenceTest} ? ${name} : "..." }}.`,
  };
}
