import type { EffectBody } from './effect.ts';
import { endCall } from './ending.ts';
import type { AppInput } from './input.ts';
import { MEDIA_QUEUE_MAX, PLAY_SOURCES_MAX, TARGET_LEGS_MAX } from './limits.ts';
import { addMedia, cancelMedia } from './media.ts';
import type { CallModel, MediaOperation } from './model.ts';
import { contextOf } from './operation-events.ts';
import { recognitionFault } from './recognition-limits.ts';
import { invalidArgument, REFUSAL, RESULT } from './results.ts';
import { scaled } from './speech.ts';
import { ringTarget } from './transfer.ts';
import { change, emit, type Turn } from './turn.ts';

type OfferInput = Extract<AppInput, { type: 'answer' | 'reject' | 'redirect' }>;
type CallInput = Exclude<AppInput, OfferInput>;
type MediaInput = Extract<CallInput, { type: 'play' | 'recognize' }>;

/** What the app asks for: granted, or refused with the service's status and code. */
export function applyAppInput(turn: Turn, input: AppInput): Turn {
  const refusal = refusalOf(turn.model, input);
  if (refusal !== undefined) return emit(turn, refusal);
  switch (input.type) {
    case 'answer':
      return answer(turn, input);
    case 'reject':
      return endCall(turn, 'rejected', RESULT.endedByApp);
    case 'redirect':
      return ringTarget(change(turn, { ringDueAtMs: undefined }), {
        kind: 'redirect',
        target: input.target,
        request: {},
      });
    case 'play':
    case 'recognize':
      return addMedia(turn, operationOf(input));
    case 'cancelAllMediaOperations':
      return cancelMedia(turn);
    case 'transfer':
      return ringTarget(turn, { kind: 'transfer', target: input.target, request: input });
    case 'hangUp':
    case 'terminate':
      return endCall(turn, 'appHungUp', RESULT.endedByApp);
  }
}

function refusalOf(model: CallModel, input: AppInput): EffectBody | undefined {
  if (input.type === 'answer' || input.type === 'reject' || input.type === 'redirect') return offerRefusal(model);
  if (model.connection === undefined || model.connection.state === 'disconnected') return REFUSAL.callNotFound;
  if (input.type === 'hangUp' || input.type === 'terminate') return undefined;
  if (model.connection.state === 'connecting') return REFUSAL.notEstablished;
  if (input.type === 'play' || input.type === 'recognize') return mediaRefusal(model, input);
  return input.type === 'transfer' ? transferRefusal(model) : undefined;
}

/** The service says only that a late answer "won't be effective"; the codes are assumed. */
function offerRefusal(model: CallModel): EffectBody | undefined {
  if (model.phase === 'idle' || model.phase === 'ended') return REFUSAL.callNotFound;
  const open = model.phase === 'ringing' && model.connection === undefined && model.transfer === undefined;
  return open ? undefined : REFUSAL.invalidState;
}

function mediaRefusal(model: CallModel, input: MediaInput): EffectBody | undefined {
  const to = input.type === 'play' ? input.playTo : input.target;
  const sources = input.type === 'play' ? input.sources : input.prompts;
  if (to !== undefined && to !== model.from) return invalidArgument('The target is not a participant of this call.');
  if (sources.length > PLAY_SOURCES_MAX) return invalidArgument(`More than ${PLAY_SOURCES_MAX} play sources.`);
  if (input.type === 'play' && sources.length === 0) return invalidArgument('playSources must not be empty.');
  const fault = input.type === 'recognize' ? recognitionFault(input) : undefined;
  if (fault !== undefined) return invalidArgument(fault);
  if (model.transfer !== undefined && model.settings.mediaDuringTransfer === 'refused') return REFUSAL.notEstablished;
  if (input.interrupt) return undefined;
  if (input.type === 'play' && clashes(model, input.playTo)) return REFUSAL.incompatibleMedia;
  return model.queue.length >= MEDIA_QUEUE_MAX ? REFUSAL.tooManyOperations : undefined;
}

/**
 * The service's table of media actions, as far as this model has them: a play to one participant excludes another,
 * running or queued; everything else in a call of two goes together. Source: Microsoft, control mid-call media actions.
 */
function clashes(model: CallModel, playTo: string | undefined): boolean {
  if (playTo === undefined) return false;
  const operations = [...(model.running === undefined ? [] : [model.running.operation]), ...model.queue];
  return operations.some((operation) => operation.kind === 'play' && operation.playTo !== undefined);
}

function transferRefusal(model: CallModel): EffectBody | undefined {
  if (model.transfer !== undefined) return REFUSAL.transferConflict;
  return model.legs.length > TARGET_LEGS_MAX ? REFUSAL.invalidState : undefined;
}

function operationOf(input: MediaInput): MediaOperation {
  const { type, ...request } = input;
  // The two members of MediaOperation are those of MediaInput under another discriminant, which TypeScript cannot follow.
  return { kind: type, ...request } as MediaOperation;
}

function answer(turn: Turn, input: Extract<AppInput, { type: 'answer' }>): Turn {
  const { nowMs, settings } = turn.model;
  return change(turn, {
    ringDueAtMs: undefined,
    connectDueAtMs: nowMs + scaled(settings.setUpMs, settings.speed),
    connection: { id: input.callConnectionId, state: 'connecting', ...contextOf(input) },
  });
}
