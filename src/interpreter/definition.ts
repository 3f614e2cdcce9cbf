import * as z from 'zod';
import { limits } from './limits.ts';
import { stepSchema } from './step-definition.ts';
import { promptSchema, stepName, templateSchema } from './text-definition.ts';

/** The types that a variable can have. Integers and decimals are JSON numbers; expressions treat both alike. */
export const variableTypes = ['text', 'integer', 'decimal', 'boolean'] as const;

/** A declared variable: its type, and its value when the call begins (else empty, 0 or false). */
const variableSchema = z.strictObject({
  type: z.enum(variableTypes),
  initial: z.union([z.string().max(limits.variableCharactersMax), z.number(), z.boolean()]).optional(),
  note: z.string().optional(),
});

/** What input steps use when they do not say it themselves. */
const defaultsSchema = z.strictObject({
  noInput: promptSchema.optional().describe('Spoken before the prompt is repeated to a caller who pressed nothing.'),
  noMatch: promptSchema.optional().describe('Spoken before the prompt is repeated to a caller whose keys did not fit.'),
  tries: z.int().min(1).max(9).optional().describe('How often a caller may fail in one visit of a step. Default 3.'),
  confirmKeys: templateSchema
    .optional()
    .describe('Names the keys of a confirmation: 1 right, 2 again. Default in English; other languages must give it.'),
  initialSilenceMs: z.int().min(1_000).max(60_000).optional(),
  interDigitMs: z.int().min(1_000).max(60_000).optional(),
});

/** A call flow: one JSON document. Source: docs/flow-language.md. */
export const flowSchema = z.strictObject({
  $schema: z.string().optional(),
  name: stepName.describe('The name that routes use.'),
  note: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not a language tag such as en-US')
    .describe('The language of the prompts, as en-US.'),
  voices: z.record(z.string(), z.string()).optional().describe('Language -> name of a voice of the speech service.'),
  variables: z.record(variableName(), variableSchema).optional(),
  defaults: defaultsSchema.optional(),
  start: stepName.describe('The first step.'),
  operator: z
    .union([stepName, z.strictObject({ none: z.string().min(1).describe('Why nobody can be reached.') })])
    .describe('The step that 0 leads to, or the reason why there is none.'),
  onError: stepName.optional().describe('Where an outcome leads that a step does not list.'),
  onHangUp: stepName.optional().describe('What is still done when the caller hangs up.'),
  steps: z
    .record(stepName, stepSchema)
    .refine(
      (steps) => Object.keys(steps).length <= limits.stepsPerFlowMax,
      `has more than ${limits.stepsPerFlowMax} steps`,
    ),
});

/** Names that mean something in every expression: CEL's words and types, its macros, and the built-ins. */
const reservedNames: ReadonlySet<string> = new Set(
  [
    'call',
    'now',
    'spell',
    'size',
    'has',
    'cel',
    'google',
    'optional',
    'type',
    'dyn',
    'list',
    'map',
    'null',
    'true',
    'false',
  ]
    .concat(['int', 'uint', 'double', 'string', 'bool', 'bytes', 'timestamp', 'duration', 'in', 'as', 'break', 'const'])
    .concat([
      'continue',
      'else',
      'for',
      'function',
      'if',
      'import',
      'let',
      'loop',
      'package',
      'namespace',
      'return',
      'var',
    ])
    .concat(['void', 'while', 'constructor']),
);

function variableName() {
  return z
    .string()
    .regex(/^[a-z][A-Za-z0-9]{0,49}$/, 'is not a name such as patientNumber')
    .refine((name) => !reservedNames.has(name), 'is a name that expressions use themselves');
}

/** A flow as its author wrote it, checked. */
export type Flow = z.infer<typeof flowSchema>;
/** A declared variable. */
export type Variable = z.infer<typeof variableSchema>;
/** The type of a variable. */
export type VariableType = (typeof variableTypes)[number];
/** The value of a variable. */
export type Value = string | number | boolean;
