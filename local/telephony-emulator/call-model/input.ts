import type { Key, Tone } from './tones.ts';

/** One thing to be played. Text and SSML are spoken; a file is named, not fetched. */
export type PlaySource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ssml'; readonly ssmlText: string }
  | { readonly kind: 'file'; readonly uri: string };

/** What requests that end in an event have in common. */
export interface RequestContext {
  /** Comes back in the operation's events. */
  readonly operationContext?: string;
  /** Where the operation's events go instead of the call's own address; carried to the effect, not looked at. */
  readonly operationCallbackUri?: string;
}

/** A request to play. */
export interface PlayRequest extends RequestContext {
  readonly sources: readonly PlaySource[];
  /** E.164 number of the one participant who hears it; absent: everybody (playToAll). */
  readonly playTo?: string;
  /** Repeats until it is cancelled. */
  readonly loop: boolean;
  /** Cancels what runs and waits first (the service's interruptCallMediaOperation); false queues behind it. */
  readonly interrupt: boolean;
}

/** How keys are collected. */
export interface KeySequence {
  /** Silence allowed between two keys. Milliseconds. */
  readonly interToneMs: number;
  /** Keys after which it is complete; absent: until a stop tone or a time-out. */
  readonly maxTones?: number;
  readonly stopTones: readonly Tone[];
}

/** When free speech counts as over. */
export interface SpeechEnd {
  /** Silence after the last word that ends the utterance. Milliseconds. */
  readonly endSilenceMs: number;
}

/** What a recognition listens for. */
export type RecognizeGrammar =
  | ({ readonly kind: 'dtmf' } & KeySequence)
  | { readonly kind: 'choices'; readonly choices: readonly RecognizeChoice[] }
  /** Free speech. */
  | ({ readonly kind: 'speech' } & SpeechEnd)
  /** Free speech or keys, whichever comes first; the other kind is lost from then on. */
  | ({ readonly kind: 'speechOrDtmf' } & SpeechEnd & KeySequence);

/** One of several things that the caller can choose. */
export interface RecognizeChoice {
  /** Comes back when it is chosen. */
  readonly label: string;
  /** What chooses it when said; empty where only its tone does. */
  readonly phrases: readonly string[];
  /** Either every choice of a grammar has one, or none. */
  readonly tone?: Tone;
}

/** A request to collect keys or words, after prompts if there are any. */
export interface RecognizeRequest extends RequestContext {
  /** E.164 number of the participant who is listened to. */
  readonly target: string;
  readonly prompts: readonly PlaySource[];
  /** Barge-in: a key or a word that is listened for ends the prompt and counts. */
  readonly interruptPrompt: boolean;
  /** As in {@link PlayRequest}. */
  readonly interrupt: boolean;
  /** Silence allowed before the first key or word, counted from the prompt's end. Milliseconds, at most 300 000; with speech 20 000. */
  readonly initialSilenceMs: number;
  readonly grammar: RecognizeGrammar;
}

/** What happens at a telephone. `leg` is an id that the model gave: `caller`, or a target's from `phoneRang`. */
export type TelephoneInput =
  | { readonly type: 'callPlaced'; readonly callId: string; readonly from: string; readonly to: string }
  | { readonly type: 'keyPressed'; readonly leg: string; readonly key: Key }
  /** Somebody says something: the first 1 000 characters count. It takes as long as speech does. */
  | { readonly type: 'spoke'; readonly leg: string; readonly text: string }
  | { readonly type: 'legHungUp'; readonly leg: string }
  | { readonly type: 'phoneAccepted'; readonly leg: string }
  | { readonly type: 'phoneDeclined'; readonly leg: string }
  | { readonly type: 'phoneBusy'; readonly leg: string };

/** What the app asks for. Each is granted, or answered by one `refused` effect. */
export type AppInput =
  | { readonly type: 'answer'; readonly callConnectionId: string; readonly operationContext?: string }
  | { readonly type: 'reject'; readonly reason: 'none' | 'busy' | 'forbidden' }
  | { readonly type: 'redirect'; readonly target: string }
  | ({ readonly type: 'play' } & PlayRequest)
  | ({ readonly type: 'recognize' } & RecognizeRequest)
  | { readonly type: 'cancelAllMediaOperations' }
  | ({ readonly type: 'transfer'; readonly target: string } & RequestContext)
  | { readonly type: 'hangUp' }
  | { readonly type: 'terminate' };

/** What neither side does. `mediaFailed` is a fault that a simulator injects into whatever is playing or listening. */
export type WorldInput =
  | { readonly type: 'timePassed' }
  | { readonly type: 'mediaFailed'; readonly code: number; readonly subCode: number };

/** Everything that can happen to a call. */
export type CallInput = TelephoneInput | AppInput | WorldInput;
