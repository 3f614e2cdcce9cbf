import * as z from 'zod';
import { dispositionSchema, everyStep } from '../step-fields.ts';
import { promptSchema } from '../text-definition.ts';
import { announce, leaveMedia } from './announce.ts';
import type { StepModule, StepResult } from './step-module.ts';

/** See `hangUpModule`. */
export const hangUpSchema = z.strictObject({
  type: z.literal('hangUp'),
  ...everyStep,
  prompt: promptSchema.optional(),
  disposition: dispositionSchema,
});

/**
 * Says goodbye, then ends the call with its disposition.
 *
 * ```json
 * { "type": "hangUp", "prompt": "Goodbye.", "disposition": "served" }
 * ```
 */
export const hangUpModule: StepModule<z.infer<typeof hangUpSchema>> = {
  needsAnswer: true,
  outcomes: () => [],
  targets: () => [],
  compile: (step, compiler) => {
    const goodbye = compiler.prompt(['prompt'], step.prompt);
    const ends: StepResult = { type: 'ends', disposition: step.disposition, hangUp: true };
    return {
      enter: (context) => announce(context, goodbye, context.visit) ?? ends,
      // However the goodbye went, the call is over.
      resume: () => ends,
      leave: leaveMedia,
    };
  },
};
