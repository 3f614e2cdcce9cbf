import * as z from 'zod';
import { limits } from './limits.ts';

/** The name of a step or a flow. */
export const stepName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'is not a name such as mainMenu or clinic-reception');

/** Text with `{{ CEL }}` in it. */
export const templateSchema = z.string().min(1).max(limits.promptCharactersMax);

/** A prompt: a text, or a list of which the n-th entry is for the n-th time in this visit (the last one from then on). */
export const promptSchema = z.union([templateSchema, z.array(templateSchema).min(1).max(9)]);

/** A CEL expression. */
export const expressionSchema = z.string().min(1).max(limits.expressionCharactersMax);

/** A step's name; or back to an input step as a noMatch of the same visit, so that its tries count on. */
export const targetSchema = z.union([
  stepName,
  z.strictObject({ retry: stepName, say: promptSchema.optional().describe('Spoken instead of its noMatch prompt.') }),
]);

/** A prompt as written. */
export type Prompt = z.infer<typeof promptSchema>;
/** Where an outcome leads. */
export type Target = z.infer<typeof targetSchema>;
