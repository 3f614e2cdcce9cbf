import type { Program } from '../../src/interpreter/program.ts';
import { listNames, suggestName } from '../../src/interpreter/suggest-name.ts';
import { fitsType, typeName } from '../../src/interpreter/value-definition.ts';
import type { Given } from './given.ts';

/** What of "given" cannot be with this flow, in words: inputs that a route could not fill in so, schedules and tables that are not there. */
export function givenProblem(program: Program, given: Given): string | undefined {
  const { flow, schedules } = program;
  const inputs = flow.inputs ?? {};
  const filled = given.with ?? {};
  for (const [name, value] of Object.entries(filled)) {
    const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (input === undefined) return `the flow has no input "${name}"${meant(name, Object.keys(inputs))}`;
    if (!fitsType(input.type, value)) return `the input "${name}" is of type ${typeName(input.type)}`;
  }
  const missing = Object.entries(inputs).find(
    ([name, { initial }]) => initial === undefined && !Object.hasOwn(filled, name),
  );
  if (missing !== undefined) return `the flow needs its input "${missing[0]}": add it to "with"`;
  const unknown = Object.keys(given.emergencies ?? {}).find((name) => !Object.hasOwn(schedules, name));
  if (unknown !== undefined) return `the line has no schedule "${unknown}"${meant(unknown, Object.keys(schedules))}`;
  const faulty = (given.faults ?? []).flatMap(({ table }) => table ?? []);
  return tableProblem(program, [...Object.keys(given.rows ?? {}), ...faulty]);
}

/** Which of some tables no step of the flow or of those that it runs looks up or saves in, in words: rows of it would test nothing. */
export function tableProblem({ flows }: Program, tables: readonly string[]): string | undefined {
  const known = new Set<string>();
  for (const { flow } of flows.values()) {
    for (const step of Object.values(flow.steps)) if ('table' in step) known.add(step.table);
  }
  const unknown = tables.find((name) => !known.has(name));
  return unknown === undefined
    ? undefined
    : `no step of the flow has the table "${unknown}"${meant(unknown, [...known])}`;
}

function meant(name: string, known: readonly string[]): string {
  const all = known.length === 0 ? 'There is none.' : `There are: ${listNames(known)}.`;
  return `. ${suggestName(name, known, all)}`.replace(/[.]$/, '');
}
