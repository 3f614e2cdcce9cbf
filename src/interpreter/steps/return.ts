import * as z from 'zod';
import { everyStep } from '../step-fields.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import { stepName } from '../text-definition.ts';
import type { StepModule } from './step-module.ts';

/** See `returnModule`. */
export const returnSchema = z.strictObject({
  type: z.literal('return'),
  ...everyStep,
  outcome: stepName.optional().describe('One of the outcomes of the flow, or next. Default next.'),
});

/**
 * Ends a sub-flow: the `subflow` step that started it goes on with this outcome. In the main flow it ends the call.
 *
 * ```json
 * { "type": "return" }
 * ```
 */
export const returnModule: StepModule<z.infer<typeof returnSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: () => [],
  compile: ({ outcome = 'next' }, compiler) => {
    const known = ['next', ...(compiler.flow.outcomes ?? [])];
    if (!known.includes(outcome)) {
      compiler.problem({
        code: 'unknown-outcome',
        path: ['outcome'],
        message: `The flow has no outcome "${outcome}".`,
        advice: suggestName(outcome, known, `Add it to "outcomes" of the flow, or name one of: ${listNames(known)}.`),
      });
    }
    return { enter: () => ({ type: 'returns', outcome }), resume: () => ({ type: 'returns', outcome }) };
  },
};
