import type { CallModel, EndReason } from '../call-model/call-model.ts';
import type { Line } from './options.ts';

/** A prompt that the caller hears or has heard. */
export interface HeardPrompt {
  /** When it began. ISO 8601. */
  readonly at: string;
  readonly text: string;
  /** True when it was heard to its end. */
  readonly finished: boolean;
  /** True when it was ended before its time; absent otherwise. */
  readonly cut?: true;
}

/** Something that the caller said. */
export interface SaidWords {
  /** When it began. ISO 8601. */
  readonly at: string;
  readonly text: string;
  /** False when nobody listened. */
  readonly counted: boolean;
}

/** A call as the caller API and the page show it. */
export interface CallView {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'ringing' | 'connected' | 'ended';
  readonly endReason?: EndReason;
  /** Why, in sentences; absent when the reason says it all. */
  readonly endExplanation?: string;
  readonly callConnectionId?: string;
  readonly startedAt: string;
  readonly connectedAt?: string;
  readonly endedAt?: string;
  readonly legs: CallModel['legs'];
  /** True while a key would count. */
  readonly listening: boolean;
  /** True while a word would count. */
  readonly listeningForSpeech: boolean;
  readonly heard: readonly HeardPrompt[];
  readonly said: readonly SaidWords[];
}

/** One line of the running list of what the app and the service said to each other. */
export interface LogEntry {
  /** Place in the list, growing from 1. An entry that comes again with the same id takes the place of the former. */
  readonly id: number;
  /** When it was sent or arrived. ISO 8601. */
  readonly at: string;
  /** Empty when the request named no call that exists. */
  readonly callId: string;
  readonly direction: 'toApp' | 'fromApp';
  /** An event's name, or a method and an operation: `CallConnected`, `POST recognize`. */
  readonly what: string;
  /** Status, or `sent` until there is one, and operation context; never a number of the caller's, a key, a word or a token. */
  readonly detail: string;
}

/** What goes over the page's socket: everything once, then every change. */
export type FeedMessage =
  | {
      readonly type: 'snapshot';
      readonly lines: readonly Line[];
      readonly calls: readonly CallView[];
      readonly log: readonly LogEntry[];
    }
  | { readonly type: 'call'; readonly call: CallView }
  | { readonly type: 'log'; readonly entry: LogEntry };
