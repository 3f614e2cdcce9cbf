import type { CompiledText } from '../program.ts';
import { isListType, type VariableType } from '../value-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';

/** Values that their variables may be unable to take: a fraction for whole numbers, a text for a date. */
export function checkFitting({ compiled }: FlowGraph): Warning[] {
  return compiled.texts.flatMap(({ path, source, mayNotFit }) =>
    mayNotFit === undefined ? [] : [valueMayNotFit({ path, source }, mayNotFit)],
  );
}

function valueMayNotFit({ path, source }: Pick<CompiledText, 'path' | 'source'>, type: VariableType): Warning {
  return {
    code: 'value-may-not-fit',
    path,
    message: `"${source}" can yield a value that is not ${worded(type)}; the variable would then be ${type === 'integer' ? '0' : 'empty'}.`,
    advice: adviceFor(type),
  };
}

function worded(type: VariableType): string {
  if (type === 'integer') return 'a whole number';
  if (type === 'date') return 'a date';
  return type === 'time' ? 'a time of day' : `of the type ${JSON.stringify(type)}`;
}

function adviceFor(type: VariableType): string {
  if (type === 'integer') return 'Cut the fraction off by int(...), or declare the variable as decimal.';
  if (type === 'date' || type === 'time')
    return `Take it from a variable or a field of type ${type}, or declare the variable as text.`;
  return isListType(type)
    ? 'Declare both lists with items of the same type.'
    : 'Declare both with fields of the same types.';
}
