import * as z from 'zod';

/** Longest text of a prompt, label or log entry that is kept; characters. The service itself refuses prompts above 4 000. */
export const TEXT_CHARS_MAX = 4_000;

const text = z.string().transform((value) => value.slice(0, TEXT_CHARS_MAX));
const instant = z.iso.datetime({ offset: true });
const progress = z.enum(['ringing', 'connected', 'ended']);

const line = z.object({ number: text, label: text });
const leg = z.object({ id: z.string(), role: z.enum(['caller', 'target']), number: text, state: progress });
const heardPrompt = z.object({ at: instant, text, finished: z.boolean(), cut: z.boolean().optional() });
const saidWords = z.object({ at: instant, text, counted: z.boolean() });
const call = z.object({
  id: z.string(),
  from: text,
  to: text,
  state: progress,
  endReason: text.optional(),
  endExplanation: text.optional(),
  startedAt: instant,
  connectedAt: instant.optional(),
  endedAt: instant.optional(),
  legs: z.array(leg),
  listening: z.boolean(),
  listeningForSpeech: z.boolean().default(false),
  heard: z.array(heardPrompt),
  said: z.array(saidWords).default([]),
});
const logEntry = z.object({
  id: z.int(),
  at: instant,
  callId: z.string(),
  direction: z.enum(['toApp', 'fromApp']),
  what: text,
  detail: text,
});
const feedMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), lines: z.array(line), calls: z.array(call), log: z.array(logEntry) }),
  z.object({ type: z.literal('call'), call }),
  z.object({ type: z.literal('log'), entry: logEntry }),
]);

/** A number that can be called, and what it is called. */
export type Line = z.infer<typeof line>;
/** Where a call or one of its legs is. */
export type Progress = z.infer<typeof progress>;
/** One phone's part in a call. */
export type Leg = z.infer<typeof leg>;
/** A prompt as the caller hears it: heard to its end when `finished`, ended before its time when `cut`, else still spoken. */
export type HeardPrompt = z.infer<typeof heardPrompt>;
/** Something that the caller said; `counted` when somebody listened. */
export type SaidWords = z.infer<typeof saidWords>;
/** A call as the emulator shows it. */
export type CallView = z.infer<typeof call>;
/**
 * Something that went to the app (an event) or came from it (an action). Ids grow in the order in which things happened;
 * an entry that comes again with its id has got its status.
 */
export type LogEntry = z.infer<typeof logEntry>;
/** A message of the emulator's feed. */
export type FeedMessage = z.infer<typeof feedMessage>;

/**
 * Reads one message of the feed. `undefined` for anything that is not one: a page older or newer than its emulator
 * must go on with what it does understand.
 */
export function decodeFeedMessage(data: unknown): FeedMessage | undefined {
  if (typeof data !== 'string') return undefined;
  const decoded = feedMessage.safeParse(parseJson(data));
  return decoded.success ? decoded.data : undefined;
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
