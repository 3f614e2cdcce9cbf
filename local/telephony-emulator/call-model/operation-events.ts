import type { EffectBody, RecognizeResult, ResultInformation } from './effect.ts';
import type { RequestContext } from './input.ts';
import type { CallModel, MediaOperation, Transfer } from './model.ts';
import { RESULT } from './results.ts';

type PlainEventType =
  | 'CallConnected'
  | 'CallDisconnected'
  | 'AnswerFailed'
  | 'PlayStarted'
  | 'PlayCompleted'
  | 'PlayCanceled'
  | 'PlayFailed'
  | 'RecognizeCanceled'
  | 'RecognizeFailed'
  | 'CallTransferFailed';

/** An event that says no more than its outcome. */
export function plainEvent(
  eventType: PlainEventType,
  resultInformation: ResultInformation,
  request: RequestContext = {},
): EffectBody {
  return {
    type: 'eventRaised',
    eventType,
    data: { ...contextOf(request), resultInformation },
    ...addressOf(request),
  };
}

/** The operation's context as event data: nothing when the request had none, as the service does. */
export function contextOf(request: RequestContext): { operationContext?: string } {
  return request.operationContext === undefined ? {} : { operationContext: request.operationContext };
}

/** Where the operation's events go, when its request said so. */
export function addressOf(request: RequestContext): { operationCallbackUri?: string } {
  return request.operationCallbackUri === undefined ? {} : { operationCallbackUri: request.operationCallbackUri };
}

/** The event of a recognition that heard what it listened for. */
export function recognizedEvent(
  request: RequestContext,
  result: RecognizeResult,
  resultInformation: ResultInformation,
): EffectBody {
  return {
    type: 'eventRaised',
    eventType: 'RecognizeCompleted',
    data: { ...result, ...contextOf(request), resultInformation },
    ...addressOf(request),
  };
}

/** The event of a media operation that was cancelled. */
export function canceledEvent(operation: MediaOperation): EffectBody {
  return operation.kind === 'play'
    ? plainEvent('PlayCanceled', RESULT.playCanceled, operation)
    : plainEvent('RecognizeCanceled', RESULT.recognizeCanceled, operation);
}

/** The event of a media operation that failed; `sourceIndex` when one of its sources was the reason. */
export function failedEvent(
  operation: MediaOperation,
  resultInformation: ResultInformation,
  sourceIndex?: number,
): EffectBody {
  const failedSource = sourceIndex === undefined ? {} : { failedPlaySourceIndex: sourceIndex };
  return {
    type: 'eventRaised',
    eventType: operation.kind === 'play' ? 'PlayFailed' : 'RecognizeFailed',
    data: { ...failedSource, ...contextOf(operation), resultInformation },
    ...addressOf(operation),
  };
}

/** The events of what is still open when the call ends, as the settings want them. */
export function openOperationEvents(model: CallModel): readonly EffectBody[] {
  const how = model.settings.openOperationsAtEnd;
  if (how === 'silent') return [];
  const media = [...(model.running === undefined ? [] : [model.running.operation]), ...model.queue];
  const events = media.map((operation) =>
    how === 'failedBefore' ? failedEvent(operation, RESULT.callTerminated) : canceledEvent(operation),
  );
  return [...events, ...openTransferEvents(model.transfer)];
}

function openTransferEvents(transfer: Transfer | undefined): readonly EffectBody[] {
  if (transfer?.kind !== 'transfer') return [];
  return [plainEvent('CallTransferFailed', RESULT.transferCanceled, transfer)];
}
