import type { StepOf } from '../step-definition.ts';
import { renderText } from './step-context.ts';
import type { StepModule } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** Sends the call elsewhere before it is answered. */
export const redirectModule: StepModule<StepOf<'redirect'>> = {
  needsAnswer: false,
  outcomes: ['failed'],
  texts: (step) => [{ path: ['to'], source: step.to, kind: 'template' }],
  targets: () => [],
  enter: (step, context) => ({
    type: 'awaits',
    visit: context.visit,
    commands: [
      { command: { type: 'redirect', to: renderText(context, step.to) }, awaits: 'refusal', withinMs: promptlyMs },
    ],
  }),
  resume: (_step, _context, outcome) =>
    outcome.type === 'commandAccepted'
      ? { type: 'ends', disposition: 'redirected', hangUp: false }
      : { type: 'leaves', outcome: 'failed', mark: outcome.type },
  leave: () => [],
};
