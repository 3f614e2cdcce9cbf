import type { StepOf } from '../step-definition.ts';
import { leaveMedia } from './input.ts';
import { promptFor, speakingMs, spoken } from './step-context.ts';
import type { StepModule } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

/** Says goodbye, then ends the call with its disposition. */
export const hangUpModule: StepModule<StepOf<'hangUp'>> = {
  needsAnswer: true,
  outcomes: [],
  texts: (step) => promptTexts(['prompt'], step.prompt),
  targets: () => [],
  enter: (step, context) => {
    const prompts = spoken(context, [promptFor(step.prompt, 0)]);
    if (prompts.length === 0) return { type: 'ends', disposition: step.disposition, hangUp: true };
    return {
      type: 'awaits',
      visit: { ...context.visit, stage: 'announcing' },
      commands: [{ command: { type: 'play', prompts }, awaits: 'prompt', withinMs: speakingMs(prompts) }],
    };
  },
  // However the goodbye went, the call is over.
  resume: (step) => ({ type: 'ends', disposition: step.disposition, hangUp: true }),
  leave: (_step, open) => leaveMedia(open),
};
