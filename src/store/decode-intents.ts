import * as z from 'zod';
import type { Intent } from '../calls/call-record.ts';
import type { Command } from '../interpreter/command.ts';
import { failed, ok, type Result } from '../result.ts';
import { instantOf, millisecondsOf } from './instant.ts';

const prompt = z.object({ text: z.string(), language: z.string(), voice: z.string().optional() });
const token = z.string();

/** A command as it was written; annotated, so that a command this does not know does not compile. */
const commandSchema: z.ZodType<Command> = z.discriminatedUnion('type', [
  z.object({ token, type: z.literal('answer') }),
  z.object({ token, type: z.literal('reject'), reason: z.enum(['busy', 'forbidden', 'none']) }),
  z.object({ token, type: z.literal('redirect'), to: z.string() }),
  z.object({ token, type: z.literal('play'), prompts: z.array(prompt) }),
  z.object({
    token,
    type: z.literal('recogniseDigits'),
    prompts: z.array(prompt),
    bargeIn: z.boolean(),
    digitsMax: z.number(),
    endKey: z.string().optional(),
    initialSilenceMs: z.number(),
    interDigitMs: z.number(),
  }),
  z.object({ token, type: z.literal('cancelMedia') }),
  z.object({ token, type: z.literal('transfer'), to: z.string() }),
  z.object({ token, type: z.literal('hangUp') }),
]);

const summarySchema = z.array(
  z.object({
    seq: z.number(),
    commands: z.array(z.string()),
    firstSentAt: z.iso.datetime(),
    leaseUntilAt: z.iso.datetime(),
    attempts: z.number(),
  }),
);

const commandsSchema = z.array(z.array(commandSchema));

/** What an operator may read of intents: all but what is spoken and who is called. Instants are ISO strings. */
export function intentSummaries(intents: readonly Intent[]): z.infer<typeof summarySchema> {
  return intents.map(({ seq, commands, firstSentAtMs, leaseUntilMs, attempts }) => ({
    seq,
    commands: commands.map((command) => command.type),
    firstSentAt: instantOf(firstSentAtMs),
    leaseUntilAt: instantOf(leaseUntilMs),
    attempts,
  }));
}

/** Puts together summaries and commands, which are stored apart. The error says what does not fit, not with what value. */
export function decodeIntents(summaries: unknown, commands: unknown): Result<readonly Intent[], string> {
  const readable = summarySchema.safeParse(summaries);
  if (!readable.success) return failed('The intents do not fit.');
  const sealed = commandsSchema.safeParse(commands);
  if (!sealed.success) return failed('The commands do not fit.');
  if (sealed.data.length !== readable.data.length) return failed('The intents and their commands differ in number.');
  return ok(
    readable.data.map(({ seq, firstSentAt, leaseUntilAt, attempts }, index) => ({
      seq,
      commands: sealed.data[index] ?? [],
      firstSentAtMs: millisecondsOf(firstSentAt) ?? 0,
      leaseUntilMs: millisecondsOf(leaseUntilAt) ?? 0,
      attempts,
    })),
  );
}
