import * as z from 'zod';
import { everyStep } from '../step-fields.ts';
import { expressionSchema, targetSchema } from '../text-definition.ts';
import { holds } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';

/** See `branchModule`. */
export const branchSchema = z.strictObject({
  type: z.literal('branch'),
  ...everyStep,
  cases: z
    .array(z.strictObject({ if: expressionSchema, next: targetSchema }))
    .min(1)
    .max(50),
  else: targetSchema,
});

/**
 * Takes the first case whose condition holds, else `else`. A condition that lacks a value does not hold.
 *
 * ```json
 * { "type": "branch", "cases": [{ "if": "attempts >= 3", "next": "desk" }], "else": "askAgain" }
 * ```
 */
export const branchModule: StepModule<z.infer<typeof branchSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: (step) => [
    ...step.cases.map((one, index) => ({ path: ['cases', index, 'next'], target: one.next })),
    { path: ['else'], target: step.else },
  ],
  compile: (step, compiler) => {
    const cases = step.cases.map((one, index) => ({
      condition: compiler.condition(['cases', index, 'if'], one.if),
      target: compiler.target(['cases', index, 'next'], one.next),
      mark: `case ${index + 1}`,
    }));
    const otherwise: StepResult = {
      type: 'leaves',
      outcome: 'else',
      target: compiler.target(['else'], step.else),
      mark: 'else',
    };
    return {
      enter: (context) => {
        const taken = cases.find(({ condition }) => holds(context, condition));
        return taken === undefined
          ? otherwise
          : { type: 'leaves', outcome: 'next', target: taken.target, mark: taken.mark };
      },
      resume: () => otherwise,
    };
  },
};
