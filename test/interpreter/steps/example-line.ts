import { parseProgram } from '../../../src/interpreter/parse-program.ts';
import type { Program } from '../../../src/interpreter/program.ts';
import { aSource } from '../a-line.ts';

/** A step as JSON. */
export type WrittenStep = Readonly<Record<string, unknown>>;

/** Variables that examples need to be of another type than text. */
const declared = {
  attempts: { type: 'integer' },
  customer: { type: { name: 'text' } },
  answer: { type: { status: 'text' } },
} as const;

const opened = [{ from: '00:00', to: '24:00' }];
const week = { monday: opened, tuesday: opened, wednesday: opened, thursday: opened, friday: opened };

/**
 * A line whose first step is an example: with a step for each target that it names, a text for each variable, and the schedule,
 * the language and the flow that it names. Throws with the problems where that is not enough.
 */
export function exampleLine(example: WrittenStep): Program {
  const steps: Record<string, unknown> = { example };
  const variables: Record<string, unknown> = { ...declared };
  const { language, schedule, flow } = example;
  const languages = typeof language === 'string' ? { languages: [language] } : {};
  const schedules =
    typeof schedule === 'string' ? { schedules: { schedules: { [schedule]: { timeZone: 'UTC', weekly: week } } } } : {};
  const flows = typeof flow === 'string' ? { flows: { [flow]: flowFor(example) } } : {};
  for (;;) {
    const parsed = parseProgram(aSource({ variables, ...languages, steps }, { ...schedules, ...flows }), 'hash');
    if (parsed.ok) return parsed.value;
    const missing = { steps: namesIn(parsed.error, unknownSteps), variables: namesIn(parsed.error, unknownVariables) };
    for (const name of missing.steps) steps[name] = { type: 'hangUp', disposition: name };
    for (const name of missing.variables) variables[name] = { type: 'text' };
    if (missing.steps.length + missing.variables.length === 0)
      throw new Error(JSON.stringify(parsed.error, undefined, 1));
  }
}

const unknownSteps = /There is no step "([\w-]+)"/;
const unknownVariables = /here is no variable "(\w+)/;

function namesIn(problems: readonly { readonly message: string }[], pattern: RegExp): string[] {
  return problems.flatMap(({ message }) => pattern.exec(message)?.[1] ?? []);
}

/** A flow that takes and hands over what the example of a `subflow` step says. */
function flowFor(example: WrittenStep) {
  const inputs = Object.keys(Object(example.with)).map((name) => [name, { type: 'text' }]);
  const outputs = Object.values(Object(example.into)).map(String);
  return {
    inputs: Object.fromEntries(inputs),
    variables: Object.fromEntries(outputs.map((name) => [name, { type: 'text' }])),
    outputs,
    outcomes: Object.keys(Object(example.on)),
    steps: { done: { type: 'return' } },
  };
}
