import type { StepOf } from '../step-definition.ts';
import type { StepModule } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** Refuses the call before it is answered. A refusal that the service does not take leaves nothing to do: the call ends by itself. */
export const rejectModule: StepModule<StepOf<'reject'>> = {
  needsAnswer: false,
  outcomes: [],
  texts: () => [],
  targets: () => [],
  enter: (step, context) => ({
    type: 'awaits',
    visit: context.visit,
    commands: [{ command: { type: 'reject', reason: step.reason ?? 'none' }, awaits: 'refusal', withinMs: promptlyMs }],
  }),
  resume: () => ({ type: 'ends', disposition: 'rejected', hangUp: false }),
  leave: () => [],
};
