import * as z from 'zod';
import { stepNameOf, stepTargets } from '../../src/interpreter/compile/check-targets.ts';
import { type ProgramSource, parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { type Step, type StepOf, stepSchema } from '../../src/interpreter/step-definition.ts';

/** What the snippets of the documentation take for declared. */
export const documentedVariables = {
  name: { type: 'text' },
  day: { type: 'date', initial: '2026-03-02' },
  at: { type: 'time', initial: '14:05' },
  account: { type: 'text', initial: '4400817' },
  attempts: { type: 'integer', initial: 1 },
  plan: { type: 'text', initial: 'basic' },
  address: { type: 'text' },
  prescription: { type: 'text' },
  meter: { type: 'text', initial: 'M1' },
  area: { type: 'text' },
  opensOn: { type: 'date' },
  opensAt: { type: 'time' },
  holder: { type: 'text' },
  result: { type: { status: 'text' }, initial: { status: 'ready' } },
  answer: { type: { status: 'text' } },
  customer: { type: { name: 'text' } },
  slots: { type: [{ day: 'date', at: 'time' }], initial: [{ day: '2026-03-02', at: '14:05' }] },
  chosen: { type: { day: 'date', at: 'time' } },
  people: { type: [{ rowKey: 'text', name: 'text' }] },
} as const;

const allWeek = { monday: [{ from: '00:00', to: '24:00' }] };

/** Fields of a flow as a snippet shows them; what it does not show is filled in. */
const partSchema = z.looseObject({
  name: z.string().default('documented'),
  variables: z.record(z.string(), z.unknown()).default({}),
  inputs: z.record(z.string(), z.unknown()).default({}),
  steps: z.record(z.string(), stepSchema).default({}),
});

/** The source of a line around a part of a flow: steps that it leads to and flows that it runs are made up. */
export function documentedLine(part: unknown): ProgramSource {
  const { steps, variables, name, ...fields } = partSchema.parse(part);
  const own = new Set([...Object.keys(variables), ...Object.keys(fields.inputs)]);
  const others = Object.entries(documentedVariables).filter(([variable]) => !own.has(variable));
  const spanish = JSON.stringify(part).includes('es-US') ? { languages: ['es-US'] } : {};
  const entered = Object.keys(steps)[0] ?? 'bye';
  const flow = {
    language: 'en-US',
    voices: { 'en-US': 'en-US-JennyNeural', 'es-US': 'es-US-PalomaNeural' },
    ...spanish,
    prompts: bothLanguages('welcome', 'goodbye'),
    start: entered,
    operator: 'desk',
    onError: 'apology',
    ...fields,
    name,
    variables: { ...Object.fromEntries(others), ...variables },
    steps: { ...stubsFor(steps), ...steps },
  };
  const flows = Object.fromEntries(subflowsOf(steps).map((step) => [step.flow, subflowFor(step)]));
  return { main: name, flows: { ...flows, [name]: flow }, schedules: schedulesFor(steps) };
}

/** The program of such a line; throws with its problems where there are any. */
export function documentedProgram(source: ProgramSource): Program {
  const program = parseProgram(source, 'documented');
  if (!program.ok) throw new Error(JSON.stringify(program.error, undefined, 1));
  return program.value;
}

function bothLanguages(...names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, { 'en-US': `${name}.`, 'es-US': `${name}, en español.` }]));
}

/** Steps that are led to and not there: an end, or a question where a retry leads. */
function stubsFor(steps: Readonly<Record<string, Step>>): Record<string, unknown> {
  const end = { type: 'hangUp', prompt: 'Goodbye.', disposition: 'served' };
  const stubs: Record<string, unknown> = { desk: end, apology: end, bye: end, mainMenu: end };
  for (const { target } of Object.values(steps).flatMap(stepTargets))
    stubs[stepNameOf(target)] = typeof target === 'string' ? end : question;
  return stubs;
}

const question = {
  type: 'collect',
  into: 'account',
  digits: { min: 1, max: 1 },
  prompt: 'Account?',
  next: 'bye',
  on: { exhausted: 'bye' },
};

function subflowsOf(steps: Readonly<Record<string, Step>>): readonly StepOf<'subflow'>[] {
  return Object.values(steps).filter((step) => step.type === 'subflow');
}

/** A flow that takes, gives and comes to what a step wants of it. */
function subflowFor(step: StepOf<'subflow'>): object {
  const text = { type: 'text' };
  const outputs = Object.values(step.into ?? {});
  return {
    name: step.flow,
    language: 'en-US',
    languages: ['es-US'],
    inputs: Object.fromEntries(Object.keys(step.with ?? {}).map((input) => [input, text])),
    variables: Object.fromEntries(outputs.map((output) => [output, text])),
    outputs,
    outcomes: Object.keys(step.on ?? {}).filter((outcome) => outcome !== 'hungUp' && outcome !== 'else'),
    start: 'done',
    steps: { done: { type: 'return' } },
  };
}

function schedulesFor(steps: Readonly<Record<string, Step>>): unknown {
  const names = Object.values(steps).flatMap((step) => (step.type === 'hours' ? [step.schedule] : []));
  return { schedules: Object.fromEntries(names.map((name) => [name, { timeZone: 'UTC', weekly: allWeek }])) };
}
