import type { Flow, Variable } from './definition.ts';

/** Every variable of a flow: its inputs and its own. */
export function variablesOf(flow: Pick<Flow, 'inputs' | 'variables'>): Readonly<Record<string, Variable>> {
  return { ...flow.inputs, ...flow.variables };
}

/** Every language that a flow speaks, the first being the one that a call begins in. */
export function languagesOf(flow: Pick<Flow, 'language' | 'languages'>): readonly string[] {
  return [...new Set([flow.language, ...(flow.languages ?? [])])];
}
