import * as z from 'zod';
import type { Command, CommandType, KeyInput } from '../interpreter/command.ts';
import { spokenPromptSchema } from '../interpreter/decode-state.ts';

/** A schema for every field, optional ones too: one that is missing here does not compile, and would be lost in the row. */
type Shape<T> = { readonly [Field in keyof T]-?: z.ZodType<T[Field]> };

/** The fields of each kind of command; a kind that is missing does not compile. */
type Shapes = { readonly [T in CommandType]: Shape<Omit<Extract<Command, { type: T }>, 'type' | 'token'>> };

const keyInput = {
  digitsMax: z.number(),
  endKey: z.string().optional(),
  interDigitMs: z.number(),
} satisfies Shape<KeyInput>;

const recognition = { prompts: z.array(spokenPromptSchema), bargeIn: z.boolean(), initialSilenceMs: z.number() };
const choice = z.object({ label: z.string(), phrases: z.array(z.string()), key: z.string() });
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const shapes = {
  answer: {},
  reject: { reason: z.enum(['busy', 'forbidden', 'none']) },
  redirect: { to: z.string() },
  play: { prompts: z.array(spokenPromptSchema), loop: z.boolean().optional() },
  recogniseDigits: { ...recognition, ...keyInput },
  recogniseChoice: { ...recognition, choices: z.array(choice), language: z.string() },
  recogniseSpeech: {
    ...recognition,
    language: z.string(),
    endSilenceMs: z.number(),
    keys: z.object(keyInput).optional(),
  },
  cancelMedia: {},
  transfer: { to: z.string() },
  sendRequest: {
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.json().optional(),
    auth: z.string().optional(),
    idempotencyKey: z.string().optional(),
    timeoutMs: z.number(),
  },
  lookUpRows: {
    table: z.string(),
    by: z.union([z.object({ rowKey: z.string() }), z.object({ prefix: z.string(), max: z.number() })]),
  },
  saveRow: { table: z.string(), rowKey: z.string(), fields, mode: z.enum(['insert', 'upsert', 'increment']) },
  hangUp: {},
} satisfies Shapes;

function kind<T extends CommandType>(type: T) {
  return z.object({ token: z.string(), type: z.literal(type), ...shapes[type] });
}

/** A command as it was written. */
export const commandSchema: z.ZodType<Command> = z.discriminatedUnion('type', [
  kind('answer'),
  kind('reject'),
  kind('redirect'),
  kind('play'),
  kind('recogniseDigits'),
  kind('recogniseChoice'),
  kind('recogniseSpeech'),
  kind('cancelMedia'),
  kind('transfer'),
  kind('sendRequest'),
  kind('lookUpRows'),
  kind('saveRow'),
  kind('hangUp'),
]);
