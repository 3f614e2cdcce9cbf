import * as z from 'zod';
import { isTimeZone } from './calendar/time-zone.ts';
import { limits } from './limits.ts';
import { stepSchema } from './step-definition.ts';
import { initialSilenceMs, interDigitMs, outcomeName } from './step-fields.ts';
import {
  cataloguedPromptSchema,
  languageSchema,
  phrasesSchema,
  promptSchema,
  reasonSchema,
  stepName,
  variableName,
} from './text-definition.ts';
import { typeSchema, valueSchema } from './value-definition.ts';

/** A declared variable: its type, and its value when the flow begins (else empty, 0 or false). */
const variableSchema = z.strictObject({
  type: typeSchema,
  initial: valueSchema.optional(),
  note: z.string().optional(),
});

const variablesSchema = z
  .record(variableName, variableSchema)
  .refine(
    (variables) => Object.keys(variables).length <= limits.variablesPerFlowMax,
    `has more than ${limits.variablesPerFlowMax} variables`,
  );

/** What steps use when they do not say it themselves. */
const defaultsSchema = z.strictObject({
  noInput: promptSchema.optional().describe('Spoken before the prompt is repeated to a caller who did nothing.'),
  noMatch: promptSchema
    .optional()
    .describe('Spoken before the prompt is repeated to a caller whose input did not fit.'),
  tries: z.int().min(1).max(9).optional().describe('How often a caller may fail in one visit of a step. Default 3.'),
  confirmKeys: promptSchema
    .optional()
    .describe('Names the keys of a confirmation: 1 right, 2 again. Default in English; other languages must give it.'),
  operatorPhrases: phrasesSchema
    .optional()
    .describe('What asks for the operator, beside the key 0. Default in English; other languages must give it.'),
  repeatPhrases: phrasesSchema
    .optional()
    .describe('What asks for the prompt again, beside the key *. Default in English; other languages must give it.'),
  filler: promptSchema.optional().describe('Spoken when an http step takes longer than two seconds.'),
  initialSilenceMs,
  interDigitMs,
});

const timeZone = z.string().min(1).max(64).refine(isTimeZone, 'is not a time zone such as America/New_York');

/** A call flow: one JSON document. Source: docs/flow-language.md. */
export const flowSchema = z.strictObject({
  $schema: z.string().optional(),
  name: stepName.describe('The name that routes use.'),
  note: z.string().optional(),
  allow: z.record(z.string(), reasonSchema).optional().describe('Code of a warning -> why it is allowed here.'),
  language: languageSchema.describe('The language that a call begins in, such as en-US.'),
  languages: z.array(languageSchema).min(1).max(20).optional().describe('The other languages of the flow.'),
  voices: z
    .record(languageSchema, z.string().min(1).max(100))
    .optional()
    .describe('Language -> name of a voice of the speech service.'),
  timeZone: timeZone.optional().describe('The zone of `now`. Default UTC.'),
  prompts: z
    .record(stepName, z.record(languageSchema, cataloguedPromptSchema))
    .optional()
    .describe('The catalogue: name -> language -> prompt.'),
  variables: variablesSchema.optional(),
  inputs: variablesSchema
    .optional()
    .describe('Variables that a route or a subflow step fills; required without `initial`.'),
  outputs: z.array(z.string()).max(50).optional().describe('Variables that a subflow step can take over.'),
  outcomes: z.array(outcomeName).max(50).optional().describe('What `return` can end the flow with, beside next.'),
  defaults: defaultsSchema.optional(),
  start: stepName.describe('The first step.'),
  operator: z
    .union([stepName, z.strictObject({ none: reasonSchema.describe('Why nobody can be reached.') })])
    .optional()
    .describe(
      'The step that 0 leads to, or the reason why there is none. A sub-flow without it has that of its caller.',
    ),
  onError: stepName.optional().describe('Where an outcome leads that a step does not list.'),
  onHangUp: stepName.optional().describe('What is still done when the caller hangs up.'),
  steps: z
    .record(stepName, stepSchema)
    .refine(
      (steps) => Object.keys(steps).length <= limits.stepsPerFlowMax,
      `has more than ${limits.stepsPerFlowMax} steps`,
    ),
});

/** A flow as its author wrote it, checked. */
export type Flow = z.infer<typeof flowSchema>;
/** A declared variable. */
export type Variable = z.infer<typeof variableSchema>;
