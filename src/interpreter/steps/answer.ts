import type { StepOf } from '../step-definition.ts';
import type { StepModule } from './step-module.ts';

/** Answers the call; `transition` has done so before the step is entered, as for every step that needs it. */
export const answerModule: StepModule<StepOf<'answer'>> = {
  needsAnswer: true,
  outcomes: [],
  texts: () => [],
  targets: () => [],
  enter: () => ({ type: 'leaves', outcome: 'next' }),
  resume: () => ({ type: 'leaves', outcome: 'next' }),
  leave: () => [],
};
