import type { StepCompiler, TextPath } from '../compile/step-compiler.ts';
import { listNames } from '../suggest-name.ts';
import { isListType, typeName, type VariableType } from '../value-definition.ts';
import type { MenuStep } from './menu.ts';
import { itemsByDefault, type OptionsFrom, type TemplateByLanguage } from './menu-question.ts';

type WrittenList = NonNullable<MenuStep['optionsFrom']>;

/** Makes ready what a list offers, and finds what is wrong with it. */
export function compileList(step: MenuStep, compiler: StepCompiler, written: WrittenList): OptionsFrom {
  const type = compiler.variableType(['optionsFrom', 'list'], written.list);
  const item = type === undefined ? undefined : isListType(type) ? type[0] : undefined;
  if (type !== undefined && item === undefined) compiler.problem(notAList(written.list, type));
  if (step.next === undefined) compiler.problem(listLeadsNowhere);
  if (written.into !== undefined) checkInto(compiler, { into: written.into, item });
  const isTaken = Object.hasOwn(compiler.line.variables, written.as);
  if (isTaken) compiler.problem(nameTaken(written.as));
  const inside = compiler.withVariables(isTaken ? { key: 'text' } : { [written.as]: item ?? 'text', key: 'text' });
  return {
    list: written.list,
    as: written.as,
    say: compileTexts(inside, 'say', written.say),
    phrase: written.phrase === undefined ? undefined : compileTexts(inside, 'phrase', written.phrase),
    max: written.max ?? itemsByDefault,
    into: written.into,
  };
}

/** The words of the options that a list makes, in each language of the flow. */
function compileTexts(
  compiler: StepCompiler,
  field: 'say' | 'phrase',
  written: string | Readonly<Record<string, string>>,
): TemplateByLanguage {
  const path = ['optionsFrom', field];
  const use = { kind: field === 'say' ? 'prompt' : 'template' } as const;
  if (typeof written === 'string') {
    const template = compiler.template(path, written, use);
    return new Map(compiler.languages.map((language) => [language, template]));
  }
  const missing = compiler.languages.filter((language) => !Object.hasOwn(written, language));
  if (missing.length > 0) compiler.problem(textsMissing(path, missing));
  return new Map(
    Object.entries(written).map(([language, source]) => [
      language,
      compiler.template([...path, language], source, use),
    ]),
  );
}

function textsMissing(path: TextPath, missing: readonly string[]) {
  return {
    code: 'prompt-missing-language' as const,
    path,
    message: `The options made from the list have no words in ${listNames(missing)}, which the flow speaks.`,
    advice: `Write them there: { "${missing[0] ?? ''}": "..." }.`,
  };
}

function checkInto(compiler: StepCompiler, { into, item }: { into: string; item: VariableType | undefined }): void {
  const type = compiler.variableType(['optionsFrom', 'into'], into);
  if (type === undefined || item === undefined || JSON.stringify(type) === JSON.stringify(item)) return;
  const message = `The items of the list are of type ${JSON.stringify(item)}, and "${into}" is of type ${JSON.stringify(type)}.`;
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

function notAList(name: string, type: VariableType) {
  const message = `"${name}" is of type ${typeName(type)}, not a list.`;
  return {
    code: 'wrong-type' as const,
    path: ['optionsFrom', 'list'],
    message,
    advice: 'Name a variable that holds a list.',
  };
}
