import type * as z from 'zod';
import { fitsType } from '../compile/check-variables.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import { isListType, typeName, type Value, type VariableType } from '../value-definition.ts';
import { checkKeysDiffer, compileQuestion } from './input.ts';
import type { menuSchema } from './menu.ts';
import { itemsByDefault, type Menu, type MenuOption, type OptionsFrom } from './menu-question.ts';
import { checkPhrasesDiffer, compilePhrases, compileStanding } from './spoken-choices.ts';

type MenuStep = z.infer<typeof menuSchema>;
type WrittenOption = NonNullable<MenuStep['options']>[number];
type WrittenList = NonNullable<MenuStep['optionsFrom']>;

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

function compileList(step: MenuStep, compiler: StepCompiler, written: WrittenList): OptionsFrom {
  const type = compiler.variableType(['optionsFrom', 'list'], written.list);
  const item = type === undefined ? undefined : isListType(type) ? type[0] : undefined;
  if (type !== undefined && item === undefined) compiler.problem(noList(written.list, type));
  if (step.next === undefined) compiler.problem(listLeadsNowhere);
  if (written.into !== undefined) checkInto(compiler, { into: written.into, item });
  const isTaken = Object.hasOwn(compiler.line.variables, written.as);
  if (isTaken) compiler.problem(nameTaken(written.as));
  const inside = compiler.withVariables(isTaken ? { key: 'text' } : { [written.as]: item ?? 'text', key: 'text' });
  return {
    list: written.list,
    as: written.as,
    say: inside.template(['optionsFrom', 'say'], written.say, { kind: 'prompt' }),
    phrase: written.phrase === undefined ? undefined : inside.template(['optionsFrom', 'phrase'], written.phrase),
    max: written.max ?? itemsByDefault,
    into: written.into,
  };
}

function checkInto(compiler: StepCompiler, { into, item }: { into: string; item: VariableType | undefined }): void {
  const type = compiler.variableType(['optionsFrom', 'into'], into);
  if (type === undefined || item === undefined || JSON.stringify(type) === JSON.stringify(item)) return;
  const message = `The items of the list are of type ${typeName(item)}, "${into}" is of type ${typeName(type)}.`;
  const advice = 'Declare the variable with the type of an item.';
  compiler.problem({ code: 'wrong-type', path: ['optionsFrom', 'into'], message, advice });
}

function nameTaken(name: string) {
  const message = `"${name}" is a variable of the flow as well as an item of the list.`;
  return {
    code: 'variable-twice' as const,
    path: ['optionsFrom', 'as'],
    message,
    advice: 'Give the item another name.',
  };
}

const listLeadsNowhere = {
  code: 'outcome-leads-nowhere',
  path: ['optionsFrom'],
  message: 'The options made from the list lead nowhere.',
  advice: 'Add a "next" to the menu.',
} as const;

function noList(name: string, type: VariableType) {
  const message = `"${name}" is of type ${typeName(type)}, not a list.`;
  return {
    code: 'wrong-type' as const,
    path: ['optionsFrom', 'list'],
    message,
    advice: 'Name a variable that holds a list.',
  };
}

function unfitValue(path: readonly (string | number)[], type: VariableType) {
  const message = `The value is not of type ${typeName(type)}, as the variable that takes it is.`;
  return { code: 'wrong-type' as const, path, message, advice: 'Correct the value, or the type of the variable.' };
}
