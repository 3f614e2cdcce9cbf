import { bracesProblem } from '../compile/check-fixed-prompt.ts';
import type { StepCompiler, TextPath } from '../compile/step-compiler.ts';
import { checkKeysDiffer, compileQuestion } from '../input/question.ts';
import { checkPhrasesDiffer, compilePhrases, compileStanding } from '../input/spoken-choices.ts';
import { promptSchema } from '../text-definition.ts';
import { fitsType, typeName, type Value, type VariableType } from '../value-definition.ts';
import type { MenuStep } from './menu.ts';
import { compileList } from './menu-list.ts';
import type { Menu, MenuOption } from './menu-question.ts';

type WrittenOption = NonNullable<MenuStep['options']>[number];

/** Makes a menu ready, and finds what is wrong with its options. */
export function compileMenu(step: MenuStep, compiler: StepCompiler): Menu {
  const options = step.options ?? [];
  if (step.options === undefined && step.optionsFrom === undefined) compiler.problem(noOptions);
  checkKeysDiffer(compiler, options);
  for (const [index, option] of options.entries()) checkOption(step, compiler, { option, index });
  const phrases = options.map((option) => option.phrases);
  checkPhrasesDiffer(compiler, phrases);
  const into = step.into === undefined ? undefined : compiler.variableType(['into'], step.into);
  const speaks = options.some((option) => option.phrases !== undefined) || step.optionsFrom?.phrase !== undefined;
  return {
    question: compileQuestion(step, compiler),
    options: options.map((option, index) => compileOption(step, compiler, { option, index, into })),
    optionsFrom: step.optionsFrom === undefined ? undefined : compileList(step, compiler, step.optionsFrom),
    standing: speaks ? compileStanding(compiler) : undefined,
  };
}

const noOptions = {
  code: 'schema',
  path: ['options'],
  message: 'The menu has no options.',
  advice: 'Write "options", or "optionsFrom" to make them from a list.',
} as const;

function compileOption(
  step: MenuStep,
  compiler: StepCompiler,
  { option, index, into }: { option: WrittenOption; index: number; into: VariableType | undefined },
): MenuOption {
  const path = ['options', index];
  if (option.value !== undefined && into !== undefined && !fitsType(into, option.value))
    compiler.problem(unfitValue([...path, 'value'], into));
  else if (option.value !== undefined && into === 'prompt')
    checkPromptValue(compiler, [...path, 'value'], option.value);
  const next = option.next === undefined ? undefined : compiler.target([...path, 'next'], option.next);
  const assign = assignmentOf(step, option.value);
  return {
    label: `option${index + 1}`,
    key: option.key,
    phrases: compilePhrases(compiler, [...path, 'phrases'], option.phrases),
    chosen: {
      type: 'leaves',
      outcome: 'next',
      mark: `option ${index + 1}`,
      ...(next === undefined ? {} : { target: next }),
      ...(assign === undefined ? {} : { assign }),
    },
  };
}

/** A prompt that an option gives a variable is looked at as every other; nothing can fill it in. */
function checkPromptValue(compiler: StepCompiler, path: TextPath, value: Value): void {
  const prompt = promptSchema.safeParse(value);
  if (prompt.success) compiler.prompt(path, prompt.data);
  const braces = bracesProblem(path, value);
  if (braces !== undefined) compiler.problem(braces);
}

function assignmentOf({ into }: MenuStep, value: Value | undefined): Record<string, Value> | undefined {
  return into === undefined || value === undefined ? undefined : { [into]: value };
}

function checkOption(
  step: MenuStep,
  compiler: StepCompiler,
  { option, index }: { option: WrittenOption; index: number },
): void {
  if (option.next === undefined && step.next === undefined) {
    const message = `The option with key ${option.key} leads nowhere.`;
    const advice = 'Add a "next" to the option or to the menu.';
    compiler.problem({ code: 'outcome-leads-nowhere', path: ['options', index], message, advice });
  }
  if (option.value !== undefined && step.into === undefined) {
    const message = `The option with key ${option.key} has a value that nothing takes.`;
    const advice = 'Name the variable that takes it: "into" of the menu.';
    compiler.problem({ code: 'unknown-variable', path: ['options', index, 'value'], message, advice });
  }
}

function unfitValue(path: readonly (string | number)[], type: VariableType) {
  const message = `The value is not of type ${typeName(type)}, as the variable that takes it is.`;
  return { code: 'wrong-type' as const, path, message, advice: 'Correct the value, or the type of the variable.' };
}
