import type { EndReason } from './effect.ts';
import type { PlayRequest, RecognizeRequest, RequestContext } from './input.ts';
import type { ModelSettings } from './settings.ts';
import type { Tone } from './tones.ts';

/** One telephone's part in the call. */
export interface CallLeg {
  /** `caller`, or `target-1`, `target-2`, ... for those whom the app had called. */
  readonly id: string;
  readonly role: 'caller' | 'target';
  /** E.164. */
  readonly number: string;
  readonly state: 'ringing' | 'connected' | 'ended';
}

/** The app's own part in the call: what the service calls the call connection. */
export interface CallConnection {
  readonly id: string;
  readonly state: 'connecting' | 'connected' | 'transferring' | 'disconnected';
  /** That of the answer; CallConnected and CallDisconnected carry it. */
  readonly operationContext?: string;
}

/** A media operation that was granted. */
export type MediaOperation =
  | ({ readonly kind: 'play' } & PlayRequest)
  | ({ readonly kind: 'recognize' } & RecognizeRequest);

/** What the caller says, from the first word to the silence after the last. */
export interface Utterance {
  readonly text: string;
  /** When the last word is out. */
  readonly spokenAtMs: number;
}

/** The media operation that runs, and how far it is. */
export interface RunningMedia {
  readonly operation: MediaOperation;
  /**
   * `prompting`: a source is being spoken; `looping`: a loop has been through once and goes round unreported;
   * `listening`: no key and no word yet; `collecting`: at least one key; `hearing`: the caller has begun to speak.
   */
  readonly phase: 'prompting' | 'looping' | 'listening' | 'collecting' | 'hearing';
  /** Which source is being spoken. */
  readonly sourceIndex: number;
  readonly tones: readonly Tone[];
  /** What the caller says; there while `hearing`. */
  readonly utterance?: Utterance;
  /** When the source ends, or the silence has lasted too long. Absent while nothing is timed. */
  readonly dueAtMs?: number;
}

/** A target that rings, for the app (transfer) or without it (redirect). */
export interface Transfer extends RequestContext {
  readonly kind: 'transfer' | 'redirect';
  readonly leg: string;
  readonly dueAtMs: number;
}

/** One call as the service sees it. Plain data: it survives JSON, and is never changed in place. */
export interface CallModel {
  readonly settings: ModelSettings;
  /** The time of the last input or timer; never goes back. */
  readonly nowMs: number;
  /** `idle` before `callPlaced`; `ringing` until the caller is connected to the app or a redirect's target. */
  readonly phase: 'idle' | 'ringing' | 'connected' | 'ended';
  readonly callId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly endReason?: EndReason;
  readonly legs: readonly CallLeg[];
  readonly connection?: CallConnection;
  /** When the unanswered call is lost. */
  readonly ringDueAtMs?: number;
  /** When the answered call becomes connected. */
  readonly connectDueAtMs?: number;
  readonly running?: RunningMedia;
  readonly queue: readonly MediaOperation[];
  readonly transfer?: Transfer;
}
