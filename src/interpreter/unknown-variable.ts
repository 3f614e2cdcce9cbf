import type { Flow } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import { listNames, suggestName } from './suggest-name.ts';

/** What every expression sees besides the variables of its flow. */
const builtIns = ['call', 'now'];

/** A step that writes to a variable which its flow does not declare. */
export function unknownVariable(flow: Flow, path: FlowProblem['path'], name: string): FlowProblem {
  const declared = Object.keys(flow.variables ?? {});
  return {
    code: 'unknown-variable',
    path,
    message: `There is no variable "${name}".`,
    advice: suggestName(name, declared, declareAdvice(name, declared)),
  };
}

/** An expression's problem; with better advice if it reads a variable that its flow does not declare. */
export function withVariableAdvice(flow: Flow, problem: FlowProblem): FlowProblem {
  // The expression library says it in words only. Should they ever change, the general advice stays.
  const name = /: Unknown variable: (\w+)\.$/.exec(problem.message)?.[1];
  if (problem.code !== 'expression' || name === undefined) return problem;
  const declared = Object.keys(flow.variables ?? {});
  return { ...problem, advice: suggestName(name, [...declared, ...builtIns], declareAdvice(name, declared)) };
}

function declareAdvice(name: string, declared: readonly string[]): string {
  const declare = `Declare it under "variables", as "${name}": { "type": "text" }`;
  return declared.length === 0 ? `${declare}.` : `${declare}, or use one that is declared: ${listNames(declared)}.`;
}
