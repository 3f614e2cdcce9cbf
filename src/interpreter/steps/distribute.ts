import * as z from 'zod';
import { isWithheld } from '../party-definition.ts';
import { everyStep } from '../step-fields.ts';
import { stepName, targetSchema } from '../text-definition.ts';
import type { StepModule, StepResult } from './step-module.ts';

const armSchema = z.strictObject({
  name: stepName.describe('Names the arm in traces and dialogues.'),
  weight: z.int().min(0).max(1_000).describe('Its share of the callers, beside the other weights.'),
  next: targetSchema,
});

/** See `distributeModule`. */
export const distributeSchema = z.strictObject({
  type: z.literal('distribute'),
  ...everyStep,
  arms: z
    .array(armSchema)
    .min(2)
    .max(20)
    .refine((arms) => new Set(arms.map(({ name }) => name)).size === arms.length, 'names an arm twice')
    .refine((arms) => arms.some(({ weight }) => weight > 0), 'has no arm with a weight above 0'),
});

/**
 * Sends callers to arms by weight. The same caller gets the same arm in every call, as long as the arms stay as they are; one
 * without a number gets one per call.
 *
 * ```json
 * { "type": "distribute", "arms": [{ "name": "old", "weight": 90, "next": "menu" }, { "name": "new", "weight": 10, "next": "newMenu" }] }
 * ```
 */
export const distributeModule: StepModule<z.infer<typeof distributeSchema>> = {
  needsAnswer: false,
  outcomes: () => [],
  targets: (step) => step.arms.map(({ next }, index) => ({ path: ['arms', index, 'next'], target: next })),
  compile: (step, compiler) => {
    const arms = step.arms.map((arm, index) => {
      const target = compiler.target(['arms', index, 'next'], arm.next);
      const result: StepResult = { type: 'leaves', outcome: 'next', target, mark: arm.name };
      return { ...arm, result };
    });
    return {
      enter: ({ state, step: { name } }) => {
        const { from } = state.confidential;
        // Callers without a number are told apart by their call.
        const arm = armFor(isWithheld(from) ? state.attemptId : from, name, arms);
        return arm?.result ?? { type: 'leaves', outcome: 'failed' };
      },
      resume: () => ({ type: 'leaves', outcome: 'failed' }),
    };
  },
};

/** The arm that a caller gets; undefined where no arm has a weight. */
export function armFor<Arm extends { readonly weight: number }>(
  caller: string,
  step: string,
  arms: readonly Arm[],
): Arm | undefined {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  let place = total === 0 ? 0 : spread(`${step}/${caller}`) % total;
  return arms.find(({ weight }) => {
    place -= weight;
    return place < 0;
  });
}

/** A number below 2^32 that says nothing of the text, spread evenly over texts. Source: FNV-1a with the finaliser of MurmurHash3. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
