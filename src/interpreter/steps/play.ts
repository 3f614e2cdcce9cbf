import type { StepOf } from '../step-definition.ts';
import { leaveMedia } from './input.ts';
import { promptFor, speakingMs, spoken } from './step-context.ts';
import type { StepModule } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

/** Speaks a prompt to its end. */
export const playModule: StepModule<StepOf<'play'>> = {
  needsAnswer: true,
  outcomes: ['failed'],
  texts: (step) => promptTexts(['prompt'], step.prompt),
  targets: () => [],
  enter: (step, context) => {
    const prompts = spoken(context, [promptFor(step.prompt, 0)]);
    if (prompts.length === 0) return { type: 'leaves', outcome: 'next', mark: 'nothingToSay' };
    const command = { type: 'play', prompts } as const;
    return {
      type: 'awaits',
      visit: { ...context.visit, stage: 'announcing' },
      commands: [{ command, awaits: 'prompt', withinMs: speakingMs(prompts) }],
    };
  },
  resume: (_step, _context, outcome) => {
    switch (outcome.type) {
      case 'promptCompleted':
        return { type: 'leaves', outcome: 'next' };
      // Its time is over, so the prompt was heard; only the news of it was lost.
      case 'deadlinePassed':
        return { type: 'leaves', outcome: 'next', mark: 'lost' };
      default:
        return { type: 'leaves', outcome: 'failed', mark: outcome.type };
    }
  },
  leave: (_step, open) => leaveMedia(open),
};
