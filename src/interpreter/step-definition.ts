import * as z from 'zod';
import { expressionSchema, promptSchema, stepName, targetSchema, templateSchema } from './text-definition.ts';

/** Outcome -> target. `else` takes every outcome that is not named. */
function outcomes<const Names extends readonly string[]>(...names: Names) {
  const shape: Record<string, z.ZodOptional<typeof targetSchema>> = {};
  for (const name of [...names, 'hungUp', 'else']) shape[name] = targetSchema.optional();
  return z
    .strictObject(shape)
    .optional()
    .describe(`Where other outcomes lead: ${names.join(', ')}, hungUp, else.`);
}

const everyStep = { note: z.string().optional() };
const disposition = stepName.describe('How the call ended, for reports.');

const inputFields = {
  bargeIn: z.boolean().optional().describe('Whether a key ends the prompt. Default true.'),
  noInput: promptSchema.optional(),
  noMatch: promptSchema.optional(),
  tries: z.int().min(1).max(9).optional(),
  initialSilenceMs: z.int().min(1_000).max(60_000).optional().describe('Silence before the first key. Default 5 000.'),
};

const rejectStep = z.strictObject({
  type: z.literal('reject'),
  ...everyStep,
  reason: z.enum(['busy', 'forbidden', 'none']).optional().describe('What the network tells the caller. Default none.'),
});

const redirectStep = z.strictObject({
  type: z.literal('redirect'),
  ...everyStep,
  to: templateSchema.describe('The number or identity that gets the call instead.'),
  on: outcomes('failed'),
});

const answerStep = z.strictObject({
  type: z.literal('answer'),
  ...everyStep,
  next: targetSchema,
});

const playStep = z.strictObject({
  type: z.literal('play'),
  ...everyStep,
  prompt: promptSchema,
  next: targetSchema,
  on: outcomes('failed'),
});

const menuStep = z.strictObject({
  type: z.literal('menu'),
  ...everyStep,
  prompt: promptSchema,
  options: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[0-9*#]$/, 'is not a key: 0-9, * or #'),
        next: targetSchema.optional(),
      }),
    )
    .min(1)
    .max(12),
  ...inputFields,
  next: targetSchema.optional().describe('Where an option without a next of its own leads.'),
  on: outcomes('exhausted', 'failed', 'noInput', 'noMatch'),
});

const collectStep = z.strictObject({
  type: z.literal('collect'),
  ...everyStep,
  into: z.string().describe('The variable that takes the keys.'),
  digits: z
    .strictObject({
      min: z.int().min(1).max(64),
      max: z.int().min(1).max(64),
      endKey: z.enum(['#', '*']).optional().describe('The key that ends the input early.'),
    })
    .refine((digits) => digits.min <= digits.max, 'asks for more digits at least than at most'),
  prompt: promptSchema,
  valid: expressionSchema.optional().describe('CEL; false makes the input a noMatch.'),
  confirm: promptSchema.optional().describe('Says the input back; then 1 is right, 2 enters it again.'),
  ...inputFields,
  interDigitMs: z.int().min(1_000).max(60_000).optional().describe('Silence between keys. Default 3 000.'),
  next: targetSchema,
  on: outcomes('exhausted', 'failed', 'noInput', 'noMatch'),
});

const setStep = z.strictObject({
  type: z.literal('set'),
  ...everyStep,
  values: z.record(z.string(), expressionSchema).describe('Variable -> CEL.'),
  next: targetSchema,
});

const branchStep = z.strictObject({
  type: z.literal('branch'),
  ...everyStep,
  cases: z
    .array(z.strictObject({ if: expressionSchema, next: targetSchema }))
    .min(1)
    .max(50),
  else: targetSchema,
});

const transferStep = z.strictObject({
  type: z.literal('transfer'),
  ...everyStep,
  to: templateSchema.describe('The number or identity that takes the caller over.'),
  prompt: promptSchema.optional().describe('Announces the transfer.'),
  on: outcomes('failed'),
});

const hangUpStep = z.strictObject({
  type: z.literal('hangUp'),
  ...everyStep,
  prompt: promptSchema.optional(),
  disposition,
});

/** Every step of the language. */
export const stepSchema = z.discriminatedUnion('type', [
  rejectStep,
  redirectStep,
  answerStep,
  playStep,
  menuStep,
  collectStep,
  setStep,
  branchStep,
  transferStep,
  hangUpStep,
]);

/** A step as its author wrote it. */
export type Step = z.infer<typeof stepSchema>;
/** The name of a kind of step. */
export type StepType = Step['type'];
/** A step of one kind. */
export type StepOf<T extends StepType> = Extract<Step, { type: T }>;
/** The steps that ask the caller for keys and can be retried. */
export type InputStep = StepOf<'menu' | 'collect'>;
