import type { Visit } from '../state.ts';
import type { StepOf } from '../step-definition.ts';
import { type AskAgain, ask, leaveMedia, missed, promptOf, toOperator, withoutInput } from './input.ts';
import type { StepContext } from './step-context.ts';
import type { Awaits, StepModule, StepResult } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

type Menu = StepOf<'menu'>;

/** One choice by key. `0` reaches the operator and `*` repeats the prompt, unless an option takes that key. */
export const menuModule: StepModule<Menu> = {
  needsAnswer: true,
  outcomes: ['exhausted', 'failed'],
  texts: (step) => [
    ...promptTexts(['prompt'], step.prompt),
    ...promptTexts(['noInput'], step.noInput),
    ...promptTexts(['noMatch'], step.noMatch),
  ],
  targets: (step) =>
    step.options.flatMap((option, index) => {
      const target = option.next ?? step.next;
      return target === undefined ? [] : [{ path: ['options', index, 'next'], target }];
    }),
  enter: (step, context) => askMenu(step, context, context.visit),
  resume: (step, context, outcome) => {
    const again = (visit: Visit, lead?: string) => askMenu(step, context, visit, lead);
    if (outcome.type !== 'inputCollected') {
      return withoutInput(step, context, outcome, again) ?? { type: 'leaves', outcome: 'failed' };
    }
    return choose(step, context, { key: outcome.digits, again });
  },
  leave: (_step, open) => leaveMedia(open),
};

/** Asks the menu's question; also how a retry comes back to it. */
export function askMenu(step: Menu, context: StepContext, visit: Visit, lead?: string): Awaits {
  return ask(step, context, {
    visit: { ...visit, stage: 'asking' },
    keys: { digitsMax: 1 },
    say: promptOf(step, visit, lead),
  });
}

function choose(step: Menu, context: StepContext, chosen: { key: string; again: AskAgain }): StepResult {
  const index = step.options.findIndex((option) => option.key === chosen.key);
  const option = step.options[index];
  // A key that is on every phone but not in this menu is a noMatch, whatever else it could mean.
  if (option !== undefined) {
    const target = option.next ?? step.next;
    return {
      type: 'leaves',
      outcome: 'next',
      mark: `option ${index + 1}`,
      ...(target === undefined ? {} : { target }),
    };
  }
  if (chosen.key === '*') return { ...chosen.again(context.visit), mark: 'repeat' };
  const operator = chosen.key === '0' ? toOperator(context) : undefined;
  return operator ?? missed(step, context, 'noMatch', chosen.again);
}
