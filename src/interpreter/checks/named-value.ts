import { isListType } from '../value-definition.ts';
import type { FlowGraph } from './flow-graph.ts';

/** A variable, or a field of one that is a shape, as texts name it. */
export interface NamedValue {
  readonly variable: string;
  readonly field?: string | undefined;
}

/** A value as its author writes it. */
export function nameOf({ variable, field }: NamedValue): string {
  return field === undefined ? variable : `${variable}.${field}`;
}

/** Whether a text names a value, behind what is given as a pattern. Names are letters and digits, and mean only themselves in one. */
export function mentions(source: string, { variable, field }: NamedValue, before = ''): boolean {
  const name = field === undefined ? variable : `${variable}\\s*\\.\\s*${field}`;
  return new RegExp(`${before}\\b${name}\\b`).test(source);
}

/** Whether a variable has a value from the beginning of its flow on: its initial one, or what the flow is run with. */
export function beginsWithValue({ flow, compiled }: FlowGraph, variable: string): boolean {
  const declared = Object.hasOwn(compiled.variables, variable) ? compiled.variables[variable] : undefined;
  return declared?.initial !== undefined || Object.hasOwn(flow.inputs ?? {}, variable);
}

/**
 * What a text reads without asking first whether it is there, among what may be missing at all. Prose can look like a field, of a
 * name that no shape has.
 */
export function unaskedIn(
  { flow, compiled }: FlowGraph,
  { source, reads }: { readonly source: string; readonly reads: ReadonlySet<string> },
): NamedValue[] {
  return [...reads].flatMap((variable): NamedValue[] => {
    const declared = Object.hasOwn(compiled.variables, variable) ? compiled.variables[variable] : undefined;
    if (declared === undefined || declared.initial !== undefined) return [];
    if (typeof declared.type === 'object' && !isListType(declared.type))
      return Object.keys(declared.type)
        .map((field) => ({ variable, field }))
        .filter((field) => mentions(source, field) && !mentions(source, field, 'has\\(\\s*'));
    const isText = declared.type === 'text' || declared.type === 'date' || declared.type === 'time';
    // An input without an initial value is filled by whoever runs the flow.
    const isInput = Object.hasOwn(flow.inputs ?? {}, variable);
    return !isText || isInput || isCompared(source, variable) ? [] : [{ variable }];
  });
}

/** A text that asks what a variable is before it says it, as in `name == "" ? "friend" : name`. */
function isCompared(source: string, variable: string): boolean {
  return new RegExp(`\\b${variable}\\s*[!=]=|size\\(\\s*${variable}\\b`).test(source);
}
