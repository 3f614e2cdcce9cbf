import * as z from 'zod';
import { unfitKeys } from '../input/end-key.ts';
import type { AskAgain } from '../input/question.ts';
import { missed, retried, toOperator, withoutInput } from '../input/question.ts';
import { everyStep, inputFields, inputOutcomes, outcomes } from '../step-fields.ts';
import {
  keySchema,
  phrasesSchema,
  promptSchema,
  targetSchema,
  templatesSchema,
  variableName,
} from '../text-definition.ts';
import { valueSchema } from '../value-definition.ts';
import { leaveMedia } from './announce.ts';
import { compileMenu } from './menu-compile.ts';
import { askMenu, isEmptyList, type Menu, offered } from './menu-question.ts';
import type { StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';

const optionSchema = z.strictObject({
  key: keySchema,
  phrases: phrasesSchema.optional().describe('What the caller can say instead, per language or in all.'),
  value: valueSchema.optional().describe('What `into` takes.'),
  next: targetSchema.optional(),
});

const optionsFromSchema = z.strictObject({
  list: z.string().describe('The variable that holds the list.'),
  as: variableName.describe('What `say` and `phrase` call one item of it; its key is `key`.'),
  say: templatesSchema.describe(
    'What is said for each item, per language or in all, such as "For {{ slot.at }}, press {{ key }}."',
  ),
  phrase: templatesSchema.optional().describe('What the caller can say instead of the key, per language or in all.'),
  max: z.int().min(1).max(9).optional().describe('Items offered at most, with the keys from 1 on. Default 5.'),
  into: z.string().optional().describe('The variable that takes the chosen item.'),
});

/** See `menuModule`. */
export const menuSchema = z.strictObject({
  type: z.literal('menu'),
  ...everyStep,
  prompt: promptSchema,
  options: z.array(optionSchema).min(1).max(12).optional(),
  optionsFrom: optionsFromSchema.optional().describe('Options made from a list; those of `options` come beside them.'),
  into: z.string().optional().describe("The variable that takes the chosen option's value."),
  ...inputFields,
  next: targetSchema.optional().describe('Where an option without a next of its own leads.'),
  on: outcomes('empty', ...inputOutcomes),
});

/** A `menu` step as written. */
export type MenuStep = z.infer<typeof menuSchema>;

/**
 * One choice by key, or by phrase where options have phrases. `0` reaches the operator and `*` repeats the prompt, unless an
 * option takes that key. With `optionsFrom` the options come from a list, and an empty list is the outcome `empty`.
 *
 * ```json
 * {
 *   "type": "menu",
 *   "prompt": ["For appointments, press 1. For billing, press 2.", "Appointments, 1. Billing, 2."],
 *   "options": [
 *     { "key": "1", "phrases": ["appointments"], "next": "desk" },
 *     { "key": "2", "phrases": ["billing", "my bill"], "next": "billing" }
 *   ],
 *   "on": { "exhausted": "desk", "failed": "desk" }
 * }
 * ```
 */
export const menuModule: StepModule<MenuStep> = {
  needsAnswer: true,
  outcomes: (step) => (step.optionsFrom === undefined ? ['exhausted', 'failed'] : ['exhausted', 'failed', 'empty']),
  targets: (step) =>
    (step.options ?? []).flatMap((option, index) =>
      option.next === undefined ? [] : [{ path: ['options', index, 'next'], target: option.next }],
    ),
  compile: (step, compiler) => {
    const menu = compileMenu(step, compiler);
    return {
      enter: (context) =>
        isEmptyList(menu, context) ? { type: 'leaves', outcome: 'empty' } : askMenu(menu, context, context),
      resume: (context, outcome) => {
        const again: AskAgain = (visit, lead) => askMenu(menu, context, { visit, lead });
        const other = withoutInput(menu.question, context, { outcome, again });
        if (other !== undefined) return other;
        if (outcome.type === 'choiceMade') return choose(menu, context, { label: outcome.label, again });
        if (outcome.type === 'inputCollected') return press(menu, context, { key: outcome.digits, again });
        return { type: 'leaves', outcome: 'failed' };
      },
      retry: (context, say) =>
        retried(menu.question, context, { say, again: (visit, lead) => askMenu(menu, context, { visit, lead }) }),
      leave: leaveMedia,
    };
  },
};

function choose(menu: Menu, context: StepContext, { label, again }: { label: string; again: AskAgain }): StepResult {
  const option = menu.options.find((one) => one.label === label);
  if (option !== undefined) return option.chosen;
  if (label === 'repeat') return { ...again(context.visit), mark: 'repeat' };
  const item = chooseItem(menu, context, (one) => one.label === label);
  const operator = label === 'operator' ? toOperator(context) : undefined;
  return item ?? operator ?? missed(menu.question, context, { kind: 'noMatch', again });
}

/** A key that is on every phone but not in this menu is a noMatch, whatever else it could mean. */
function press(menu: Menu, context: StepContext, { key, again }: { key: string; again: AskAgain }): StepResult {
  const option = menu.options.find((one) => one.key === key);
  if (option !== undefined) return option.chosen;
  const item = chooseItem(menu, context, (one) => one.key === key);
  if (item !== undefined) return item;
  if (key === '*') return { ...again(context.visit), mark: 'repeat' };
  const operator = key === '0' ? toOperator(context) : undefined;
  return operator ?? unfitKeys(menu.question, context, { keys: key, again });
}

function chooseItem(
  menu: Menu,
  context: StepContext,
  isChosen: (item: { readonly label: string; readonly key: string }) => boolean,
): StepResult | undefined {
  const { optionsFrom } = menu;
  const item = optionsFrom === undefined ? undefined : offered(menu, context).items.find(isChosen);
  if (optionsFrom === undefined || item === undefined) return undefined;
  const assign = optionsFrom.into === undefined ? undefined : { [optionsFrom.into]: item.value };
  return { type: 'leaves', outcome: 'next', mark: `item ${item.key}`, assign };
}
