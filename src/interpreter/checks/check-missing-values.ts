import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';
import { type NamedValue, nameOf } from './named-value.ts';
import type { SureValues } from './sure-values.ts';
import { type ValueUse, valuesIn, valueUses } from './value-uses.ts';

/** Variables and fields looked at; a flow that uses more is made by a machine, and each costs a walk over the steps. */
const usedMax = 50;

/**
 * What is said, dialled, sent or looked up though nothing has made sure that it is there: an answer or a row can lack any field, and
 * on some ways none has come at all, nor has the caller been asked.
 */
export function checkMissingValues(graph: FlowGraph, sure: SureValues): Warning[] {
  const used = new Map<string, { value: NamedValue; uses: ValueUse[] }>();
  for (const use of valueUses(graph)) {
    for (const value of valuesIn(graph, use)) {
      const known = used.get(nameOf(value)) ?? { value, uses: [] };
      used.set(nameOf(value), known);
      known.uses.push(use);
    }
  }
  return [...used.values()]
    .slice(0, usedMax)
    .flatMap(({ value, uses }) =>
      uses
        .filter(({ step, as }) => sure.mayLack(graph, step, { value, isWithCaller: as === 'words' }))
        .map((use) => mayBeMissing(use, value)),
    );
}

/** What comes of a gap, by what the text is for. */
const effects: Readonly<Record<ValueUse['as'], string>> = {
  words: 'and callers would hear a gap',
  party: 'and nobody could be called',
  request: 'and the request would lack it',
  key: 'and the key would be that of another row, or of none',
};

function mayBeMissing({ text: { path }, as }: ValueUse, value: NamedValue): Warning {
  const name = nameOf(value);
  const presenceTest = value.field === undefined ? `${name} != ""` : `has(${name})`;
  return {
    code: 'value-may-be-missing',
    path,
    message: `"${name}" may be missing here, ${effects[as]}.`,
    advice: `Branch on ${presenceTest} before, or write {{ ${presenceTest} ? ${name} : "..." }}.`,
  };
}
