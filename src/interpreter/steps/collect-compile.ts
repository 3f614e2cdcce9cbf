import type { StepCompiler } from '../compile/step-compiler.ts';
import { typeName } from '../value-definition.ts';
import type { Collect, CollectStep } from './collect.ts';
import { confirmProblem } from './confirmation.ts';
import { compileFormat, digitsOf, typesOf } from './digit-format.ts';
import { checkKeysDiffer, compileQuestion } from './input.ts';

/** Makes a `collect` step ready, and finds what is wrong with it. */
export function compileCollect(step: CollectStep, compiler: StepCompiler): Collect {
  const format = step.format === undefined ? undefined : compileFormat(step.format);
  const digits = step.digits ?? (format === undefined ? undefined : digitsOf(format));
  if (digits === undefined) compiler.problem(digitsMissing);
  checkInto(step, compiler, typesOf(format));
  checkConfirm(step, compiler);
  checkKeysDiffer(compiler, step.options ?? []);
  return {
    question: compileQuestion(step, compiler),
    into: step.into,
    digits: digits ?? { min: 1, max: 1 },
    format,
    valid: step.valid === undefined ? undefined : compiler.condition(['valid'], step.valid),
    confirm: compiler.prompt(['confirm'], step.confirm),
    options: new Map(
      (step.options ?? []).map(({ key, next }, index) => [
        key,
        { target: compiler.target(['options', index, 'next'], next), mark: `option ${index + 1}` },
      ]),
    ),
  };
}

const digitsMissing = {
  code: 'schema',
  path: ['digits'],
  message: '"digits" is missing, and no format says how many there are.',
  advice: 'Write "digits": { "min": 4, "max": 8, "endKey": "#" }.',
} as const;

function checkInto(step: CollectStep, compiler: StepCompiler, types: readonly string[]): void {
  const type = compiler.variableType(['into'], step.into);
  if (type === undefined || (typeof type === 'string' && types.includes(type))) return;
  compiler.problem({
    code: 'wrong-type',
    path: ['into'],
    message: `The variable "${step.into}" takes keys but is of type ${typeName(type)}.`,
    advice: `Declare it as { "type": "${types[0] ?? 'text'}" }: a number would lose its leading zeros.`,
  });
}

function checkConfirm(step: CollectStep, compiler: StepCompiler): void {
  if (step.confirm === undefined) return;
  const problem = confirmProblem(compiler.languages, compiler.flow.defaults?.confirmKeys !== undefined);
  if (problem !== undefined) compiler.problem(problem);
}
