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
  | { readonly type: 'play'; readonly prompts: readonly SpokenPrompt[] }
  | RecogniseDigits
  | { readonly type: 'cancelMedia' }
  /** Hands the caller over to another number; once accepted, the app leaves the call. */
  | { readonly type: 'transfer'; readonly to: string }
  | { readonly type: 'hangUp' };

/** Every type of command. */
export type CommandType = CommandBody['type'];

/** Reasons that the network shows a refused caller. */
export type RejectReason = 'busy' | 'forbidden' | 'none';

/** A prompt as it is spoken: templates filled in. */
export interface SpokenPrompt {
  readonly text: string;
  /** BCP 47, as `en-US`. */
  readonly language: string;
  /** Name of a voice of the speech service; its default for the language where absent. */
  readonly voice?: string;
}

/** Plays prompts, then collects keys of the caller; one operation, so there is no gap in which keys are lost. */
export interface RecogniseDigits {
  readonly type: 'recogniseDigits';
  readonly prompts: readonly SpokenPrompt[];
  /** Whether a key ends the prompt. */
  readonly bargeIn: boolean;
  /** The greatest count of keys, at least 1. */
  readonly digitsMax: number;
  /** The key that ends the input, which is not part of it. */
  readonly endKey?: string;
  /** Silence before the first key, in milliseconds. */
  readonly initialSilenceMs: number;
  /** Silence between keys, in milliseconds. */
  readonly interDigitMs: number;
}
