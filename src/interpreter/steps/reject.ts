import * as z from 'zod';
import { everyStep } from '../step-fields.ts';
import type { StepModule } from './step-module.ts';
import { promptlyMs } from './step-timing.ts';

/** See `rejectModule`. */
export const rejectSchema = z.strictObject({
  type: z.literal('reject'),
  ...everyStep,
  reason: z.enum(['busy', 'forbidden', 'none']).optional().describe('What the network tells the caller. Default none.'),
});

/**
 * Refuses the call; only before it is answered. A refusal that the service does not take leaves nothing to do: the call ends by
 * itself.
 *
 * ```json
 * { "type": "reject", "reason": "busy" }
 * ```
 */
export const rejectModule: StepModule<z.infer<typeof rejectSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: () => [],
  compile: ({ reason = 'none' }) => ({
    enter: ({ visit }) => ({
      type: 'awaits',
      visit,
      commands: [{ command: { type: 'reject', reason }, awaits: 'refusal', withinMs: promptlyMs }],
    }),
    resume: () => ({ type: 'ends', disposition: 'rejected', hangUp: false }),
  }),
};
