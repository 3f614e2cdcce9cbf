import * as z from 'zod';
import { everyStep } from '../step-fields.ts';
import { expressionSchema, targetSchema } from '../text-definition.ts';
import type { Value } from '../value-definition.ts';
import { evaluate, withVariables } from './step-context.ts';
import type { StepModule } from './step-module.ts';

/** See `setModule`. */
export const setSchema = z.strictObject({
  type: z.literal('set'),
  ...everyStep,
  values: z.record(z.string(), expressionSchema).describe('Variable -> CEL.'),
  next: targetSchema,
});

/**
 * Assigns variables, in the order written; each expression sees the values before it. A variable whose expression lacks a
 * value keeps the one that it had.
 *
 * ```json
 * { "type": "set", "values": { "attempts": "attempts + 1" }, "next": "askAgain" }
 * ```
 */
export const setModule: StepModule<z.infer<typeof setSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: () => [],
  compile: (step, compiler) => {
    const values = Object.entries(step.values).map(
      ([variable, source]) => [variable, compiler.value(['values', variable], source, variable)] as const,
    );
    return {
      enter: (context) => {
        const assign: Record<string, Value> = {};
        for (const [variable, expression] of values) {
          const value = evaluate(withVariables(context, assign), expression);
          if (value.ok) assign[variable] = value.value;
        }
        return { type: 'leaves', outcome: 'next', assign };
      },
      resume: () => ({ type: 'leaves', outcome: 'next' }),
    };
  },
};
