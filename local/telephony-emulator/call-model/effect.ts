import type { Tone } from './tones.ts';

/** The outcome inside an event. Match on the numbers, never on the text: the service's own texts vary. */
export interface ResultInformation {
  readonly code: number;
  readonly subCode: number;
  readonly message: string;
}

/** An identity as it appears in events. */
export type Identifier =
  | { readonly kind: 'phoneNumber'; readonly rawId: string; readonly phoneNumber: { readonly value: string } }
  | { readonly kind: 'communicationUser'; readonly rawId: string; readonly communicationUser: { readonly id: string } };

/** One line of ParticipantsUpdated. */
export interface Participant {
  readonly identifier: Identifier;
  readonly isMuted: boolean;
  readonly isOnHold: boolean;
}

/** What every event says. */
export interface PlainData {
  /** That of the request, absent when the request had none. */
  readonly operationContext?: string;
  readonly resultInformation: ResultInformation;
}

/**
 * What RecognizeCompleted says of the keys or the words. The service's `confidence` is optional in its schema, and left out here:
 * nothing was listened to.
 */
export type RecognizeResult =
  | { readonly recognitionType: 'dtmf'; readonly dtmfResult: { readonly tones: readonly Tone[] } }
  | {
      readonly recognitionType: 'choices';
      /** The phrase as the request has it; absent when a key chose. Neither has been seen live. */
      readonly choiceResult: { readonly label: string; readonly recognizedPhrase?: string };
    }
  | { readonly recognitionType: 'speech'; readonly speechResult: { readonly speech: string } };

/** The data of each webhook event, without what belongs to the call as a whole (ids, version, type), which the server adds. */
export interface EventData {
  CallConnected: PlainData;
  CallDisconnected: PlainData;
  AnswerFailed: PlainData;
  ParticipantsUpdated: {
    readonly participants: readonly Participant[];
    readonly sequenceNumber: number;
    readonly resultInformation: ResultInformation;
  };
  PlayStarted: PlainData;
  PlayCompleted: PlainData;
  PlayCanceled: PlainData;
  PlayFailed: PlainData & { readonly failedPlaySourceIndex?: number };
  RecognizeCompleted: PlainData & RecognizeResult;
  RecognizeCanceled: PlainData;
  RecognizeFailed: PlainData & { readonly failedPlaySourceIndex?: number };
  CallTransferAccepted: PlainData & { readonly transferTarget: Identifier; readonly transferee: Identifier };
  CallTransferFailed: PlainData;
}

/** The names of the events, without the service's `Microsoft.Communication.` in front. */
export type EventType = keyof EventData;

/** An event for the app's webhook, of any type; `eventType` tells which data it has. */
export type RaisedEvent = {
  [T in EventType]: {
    readonly type: 'eventRaised';
    readonly eventType: T;
    readonly data: EventData[T];
    /** Where it goes instead of the call's own address, when its request said so. */
    readonly operationCallbackUri?: string;
  };
}[EventType];

/** Why a call is over. */
export type EndReason = 'callerHungUp' | 'targetHungUp' | 'appHungUp' | 'notAnswered' | 'rejected' | 'redirectFailed';

/** Why a telephone no longer rings. */
export type RingEnd = 'accepted' | 'declined' | 'busy' | 'noAnswer' | 'canceled';

/** Why an input changed nothing. */
export type IgnoredReason = 'callEnded' | 'noSuchLeg' | 'wrongState' | 'nobodyListens' | 'nothingSaid';

/** The outcome of one input, apart from the time. */
export type EffectBody =
  | RaisedEvent
  /** The app's request was not granted: HTTP status, the service's error code and a sentence. Nothing changed. */
  | { readonly type: 'refused'; readonly status: number; readonly code: string; readonly message: string }
  /** A telephone's input came when it could not matter. Nothing changed. */
  | { readonly type: 'inputIgnored'; readonly reason: IgnoredReason }
  | { readonly type: 'incomingCallRaised'; readonly from: string; readonly to: string }
  /** The caller begins to hear this. SSML comes as its words, a file as its name in brackets. */
  | { readonly type: 'promptStarted'; readonly text: string }
  /** The caller has heard it to its end (`finished`), or it was cut short. One for each `promptStarted`, in the same order. */
  | { readonly type: 'promptFinished'; readonly text: string; readonly finished: boolean }
  /** Somebody begins to say this. It `counts` when a recognition takes it; else `inputIgnored` follows. */
  | { readonly type: 'legSpoke'; readonly leg: string; readonly text: string; readonly counts: boolean }
  | { readonly type: 'phoneRang'; readonly leg: string; readonly number: string }
  | { readonly type: 'phoneStoppedRinging'; readonly leg: string; readonly reason: RingEnd }
  | { readonly type: 'legConnected'; readonly leg: string }
  | { readonly type: 'legEnded'; readonly leg: string }
  /** Nothing but `refused` and `inputIgnored` comes after this. */
  | { readonly type: 'callEnded'; readonly endReason: EndReason };

/** An effect and when it happened; with a clock that jumped, earlier than the input that brought it to light. */
export type Effect = EffectBody & { readonly atMs: number };
