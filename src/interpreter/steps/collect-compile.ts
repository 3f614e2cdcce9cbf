import type { StepCompiler } from '../compile/step-compiler.ts';
import { confirmProblem } from '../input/confirmation.ts';
import { compileFormat, type DigitFormat, keysIn, keysThatFit, typesOf } from '../input/digit-format.ts';
import { checkKeysDiffer, compileQuestion } from '../input/question.ts';
import { typeName } from '../value-definition.ts';
import type { Collect, CollectStep } from './collect.ts';

/** Makes a `collect` step ready, and finds what is wrong with it. */
export function compileCollect(step: CollectStep, compiler: StepCompiler): Collect {
  const format = step.format === undefined ? undefined : compileFormat(step.format);
  const count = format === undefined ? undefined : keysIn(format);
  const digits = step.digits ?? (count === undefined ? undefined : { min: count, max: count });
  if (digits === undefined) compiler.problem(digitsMissing);
  else if (format !== undefined) checkDigits(digits, format, compiler);
  checkInto(step, compiler, typesOf(format));
  checkConfirm(step, compiler);
  checkKeysDiffer(compiler, step.options ?? []);
  return {
    question: compileQuestion(step, compiler),
    into: step.into,
    digits: digits ?? { min: 1, max: 1 },
    endKey: step.digits?.endKey,
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

/** Digits of which no number fits the format: every caller would be misunderstood. */
function checkDigits({ min, max }: Collect['digits'], format: DigitFormat, compiler: StepCompiler): void {
  const fitting = keysThatFit(format);
  if (min <= fitting.max && max >= fitting.min) return;
  compiler.problem({
    code: 'digits-never-fit',
    path: ['digits'],
    message: `The step takes ${keyCount({ min, max })}, but its format needs ${keyCount(fitting)}, so that no input can ever fit.`,
    advice:
      fitting.min === fitting.max ? 'Leave out "digits"; the format says how many there are.' : 'Correct "digits".',
  });
}

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

function keyCount({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? `exactly ${min} ${min === 1 ? 'key' : 'keys'}` : `${min} to ${max} keys`;
}
