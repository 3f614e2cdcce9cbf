import type { Flow } from '../definition.ts';
import { variablesOf } from '../flow-contents.ts';
import type { FlowProblem } from '../flow-problem.ts';
import { limits } from '../limits.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { fitsType, typeName } from '../value-definition.ts';
import { bracesProblem } from './check-fixed-prompt.ts';

/** What the schema cannot see of a flow's variables: that values fit their types, and that outputs exist. */
export function variableProblems(flow: Flow): FlowProblem[] {
  return [
    ...initialProblems(flow, 'variables'),
    ...initialProblems(flow, 'inputs'),
    ...namedTwice(flow),
    ...outputProblems(flow),
    ...sizeProblems(flow),
  ];
}

/** A flow whose variables are too large before anything has happened could not keep any value. */
function sizeProblems(flow: Flow): FlowProblem[] {
  const initials = Object.entries(variablesOf(flow)).map(([name, { initial }]) => [name, initial ?? '']);
  const characters = JSON.stringify(initials).length;
  if (characters <= limits.variablesCharactersMax) return [];
  const message = `The initial values take ${characters} characters; a call keeps ${limits.variablesCharactersMax} of all its values together.`;
  const advice = 'Make them shorter, or look them up from a table.';
  return [{ code: 'initial-value', path: ['variables'], message, advice }];
}

function initialProblems(flow: Flow, field: 'variables' | 'inputs'): FlowProblem[] {
  return Object.entries(flow[field] ?? {}).flatMap(([name, { type, initial }]): readonly FlowProblem[] => {
    if (initial === undefined) return [];
    if (fitsType(type, initial)) {
      const braces = type === 'prompt' ? bracesProblem([field, name, 'initial'], initial) : undefined;
      return braces === undefined ? [] : [braces];
    }
    const message = `The initial value of "${name}" is not of type ${typeName(type)}.`;
    const path = [field, name, 'initial'];
    return [{ code: 'initial-value', path, message, advice: 'Correct the value or the type.' }];
  });
}

function namedTwice(flow: Flow): FlowProblem[] {
  return Object.keys(flow.inputs ?? {})
    .filter((name) => Object.hasOwn(flow.variables ?? {}, name))
    .map((name) => ({
      code: 'variable-twice',
      path: ['inputs', name],
      message: `"${name}" is declared as an input and as a variable.`,
      advice: 'Remove one of the two; an input is a variable as well.',
    }));
}

function outputProblems(flow: Flow): FlowProblem[] {
  const known = Object.keys(variablesOf(flow));
  return (flow.outputs ?? []).flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          {
            code: 'unknown-variable' as const,
            path: ['outputs', index],
            message: `There is no variable "${name}".`,
            advice: suggestName(name, known, `Declare it, or name one of: ${listNames(known)}.`),
          },
        ],
  );
}
