import { saidIn } from '../compile/handed-prompts.ts';
import type { CompiledText } from '../program.ts';
import { assignedBy } from './assigned-variables.ts';
import { type FlowGraph, stepIn } from './flow-graph.ts';
import { type NamedValue, unaskedIn } from './named-value.ts';
import { cataloguedName } from './spoken-texts.ts';

/** A text that values are filled into, and a step that uses it: its own, or one that names the prompt of the catalogue that it is part of. */
export interface ValueUse {
  readonly text: CompiledText;
  readonly step: string;
  readonly as: 'words' | 'party' | 'request' | 'key';
}

/** What is said at a branch's own targets is said where its condition held. */
const branchFields: ReadonlySet<string | number | undefined> = new Set(['cases', 'else']);

/** The texts of a flow that cannot do without their values. */
export function valueUses(graph: FlowGraph): ValueUse[] {
  return [...wordsIn(graph), ...graph.compiled.texts.flatMap((text) => workOf(graph, text))];
}

/** What a use reads without asking first whether it is there. */
export function valuesIn(graph: FlowGraph, { text, step: name, as }: ValueUse): NamedValue[] {
  const step = stepIn(graph, name);
  // What a step has asked for it can say back.
  const own = as === 'words' && step !== undefined ? assignedBy(step) : [];
  return unaskedIn(graph, text).filter(({ variable, field }) => field !== undefined || !own.includes(variable));
}

function wordsIn({ flow, compiled }: FlowGraph): ValueUse[] {
  const prompts = compiled.texts.filter(({ kind }) => kind === 'prompt');
  const own = prompts
    .filter(({ path }) => path[0] === 'steps' && !branchFields.has(path[2]))
    .map((text) => ({ text, step: String(text.path[1]), as: 'words' as const }));
  const byName = new Map<string, string[]>();
  for (const [step, definition] of Object.entries(flow.steps)) {
    // What is said where a branch leads is said where its condition held, and what is handed over is said elsewhere.
    if (definition.type === 'branch' || definition.type === 'subflow') continue;
    for (const name of saidIn(definition)) byName.set(name, [...(byName.get(name) ?? []), step]);
  }
  const catalogued = prompts.flatMap((text) =>
    (byName.get(cataloguedName(text.path)?.name ?? '') ?? []).map((step) => ({ text, step, as: 'words' as const })),
  );
  return [...own, ...catalogued];
}

/** Who is called, what is sent, and which row is meant. Of a row's fields and of a body's a missing one is left out, as the language says. */
function workOf(graph: FlowGraph, text: CompiledText): ValueUse[] {
  const [place, name, part] = text.path;
  const step = place === 'steps' ? stepIn(graph, String(name)) : undefined;
  const use = (as: ValueUse['as']): ValueUse[] => [{ text, step: String(name), as }];
  switch (step?.type) {
    case 'transfer':
    case 'redirect':
      return part === 'to' ? use('party') : [];
    case 'http':
      return isSent(text) ? use('request') : [];
    case 'save':
      return part === 'rowKey' ? use('key') : [];
    case 'lookup':
      // Where nothing but the value is the key, none is the key of no row, which is an outcome of its own.
      return (part === 'rowKey' || part === 'prefix') && !isOneValue(text) ? use('key') : [];
    default:
      return [];
  }
}

const partsSent: ReadonlySet<string | number | undefined> = new Set(['url', 'query', 'headers', 'idempotencyKey']);

function isSent(text: CompiledText): boolean {
  const part = text.path[2];
  return partsSent.has(part) || (part === 'body' && !isOneField(text));
}

/** A text that is exactly one `{{ }}`. */
function isOneValue({ source }: CompiledText): boolean {
  return /^\s*\{\{[^{}]*\}\}\s*$/.test(source);
}

function isOneField({ source }: CompiledText): boolean {
  return /^\s*\{\{\s*\w+(\s*\.\s*\w+)+\s*\}\}\s*$/.test(source);
}
