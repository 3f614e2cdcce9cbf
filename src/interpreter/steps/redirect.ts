import * as z from 'zod';
import { everyStep, outcomes } from '../step-fields.ts';
import { templateSchema } from '../text-definition.ts';
import { compileParty } from './party.ts';
import { renderTemplate } from './step-context.ts';
import type { StepModule } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** See `redirectModule`. */
export const redirectSchema = z.strictObject({
  type: z.literal('redirect'),
  ...everyStep,
  to: templateSchema.describe('The number or identity that gets the call instead.'),
  on: outcomes('failed'),
});

/**
 * Sends the call elsewhere, unanswered; only while it rings.
 *
 * ```json
 * { "type": "redirect", "to": "+14255550199", "on": { "failed": "bye" } }
 * ```
 */
export const redirectModule: StepModule<z.infer<typeof redirectSchema>> = {
  needsAnswer: false,
  outcomes: () => ['failed'],
  targets: () => [],
  compile: (step, compiler) => {
    const to = compileParty(step.to, compiler);
    return {
      enter: (context) => ({
        type: 'awaits',
        visit: context.visit,
        commands: [
          { command: { type: 'redirect', to: renderTemplate(context, to) }, awaits: 'refusal', withinMs: promptlyMs },
        ],
      }),
      resume: (_context, outcome) =>
        outcome.type === 'commandAccepted'
          ? { type: 'ends', disposition: 'redirected', hangUp: false }
          : { type: 'leaves', outcome: 'failed', mark: outcome.type },
    };
  },
};
