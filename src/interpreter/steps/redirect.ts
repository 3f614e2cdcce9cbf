import * as z from 'zod';
import { everyStep, outcomes } from '../step-fields.ts';
import { templateSchema } from '../text-definition.ts';
import { compileParty, notAParty, partyIn } from './party.ts';
import type { StepModule } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** See `redirectModule`. */
export const redirectSchema = z.strictObject({
  type: z.literal('redirect'),
  ...everyStep,
  to: templateSchema.describe(
    'The number or identity that gets the call instead. Filled in with anything else, the step fails.',
  ),
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
      enter: (context) => {
        const party = partyIn(context, to);
        if (party === undefined) return notAParty;
        const command = { type: 'redirect', to: party } as const;
        return {
          type: 'awaits',
          visit: context.visit,
          commands: [{ command, awaits: 'refusal', withinMs: promptlyMs }],
        };
      },
      resume: (_context, outcome) =>
        outcome.type === 'commandAccepted'
          ? { type: 'ends', disposition: 'redirected', hangUp: false }
          : { type: 'leaves', outcome: 'failed', mark: outcome.type },
    };
  },
};
