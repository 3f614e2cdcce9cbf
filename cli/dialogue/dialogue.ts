import * as z from 'zod';
import { dialogueLimits } from './dialogue-limits.ts';

const number = z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'is not a number in E.164 form, as +14255550100');
const text = z.string().min(1).max(dialogueLimits.textCharactersMax);

const phoneSchema = z.strictObject({
  answer: z.enum(['accept', 'busy', 'noAnswer', 'decline']).describe('What the phone does when it rings.'),
  afterMs: z.int().min(0).max(600_000).optional().describe('How long it rings first. Milliseconds, default 2 000.'),
});

const givenSchema = z.strictObject({
  from: number.optional().describe('The caller. Default +14255550101.'),
  to: number.optional().describe('The number called. Default +14255550100.'),
  at: z.iso.datetime().optional().describe('When the call comes in. Default 2026-01-05T10:00:00Z, a Monday.'),
  phones: z.record(number, phoneSchema).optional().describe('Phones that may ring. One not listed here accepts.'),
});

const hearTurn = z.strictObject({
  hear: z.union([
    text,
    z.strictObject({
      contains: text,
      skip: z.boolean().optional().describe('Whether prompts before this one may go unlisted. Default false.'),
    }),
  ]),
});

const pressTurn = z.strictObject({
  press: z
    .string()
    .max(dialogueLimits.keysMax)
    .regex(/^[0-9*#]+$/, 'has characters that are no keys: 0-9, *, #'),
  during: z.boolean().optional().describe('Press while the prompt is spoken. Default false: after it.'),
});

/** One turn: what the caller hears or does, or which phone rings. */
const turnSchema = z.union([
  hearTurn,
  pressTurn,
  z.strictObject({ silence: z.literal(true) }),
  z.strictObject({ waitMs: z.int().min(1).max(dialogueLimits.waitMsMax) }),
  z.strictObject({ hangUp: z.literal(true) }),
  z.strictObject({ phone: number, rings: z.literal(true) }),
  z.strictObject({ fault: z.literal('media').describe('What is being played or listened for fails.') }),
]);

const endSchema = z.strictObject({
  disposition: z.string().min(1),
  rejected: z.enum(['busy', 'forbidden', 'none']).optional().describe('What a rejected caller is told.'),
  redirectedTo: z.string().optional(),
  transferredTo: z.string().optional().describe('The number whose phone took the caller over.'),
});

/** A call as a test tells it: what the caller does and hears, and what must hold at the end. */
export const dialogueSchema = z.strictObject({
  $schema: z.string().optional(),
  flow: z.string().min(1),
  name: z.string().min(1).max(200),
  note: z.string().optional(),
  given: givenSchema.optional(),
  turns: z.array(turnSchema).max(dialogueLimits.turnsMax),
  end: endSchema,
});

/** A dialogue as its author wrote it, checked. */
export type Dialogue = z.infer<typeof dialogueSchema>;
/** What holds before the call. */
export type Given = z.infer<typeof givenSchema>;
/** One turn of a dialogue. */
export type DialogueTurn = Dialogue['turns'][number];
/** What must hold after the call. */
export type DialogueEnd = Dialogue['end'];
