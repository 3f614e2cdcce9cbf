import * as z from 'zod';
import { promptSchema, reasonSchema, stepName, targetSchema } from './text-definition.ts';

/** Outcome -> target. `else` takes every outcome that is not named. */
export function outcomes<const Names extends readonly string[]>(...names: Names) {
  const shape: Record<string, z.ZodOptional<typeof targetSchema>> = {};
  for (const name of [...names, 'hungUp', 'else']) shape[name] = targetSchema.optional();
  return z
    .strictObject(shape)
    .optional()
    .describe(`Where other outcomes lead: ${[...names, 'hungUp', 'else'].join(', ')}.`);
}

/** Outcome -> target, for steps whose outcomes the author names. */
export const namedOutcomes = z
  .record(stepName, targetSchema)
  .optional()
  .describe('Where other outcomes lead, hungUp and else among them.');

/** What every step can have. */
export const everyStep = {
  note: z.string().optional(),
  allow: z.record(z.string(), reasonSchema).optional().describe('Code of a warning -> why it is allowed here.'),
};

/** The name of an outcome that an author gives: not one that every step has. */
export const outcomeName = stepName.refine(
  (name) => name !== 'hungUp' && name !== 'else',
  'is a name that every step uses itself',
);

/** How a call ended. */
export const dispositionSchema = stepName.describe('How the call ended, for reports.');

/** Silence before the first key or word. */
export const initialSilenceMs = z
  .int()
  .min(1_000)
  .max(60_000)
  .optional()
  .describe('Silence before the caller begins; where speech is taken at most 20 000. Default 5 000.');

/** Silence between two keys. */
export const interDigitMs = z.int().min(1_000).max(60_000).optional().describe('Silence between keys. Default 3 000.');

/** What every input step can have. */
export const inputFields = {
  bargeIn: z.boolean().optional().describe('Whether input ends the prompt. Default true.'),
  noInput: promptSchema.optional(),
  noMatch: promptSchema.optional(),
  tries: z.int().min(1).max(9).optional(),
  initialSilenceMs,
};

/** What every input step can come to, beside next. */
export const inputOutcomes = ['exhausted', 'failed', 'noInput', 'noMatch'] as const;
