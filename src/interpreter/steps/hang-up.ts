import type { StepOf } from '../step-definition.ts';
import { announce } from './announce.ts';
import { leaveMedia } from './input.ts';
import type { StepModule } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

/** Says goodbye, then ends the call with its disposition. */
export const hangUpModule: StepModule<StepOf<'hangUp'>> = {
  needsAnswer: true,
  outcomes: [],
  texts: (step) => promptTexts(['prompt'], step.prompt),
  targets: () => [],
  enter: (step, context) =>
    announce(context, step.prompt, context.visit) ?? { type: 'ends', disposition: step.disposition, hangUp: true },
  // However the goodbye went, the call is over.
  resume: (step) => ({ type: 'ends', disposition: step.disposition, hangUp: true }),
  leave: (_step, open) => leaveMedia(open),
};
