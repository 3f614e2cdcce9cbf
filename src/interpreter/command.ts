import type { JsonValue } from './json-value.ts';

/**
 * What the interpreter wants done, in the imperative and free of any carrier's words. The token travels with the command
 * and comes back with the event that answers it.
 */
export type Command = { readonly token: string } & CommandBody;

/** A command before it has its token. */
export type CommandBody =
  | { readonly type: 'answer' }
  | { readonly type: 'reject'; readonly reason: RejectReason }
  | { readonly type: 'redirect'; readonly to: string }
  /** `loop`: again and again until it is cancelled. */
  | { readonly type: 'play'; readonly prompts: readonly SpokenPrompt[]; readonly loop?: boolean }
  | RecogniseDigits
  | RecogniseChoice
  | RecogniseSpeech
  | { readonly type: 'cancelMedia' }
  /** Hands the caller over to another number; once accepted, the app leaves the call. */
  | { readonly type: 'transfer'; readonly to: string }
  | SendRequest
  | LookUpRows
  | SaveRow
  | { readonly type: 'hangUp' };

/** Every type of command. */
export type CommandType = CommandBody['type'];

/** A command that the telephone service has no part in. */
export type DataCommand = Extract<Command, { readonly type: 'sendRequest' | 'lookUpRows' | 'saveRow' }>;

/** A command that the telephone service performs. */
export type TelephonyCommand = Exclude<Command, DataCommand>;

/** Reasons that the network shows a refused caller. */
export type RejectReason = 'busy' | 'forbidden' | 'none';

/** A prompt as it is spoken: templates filled in. */
export interface SpokenPrompt {
  /** What is said; of a clip, what it says. */
  readonly text: string;
  /** BCP 47, as `en-US`. */
  readonly language: string;
  /** Name of a voice of the speech service; its default for the language where absent. */
  readonly voice?: string;
  /** SSML without the elements around it; spoken instead of the text. */
  readonly ssml?: string;
  /** Name of a clip, played instead of the text. */
  readonly clip?: string;
  /** Speed of speech as a factor; 1 where absent. */
  readonly rate?: number;
}

/** What every recognition has: prompts, then the caller's turn; one operation, so there is no gap in which input is lost. */
interface Recognition {
  readonly prompts: readonly SpokenPrompt[];
  /** Whether input ends the prompt. */
  readonly bargeIn: boolean;
  /** Silence before the first key or word, in milliseconds. */
  readonly initialSilenceMs: number;
}

/** Which keys a recognition collects. */
export interface KeyInput {
  /** The greatest count of keys, at least 1. */
  readonly digitsMax: number;
  /** The key that ends the input, which is not part of it. */
  readonly endKey?: string;
  /** Silence between keys, in milliseconds. */
  readonly interDigitMs: number;
}

/** Collects keys of the caller. */
export interface RecogniseDigits extends Recognition, KeyInput {
  readonly type: 'recogniseDigits';
}

/** Listens for one of several phrases, or its key. */
export interface RecogniseChoice extends Recognition {
  readonly type: 'recogniseChoice';
  readonly choices: readonly Choice[];
  /** Of the phrases. */
  readonly language: string;
}

/** One of several things that a caller can say or press. */
export interface Choice {
  /** Names the choice in the event. */
  readonly label: string;
  readonly phrases: readonly string[];
  readonly key: string;
}

/** Listens for free speech, and for keys where they are given; the first kind of input wins. */
export interface RecogniseSpeech extends Recognition {
  readonly type: 'recogniseSpeech';
  readonly language: string;
  /** Silence that ends what the caller says, in milliseconds. */
  readonly endSilenceMs: number;
  readonly keys?: KeyInput;
}

/** Sends a request of a flow to an allow-listed host. Confidential as a whole. */
export interface SendRequest {
  readonly type: 'sendRequest';
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  readonly auth?: string;
  /** Declares the request safe to be sent again. */
  readonly idempotencyKey?: string;
  readonly timeoutMs: number;
}

/** Reads rows of the line's own tables: the one of a key, or those whose keys begin with a prefix. */
export interface LookUpRows {
  readonly type: 'lookUpRows';
  readonly table: string;
  readonly by: { readonly rowKey: string } | { readonly prefix: string; readonly max: number };
}

/** Writes one row of the line's own tables. */
export interface SaveRow {
  readonly type: 'saveRow';
  readonly table: string;
  readonly rowKey: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly mode: 'insert' | 'upsert' | 'increment';
}

/** Whether a command speaks or listens: it takes the place of whatever was playing or listening before. */
export function isMedia({ type }: CommandBody): boolean {
  return type === 'play' || type === 'recogniseDigits' || type === 'recogniseChoice' || type === 'recogniseSpeech';
}

/** Whether a request may be sent again without a second effect; one that names no method only reads. */
export function isRepeatable({
  method = 'GET',
  idempotencyKey,
}: {
  readonly method?: SendRequest['method'] | undefined;
  readonly idempotencyKey?: string | undefined;
}): boolean {
  return method === 'GET' || method === 'HEAD' || idempotencyKey !== undefined;
}

/** Whether a command is one of data. */
export function isDataCommand(command: Command): command is DataCommand {
  return command.type === 'sendRequest' || command.type === 'lookUpRows' || command.type === 'saveRow';
}
