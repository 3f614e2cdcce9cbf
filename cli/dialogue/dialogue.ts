import * as z from 'zod';
import { dialogueLimits } from './dialogue-limits.ts';
import { endSchema, fieldsSchema, givenSchema, numberSchema, requestSchema } from './given.ts';

const text = z.string().min(1).max(dialogueLimits.textCharactersMax);

const hearTurn = z.strictObject({
  hear: z
    .union([
      text,
      z.strictObject({
        contains: text,
        skip: z.boolean().optional().describe('Whether prompts before this one may go unlisted. Default false.'),
      }),
    ])
    .describe('What is said: the whole text, a part of it, or "nothing".'),
});

const during = z.boolean().optional().describe('While the prompt is spoken. Default false: after it.');

const pressTurn = z.strictObject({
  press: z
    .string()
    .max(dialogueLimits.keysMax)
    .regex(/^[0-9*#]+$/, 'has characters that are not keys: 0-9, *, #'),
  during,
});

const sayTurn = z.strictObject({ say: z.string().min(1).max(dialogueLimits.spokenCharactersMax), during });

/** One turn: what the caller hears or does, or which phone rings. */
const turnSchema = z.union([
  hearTurn,
  pressTurn,
  sayTurn,
  z.strictObject({ silence: z.literal(true) }),
  z.strictObject({ waitMs: z.int().min(1).max(dialogueLimits.waitMsMax) }),
  z.strictObject({ hangUp: z.literal(true) }),
  z.strictObject({ phone: numberSchema, rings: z.literal(true) }),
  z.strictObject({ fault: z.literal('media').describe('What is being played or listened for fails.') }),
]);

const expectedRequest = z.strictObject({
  ...requestSchema,
  body: z.json().optional().describe('What the body holds: of objects the fields that are listed.'),
});

/** A call as a test tells it: what the caller does and hears, and what must hold at the end. */
export const dialogueSchema = z.strictObject({
  $schema: z.string().optional(),
  flow: z.string().min(1).describe('The flow that takes the call.'),
  name: z.string().min(1).max(200),
  note: z.string().optional(),
  given: givenSchema.optional(),
  turns: z.array(turnSchema).max(dialogueLimits.turnsMax),
  end: endSchema,
  rows: z
    .record(z.string(), z.record(z.string().min(1), z.union([fieldsSchema, z.null()])))
    .optional()
    .describe('Rows that the tables must hold afterwards, with these fields among theirs; null: no such row.'),
  requests: z
    .array(expectedRequest)
    .max(dialogueLimits.requestsMax)
    .optional()
    .describe('Every request that the call sent, in order.'),
});

/** A dialogue file: one dialogue, or a list of them. */
export const dialogueFileSchema = z.union([
  dialogueSchema,
  z.array(dialogueSchema).min(1).max(dialogueLimits.dialoguesPerFileMax),
]);

/** A dialogue as its author wrote it, checked. */
export type Dialogue = z.infer<typeof dialogueSchema>;
/** One turn of a dialogue. */
export type DialogueTurn = Dialogue['turns'][number];
/** A request that the call must have sent. */
export type ExpectedRequest = z.infer<typeof expectedRequest>;
export type { DialogueEnd, Given } from './given.ts';
