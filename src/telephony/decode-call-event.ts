import * as z from 'zod';
import type { DeliveredEvent } from '../calls/ports/delivered-event.ts';
import type { CallEvent, OperationOutcome } from '../interpreter/event.ts';
import { cancelled, inputEnd, inputFailure, interDigitTimeout } from './reason-codes.ts';
import { keysOf } from './tones.ts';

/**
 * One element of a webhook's body, read. `ignored`: a kind that nothing here awaits. `unknown`: a kind that the service did
 * not have when this was written. `malformed`: lacks what its kind has. `noCloudEvent`: is
 * no event at all. Only a body that holds nothing else is an error of the delivery.
 */
export type DecodedEvent =
  | { readonly type: 'event'; readonly delivered: DeliveredEvent }
  | { readonly type: 'ignored' | 'unknown' | 'malformed' | 'noCloudEvent'; readonly kind: string };

/** What makes a CloudEvent. Source: CloudEvents 1.0; captures of the service always have these. */
const envelope = z.object({ id: z.string().min(1).max(200), type: z.string().max(200), data: z.unknown() });

/** Characters of what a caller said that are passed on: more than a flow keeps of it. */
const speechCharactersMax = 4_000;

const dataSchema = z.object({
  callConnectionId: z.string().min(1).max(100),
  operationContext: z.string().max(200).nullish(),
  resultInformation: z.object({ code: z.number().nullish(), subCode: z.number().nullish() }).nullish(),
  dtmfResult: z.object({ tones: z.array(z.string().max(20)).max(100) }).nullish(),
  choiceResult: z.object({ label: z.string().max(500) }).nullish(),
  speechResult: z.object({ speech: z.string().nullish() }).nullish(),
});

type EventData = z.infer<typeof dataSchema>;

/** Kinds of the service that nothing here awaits. Source: the service's specification, version 2026-03-12. */
const ignoredKinds: ReadonlySet<string> = new Set([
  'ParticipantsUpdated',
  'PlayStarted',
  'CreateCallFailed',
  'ConnectFailed',
  'AddParticipantSucceeded',
  'AddParticipantFailed',
  'RemoveParticipantSucceeded',
  'RemoveParticipantFailed',
  'MoveParticipantSucceeded',
  'MoveParticipantFailed',
  'CancelAddParticipantSucceeded',
  'CancelAddParticipantFailed',
  'ContinuousDtmfRecognitionToneReceived',
  'ContinuousDtmfRecognitionToneFailed',
  'ContinuousDtmfRecognitionStopped',
  'SendDtmfTonesCompleted',
  'SendDtmfTonesFailed',
  'HoldFailed',
  'MediaStreamingStarted',
  'MediaStreamingStopped',
  'MediaStreamingFailed',
  'TranscriptionStarted',
  'TranscriptionUpdated',
  'TranscriptionStopped',
  'TranscriptionFailed',
  'RecordingStateChanged',
  'StartRecordingFailed',
]);

/** Kinds that mean something to a call. */
const awaitedKinds: ReadonlySet<string> = new Set([
  'CallConnected',
  'CallDisconnected',
  'AnswerFailed',
  'PlayCompleted',
  'PlayFailed',
  'PlayCanceled',
  'RecognizeCompleted',
  'RecognizeFailed',
  'RecognizeCanceled',
  'CallTransferAccepted',
  'CallTransferFailed',
]);

const prefix = 'Microsoft.Communication.';

/** Reads one element. `receivedAtMs` is the event's instant: the service's own are not in order. */
export function decodeCallEvent(element: unknown, receivedAtMs: number): DecodedEvent {
  const read = envelope.safeParse(element);
  if (!read.success) return { type: 'noCloudEvent', kind: '' };
  const { id, type } = read.data;
  const kind = type.startsWith(prefix) ? type.slice(prefix.length) : type;
  if (ignoredKinds.has(kind)) return { type: 'ignored', kind };
  if (!awaitedKinds.has(kind)) return { type: 'unknown', kind };
  const data = dataSchema.safeParse(read.data.data);
  const event = data.success ? callEventOf(kind, data.data, receivedAtMs) : undefined;
  if (!data.success || event === undefined) return { type: 'malformed', kind };
  return { type: 'event', delivered: { eventId: id, callId: data.data.callConnectionId, event } };
}

function callEventOf(kind: string, data: EventData, atMs: number): CallEvent | undefined {
  switch (kind) {
    case 'CallConnected':
      return { type: 'callConnected', atMs };
    case 'CallDisconnected':
      return { type: 'callDisconnected', reason: codeOf(data), atMs };
    case 'AnswerFailed':
      return { type: 'answerFailed', reason: codeOf(data), atMs };
    default: {
      const outcome = outcomeOf(kind, data);
      if (outcome === undefined) return undefined;
      const token = data.operationContext ?? undefined;
      return token === undefined ? undefined : { ...outcome, token, atMs };
    }
  }
}

function outcomeOf(kind: string, data: EventData): OperationOutcome | undefined {
  switch (kind) {
    case 'PlayCompleted':
      return { type: 'promptCompleted' };
    case 'PlayFailed':
      return { type: 'promptFailed', reason: codeOf(data) };
    case 'PlayCanceled':
      return { type: 'promptCancelled' };
    case 'RecognizeCanceled':
      return { type: 'inputCancelled' };
    case 'RecognizeCompleted':
      return recognised(data);
    case 'RecognizeFailed':
      if (subCodeOf(data) === cancelled) return { type: 'inputCancelled' };
      // Whether such an event brings the keys so far is undocumented; without them the input is empty, hence a noMatch.
      return subCodeOf(data) === interDigitTimeout
        ? collected(data)
        : { type: 'inputFailed', reason: inputFailure(subCodeOf(data)) };
    case 'CallTransferAccepted':
      return { type: 'transferAccepted' };
    case 'CallTransferFailed':
      return { type: 'transferFailed', reason: codeOf(data) };
    default:
      return undefined;
  }
}

/**
 * What was recognised says of which kind it is; the subcodes (8533, 8545, 8569 and those of keys) say no more than that. Source:
 * the service's specification, for there is no capture of a recognition.
 */
function recognised(data: EventData): OperationOutcome {
  const { choiceResult, speechResult, dtmfResult } = data;
  if (subCodeOf(data) === cancelled) return { type: 'inputCancelled' };
  if (choiceResult) return { type: 'choiceMade', label: choiceResult.label };
  if (speechResult) return { type: 'speechHeard', text: (speechResult.speech ?? '').slice(0, speechCharactersMax) };
  const hasKeys = dtmfResult !== undefined && dtmfResult !== null;
  return hasKeys || subCodeOf(data) === interDigitTimeout ? collected(data) : { type: 'inputFailed', reason: 'failed' };
}

function collected(data: EventData): OperationOutcome {
  return { type: 'inputCollected', digits: keysOf(data.dtmfResult?.tones ?? []), endedBy: inputEnd(subCodeOf(data)) };
}

function subCodeOf(data: EventData): number | undefined {
  return data.resultInformation?.subCode ?? undefined;
}

function codeOf(data: EventData): string {
  return `${data.resultInformation?.code ?? ''}/${data.resultInformation?.subCode ?? ''}`;
}

/** What a webhook's body holds. */
export interface DecodedBody {
  readonly delivered: readonly DeliveredEvent[];
  /** Elements that are no event for us, by kind, for the log. */
  readonly left: readonly {
    readonly what: 'ignored' | 'unknown' | 'malformed' | 'noCloudEvent';
    readonly kind: string;
  }[];
}

/** More events than this come in no delivery of the service; every capture of it has one. */
const eventsPerBodyMax = 64;

/** Reads a body: a list of CloudEvents, each decoded on its own; undefined where it is no such list. */
export function decodeCallEvents(text: string, receivedAtMs: number): DecodedBody | undefined {
  const elements = elementsOf(text);
  if (elements === undefined || elements.length > eventsPerBodyMax) return undefined;
  const decoded = elements.map((element) => decodeCallEvent(element, receivedAtMs));
  if (decoded.length > 0 && decoded.every((one) => one.type === 'noCloudEvent')) return undefined;
  return {
    delivered: decoded.flatMap((one) => (one.type === 'event' ? [one.delivered] : [])),
    left: decoded.flatMap((one) => (one.type === 'event' ? [] : [{ what: one.type, kind: one.kind }])),
  };
}

/** The SDK's own parser reads only the first element and drops the envelope's id, so the body is read here. */
function elementsOf(text: string): unknown[] | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (Array.isArray(body)) return body;
    return typeof body === 'object' && body !== null ? [body] : undefined;
  } catch {
    return undefined;
  }
}
