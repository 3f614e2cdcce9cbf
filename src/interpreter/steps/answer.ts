import * as z from 'zod';
import { everyStep } from '../step-fields.ts';
import { targetSchema } from '../text-definition.ts';
import type { StepModule } from './step-module.ts';

/** See `answerModule`. */
export const answerSchema = z.strictObject({
  type: z.literal('answer'),
  ...everyStep,
  next: targetSchema,
});

/**
 * Answers the call. Every step that speaks or listens answers by itself; this one is for answering earlier than that.
 *
 * ```json
 * { "type": "answer", "next": "greeting" }
 * ```
 */
export const answerModule: StepModule<z.infer<typeof answerSchema>> = {
  needsAnswer: true,
  outcomes: () => [],
  targets: () => [],
  // The call has been answered before the step is entered, as for every step that needs it.
  compile: () => ({
    enter: () => ({ type: 'leaves', outcome: 'next' }),
    resume: () => ({ type: 'leaves', outcome: 'next' }),
  }),
};
