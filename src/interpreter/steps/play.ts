import { limits } from '../limits.ts';
import type { Visit } from '../state.ts';
import type { StepOf } from '../step-definition.ts';
import { announce } from './announce.ts';
import { leaveMedia } from './input.ts';
import type { StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

type Play = StepOf<'play'>;

/** Speaks a prompt to its end. */
export const playModule: StepModule<Play> = {
  needsAnswer: true,
  outcomes: ['failed'],
  texts: (step) => promptTexts(['prompt'], step.prompt),
  targets: () => [],
  enter: (step, context) => say(step, context, context.visit),
  resume: (step, context, outcome) => {
    switch (outcome.type) {
      case 'promptCompleted':
        return { type: 'leaves', outcome: 'next' };
      // Its time is over, so the prompt was heard; only the news of it was lost.
      case 'deadlinePassed':
        return { type: 'leaves', outcome: 'next', mark: 'lost' };
      case 'promptCancelled':
        return sayAgain(step, context);
      default:
        return { type: 'leaves', outcome: 'failed', mark: outcome.type };
    }
  },
  leave: (_step, open) => leaveMedia(open),
};

function say(step: Play, context: StepContext, visit: Visit): StepResult {
  return announce(context, step.prompt, visit) ?? { type: 'leaves', outcome: 'next', mark: 'nothingToSay' };
}

/** A prompt that was cut off by nobody's wish is spoken again, a few times. */
function sayAgain(step: Play, context: StepContext): StepResult {
  const lost = context.visit.lost + 1;
  if (lost > limits.lostResultsMax) return { type: 'leaves', outcome: 'next', mark: 'interrupted' };
  const again = say(step, context, { ...context.visit, lost });
  return again.type === 'awaits' ? { ...again, mark: 'interrupted' } : again;
}
