import * as z from 'zod';
import type { Intent } from '../calls/call-record.ts';
import { failed, ok, type Result } from '../result.ts';
import { commandSchema } from './command-schema.ts';
import { instantOf, millisecondsOf } from './instant.ts';

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
