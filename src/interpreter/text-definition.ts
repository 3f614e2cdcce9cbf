import * as z from 'zod';
import { limits } from './limits.ts';
import { reservedNames } from './reserved-names.ts';

/** Names of what an author declares: variables, fields, tables. */
const declaredName = /^[a-z][A-Za-z0-9]{0,49}$/;

/** The name of a variable, which expressions use as it is. */
export const variableName = z
  .string()
  .regex(declaredName, 'is not a name such as patientNumber')
  .refine((name) => !reservedNames.has(name), 'is a name that expressions use themselves');

/** The name of a field of a row. */
export const fieldName = z.string().regex(declaredName, 'is not the name of a field such as reportedAt');

/** The name of a table of the line. */
export const tableName = z
  .string()
  .regex(declaredName, 'is not the name of a table such as optOuts')
  .describe('One of the tables of the line, whose rows its operators edit.');

/** The name of a step or a flow. */
export const stepName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'is not a name such as mainMenu or clinic-reception');

/** A language with or without a region, as BCP 47 writes it. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'is not a language tag such as en-US')
  .refine(isLanguageTag, 'is not a language tag such as en-US');

/** Dates and numbers are rendered by Intl, which throws for a tag that is none, as for one with two regions. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Text with `{{ CEL }}` in it. */
export const templateSchema = z.string().min(1).max(limits.promptCharactersMax);

/** A CEL expression. */
export const expressionSchema = z.string().min(1).max(limits.expressionCharactersMax);

const clipName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}\.(wav|mp3)$/, 'is not the name of a clip such as hold.wav');

const sayPrompt = z.strictObject({ say: stepName.describe('The name of a prompt in the catalogue.') });

const richPrompt = z
  .strictObject({
    text: templateSchema.optional().describe('What is said; of a clip, what it says.'),
    ssml: templateSchema.optional().describe('SSML without the speak and voice elements around it.'),
    clip: clipName.optional().describe('A sound file among the clips; it comes with its text.'),
    language: languageSchema.optional().describe("The language of this prompt. Default: the call's."),
    rate: z.number().min(0.5).max(2).optional().describe('The speed of speech, as a factor. Default 1.'),
  })
  .refine((one) => one.text !== undefined || one.ssml !== undefined, 'has neither text nor ssml')
  .refine((one) => one.clip === undefined || one.text !== undefined, 'has a clip without its text')
  .refine((one) => one.clip === undefined || one.ssml === undefined, 'has a clip and ssml, of which one must go');

const onePrompt = [templateSchema, sayPrompt, richPrompt] as const;
const partsPrompt = z.strictObject({ parts: z.array(z.union(onePrompt)).min(1).max(20) });
const listedPrompt = [...onePrompt, partsPrompt] as const;

/**
 * A prompt: a text; a prompt of the catalogue; a text with more to it; parts, one after the other; or a list of these, of which
 * the n-th entry is for the n-th time in this visit (the last one from then on).
 */
export const promptSchema = z.union([...listedPrompt, z.array(z.union(listedPrompt)).min(1).max(9)]);

/** A prompt as the catalogue holds it: everything but a reference to the catalogue. */
export const cataloguedPromptSchema = z.union([
  templateSchema,
  richPrompt,
  z.strictObject({
    parts: z
      .array(z.union([templateSchema, richPrompt]))
      .min(1)
      .max(20),
  }),
  z
    .array(z.union([templateSchema, richPrompt]))
    .min(1)
    .max(9),
]);

/** A step's name; or back to an input step as a noMatch of the same visit, so that its tries count on. */
export const targetSchema = z.union([
  stepName,
  z.strictObject({ retry: stepName, say: promptSchema.optional().describe('Spoken instead of its noMatch prompt.') }),
]);

/** Words that a caller can say: a list, or a list per language. */
export const phrasesSchema = z.union([
  z.array(z.string().min(1).max(100)).min(1).max(20),
  z.record(languageSchema, z.array(z.string().min(1).max(100)).min(1).max(20)),
]);

/** A text with `{{ CEL }}` in it, in all languages the same or in each its own. */
export const templatesSchema = z.union([templateSchema, z.record(languageSchema, templateSchema)]);

/** Why an author does other than usual: words, for whoever reads the flow next. */
export const reasonSchema = z.string().regex(/\S/, 'gives no reason');

/** A key of a telephone. */
export const keySchema = z.string().regex(/^[0-9*#]$/, 'is not a key: 0-9, * or #');

/** A prompt as written. */
export type Prompt = z.infer<typeof promptSchema>;
/** A text with more to it, as written. */
export type RichPrompt = z.infer<typeof richPrompt>;
/** Where an outcome leads. */
export type Target = z.infer<typeof targetSchema>;
/** Words that a caller can say. */
export type Phrases = z.infer<typeof phrasesSchema>;
