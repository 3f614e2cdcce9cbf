/**
 * What of the service's behaviour can be varied: speeds, and every point that its documentation leaves open.
 * A simulator runs an app under several of them; what the app does must not depend on which.
 */
export interface ModelSettings {
  /** How much faster than life prompts are spoken and calls set up. A factor above 0, default 1. */
  readonly speed: number;
  /** How much faster than asked the initial-silence, inter-digit and end-silence time-outs run. A factor above 0, default 1. */
  readonly timeoutSpeed: number;
  /** Characters of text spoken in a second, by the line and by callers. Default 14: about 165 English words a minute, the pace of a neural voice. */
  readonly speechCharactersPerSecond: number;
  /**
   * Silence that ends what is said to a recognition of choices, whose request has no field for it. Milliseconds, default 500: the
   * service's documented default for speech; that it holds for choices is assumed.
   */
  readonly choiceEndSilenceMs: number;
  /** Shortest a spoken prompt can be. Milliseconds, default 600: a synthesised word with its lead-in and tail. */
  readonly promptMsMin: number;
  /** How long a file plays; files are not fetched, so every one lasts the same. Milliseconds, default 3 000. */
  readonly filePromptMs: number;
  /** How long an incoming call rings before it is lost. Milliseconds, default 30 000. Source: Microsoft, incoming-call concepts. */
  readonly ringMs: number;
  /** From a successful answer to CallConnected. Milliseconds, default 250. Not documented. */
  readonly setUpMs: number;
  /** How long a transfer's or redirect's target rings before it counts as no answer. Milliseconds, default 60 000. Not seen live. */
  readonly transferRingMs: number;
  /** The order of the two events of a new call. Both orders were captured live. Default `connectedFirst`. */
  readonly connectOrder: 'connectedFirst' | 'participantsFirst';
  /** The event of an inter-digit time-out (8532): Microsoft's pages disagree. Default `completed`, with the tones so far. */
  readonly interDigitEvent: 'completed' | 'failed';
  /** Whether the tones of RecognizeCompleted include the stop tone. Not seen live. Default false. */
  readonly stopToneInResult: boolean;
  /** What a key pressed during a prompt that must not be interrupted does. Not seen live. Default `lost`; words always are. */
  readonly keyDuringProtectedPrompt: 'lost' | 'buffered';
  /** Whether the prompt of a recognition raises PlayStarted and PlayCompleted. Not documented. Default false. */
  readonly recognizePromptEvents: boolean;
  /** Play and recognise while a transfer is under way: `refused` (400/8501) or `allowed`. Not documented. Default `refused`. */
  readonly mediaDuringTransfer: 'refused' | 'allowed';
  /** The two events of an accepted transfer; that CallDisconnected comes at all is inferred. Default `acceptedFirst`. */
  readonly transferOrder: 'acceptedFirst' | 'disconnectedFirst';
  /**
   * What becomes of operations still open when a call ends: `silent` (no event besides CallDisconnected), cancelled before or
   * after it (400/8508), or failed before it (400/8528). Not documented. Default `silent`.
   */
  readonly openOperationsAtEnd: 'silent' | 'canceledBefore' | 'canceledAfter' | 'failedBefore';
  /** The identity under which the app itself appears among the participants. */
  readonly appRawId: string;
}

/** The settings of a call about which nothing else is said. */
export const DEFAULT_SETTINGS: ModelSettings = {
  speed: 1,
  timeoutSpeed: 1,
  speechCharactersPerSecond: 14,
  choiceEndSilenceMs: 500,
  promptMsMin: 600,
  filePromptMs: 3_000,
  ringMs: 30_000,
  setUpMs: 250,
  transferRingMs: 60_000,
  connectOrder: 'connectedFirst',
  interDigitEvent: 'completed',
  stopToneInResult: false,
  keyDuringProtectedPrompt: 'lost',
  recognizePromptEvents: false,
  mediaDuringTransfer: 'refused',
  transferOrder: 'acceptedFirst',
  openOperationsAtEnd: 'silent',
  appRawId: '8:acs:00000000-0000-4000-8000-000000000000_emulated-app',
};
