import { saidIn } from '../compile/handed-prompts.ts';
import type { CompiledText } from '../program.ts';
import { assignedBy } from './assigned-variables.ts';
import type { Warning } from './finding.ts';
import { type FlowGraph, stepIn } from './flow-graph.ts';
import { cataloguedName } from './spoken-texts.ts';
import { type Named, stepsWithout, unaskedFields } from './sure-values.ts';

/** Variables and fields looked at; a flow that speaks more is made by a machine, and each costs a walk over the steps. */
const spokenMax = 50;

/** What is said at a branch's own targets is said where its condition held. */
const branchFields: ReadonlySet<string | number | undefined> = new Set(['cases', 'else']);

/**
 * What prompts, numbers and addresses use though nothing has made sure that it is there: an answer or a row can lack any field, and on
 * some ways none has come at all, nor has the caller been asked.
 */
export function checkMissingValues(graph: FlowGraph): Warning[] {
  const spoken = new Map<string, { value: Named; sayings: Saying[] }>();
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

/** What a gap comes to in a field of a step that nobody hears: who is rung, where a request goes. A row of no key is missing. */
const gaps: ReadonlyMap<string | number | undefined, string> = new Map([
  ['to', 'nobody could be rung'],
  ['url', 'the address would have a gap'],
]);

function gapOf([root, , field]: CompiledText['path']): string | undefined {
  return root === 'steps' ? gaps.get(field) : undefined;
}

/** A text, and a step that says it: its own, or one that names the prompt of the catalogue that it is part of. */
interface Saying {
  readonly text: CompiledText;
  readonly step: string;
}

function sayingsOf({ flow, compiled }: FlowGraph): Saying[] {
  const prompts = compiled.texts.filter(({ kind }) => kind === 'prompt');
  const own = compiled.texts
    .filter(({ kind, path }) => kind === 'prompt' || gapOf(path) !== undefined)
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
function spokenIn(graph: FlowGraph, { text: { source, reads }, step: name }: Saying): Named[] {
  const { flow, compiled } = graph;
  const step = stepIn(graph, name);
  const plain = [...reads].filter((variable) => {
    const declared = compiled.variables[variable];
    if (declared === undefined || declared.initial !== undefined) return false;
    const isOwn = step !== undefined && assignedBy(step).includes(variable);
    const isText = declared.type === 'text' || declared.type === 'date' || declared.type === 'time';
    return !isOwn && isText && !isInput(flow, variable) && !isCompared(source, variable);
  });
  return [...unaskedFields(graph, source, reads), ...plain.map((variable) => ({ variable }))];
}

/** An input without an initial value is filled by whoever runs the flow. */
function isInput({ inputs }: FlowGraph['flow'], variable: string): boolean {
  return inputs !== undefined && Object.hasOwn(inputs, variable);
}

/** A text that asks what a variable is before it says it, as in `name == "" ? "friend" : name`. */
function isCompared(source: string, variable: string): boolean {
  return new RegExp(`\\b${variable}\\s*[!=]=|size\\(\\s*${variable}\\b`).test(source);
}

function nameOf({ variable, field }: Named): string {
  return field === undefined ? variable : `${variable}.${field}`;
}

function mayBeMissing({ path }: CompiledText, spoken: Named): Warning {
  const name = nameOf(spoken);
  const presenceTest = spoken.field === undefined ? `${name} != ""` : `has(${name})`;
  return {
    code: 'value-may-be-missing',
    path,
    message: `"${name}" may be missing here, and ${gapOf(path) ?? 'callers would hear a gap'}.`,
    advice: `Branch on ${presenceTest} before, or write {{ ${presenceTest} ? ${name} : "..." }}.`,
  };
}
