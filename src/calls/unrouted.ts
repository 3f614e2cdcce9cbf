import { parseFlow } from '../interpreter/parse-flow.ts';
import type { Program } from '../interpreter/program.ts';
import type { FlowCatalog } from './ports/flow-catalog.ts';

/**
 * What a number gets that the line does not have: a refusal, by the same way as every call, so that it leaves its record.
 */
export const unroutedProgram: Program = (() => {
  const steps = { refuse: { type: 'reject', reason: 'none' } };
  const operator = { none: 'The call is refused.' };
  const parsed = parseFlow({ name: 'unrouted', language: 'en', start: 'refuse', operator, steps }, 'unrouted');
  if (!parsed.ok) throw new Error(`The flow for unknown numbers is broken: ${parsed.error[0]?.message}`);
  return parsed.value;
})();

/** The program that a call runs; undefined where it is no longer kept. */
export function programOf(catalog: FlowCatalog, hash: string): Program | undefined {
  return hash === unroutedProgram.hash ? unroutedProgram : catalog.program(hash);
}
