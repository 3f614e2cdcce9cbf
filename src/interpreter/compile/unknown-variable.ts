import type { Variable } from '../definition.ts';
import type { FlowProblem } from '../flow-problem.ts';
import { listNames, suggestName } from '../suggest-name.ts';

type Variables = Readonly<Record<string, Variable>>;

/** What every expression sees besides the variables of its flow. */
const builtIns = ['call', 'now'];

/** A step that names a variable which its flow does not declare. */
export function unknownVariable(variables: Variables, path: FlowProblem['path'], name: string): FlowProblem {
  return {
    code: 'unknown-variable',
    path,
    message: `There is no variable "${name}".`,
    advice: adviceFor(variables, name, []),
  };
}

/** What to do about a name that is not declared; `more`: other names that could have been meant. */
export function adviceFor(variables: Variables, name: string, more: readonly string[] = builtIns): string {
  const declared = Object.keys(variables);
  return suggestName(name, [...declared, ...more], declareAdvice(name, declared));
}

function declareAdvice(name: string, declared: readonly string[]): string {
  const declare = `Declare it under "variables", as "${name}": { "type": "text" }`;
  return declared.length === 0 ? `${declare}.` : `${declare}, or use one that is declared: ${listNames(declared)}.`;
}
