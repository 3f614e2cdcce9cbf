import type { PlaySource } from '../../call-model/call-model.ts';
import type { LiveCall } from '../live-call.ts';
import { applyTo, type OperationsContext } from './apply-to-call.ts';
import { decodeBody, playBody, recognizeBody } from './request-bodies.ts';
import { invalidArgument, refused, type ServiceAnswer } from './service-answer.ts';

/** A play or recognize request for a call. */
export interface MediaRequest {
  readonly kind: 'play' | 'recognize';
  readonly body: Uint8Array;
  readonly context: OperationsContext;
}

/** Plays or listens, as the body says. */
export function applyMedia(call: LiveCall, request: MediaRequest): ServiceAnswer {
  const answer = request.kind === 'play' ? play(call, request) : recognize(call, request);
  return { ...answer, call };
}

function play(call: LiveCall, { body, context }: MediaRequest): ServiceAnswer {
  const decoded = decodeBody(playBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const { playSources, playTo, playOptions, interruptCallMediaOperation, ...request } = decoded.value;
  if (isSpeechMissing(call, playSources, context)) return speechMissing();
  const input = {
    type: 'play',
    sources: playSources,
    playTo: playTo[0],
    loop: playOptions?.loop ?? false,
    interrupt: interruptCallMediaOperation,
    ...request,
  } as const;
  return applyTo(call, input, { status: 202 });
}

function recognize(call: LiveCall, { body, context }: MediaRequest): ServiceAnswer {
  const decoded = decodeBody(recognizeBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const { recognizeInputType, playPrompt, playPrompts, recognizeOptions, interruptCallMediaOperation } = decoded.value;
  const { operationContext, operationCallbackUri } = decoded.value;
  const prompts = playPrompts ?? (playPrompt === undefined ? [] : [playPrompt]);
  if (isSpeechMissing(call, prompts, context)) return speechMissing();
  const input = {
    type: 'recognize',
    target: recognizeOptions.targetParticipant,
    prompts,
    interruptPrompt: recognizeOptions.interruptPrompt,
    interrupt: interruptCallMediaOperation,
    initialSilenceMs: recognizeOptions.initialSilenceTimeoutInSeconds * 1_000,
    grammar: grammarOf(recognizeInputType, recognizeOptions),
    operationContext,
    operationCallbackUri,
  } as const;
  return applyTo(call, input, { status: 202 });
}

type RecognizeOptions = NonNullable<ReturnType<typeof recognizeBody.parse>['recognizeOptions']>;

function grammarOf(kind: 'dtmf' | 'choices', { choices, dtmfOptions }: RecognizeOptions) {
  if (kind === 'choices') return { kind, choices: choices ?? [] } as const;
  return {
    kind,
    interToneMs: (dtmfOptions?.interToneTimeoutInSeconds ?? 2) * 1_000,
    maxTones: dtmfOptions?.maxTonesToCollect,
    stopTones: dtmfOptions?.stopTones ?? [],
  } as const;
}

function isSpeechMissing(call: LiveCall, sources: readonly PlaySource[], context: OperationsContext): boolean {
  if (!context.cognitiveServicesRequired || call.answered?.cognitiveServices === true) return false;
  return sources.some(({ kind }) => kind !== 'file');
}

/** The code is documented; that it comes here and not as PlayFailed is assumed. */
function speechMissing(): ServiceAnswer {
  return refused(400, '8567', 'The call was answered without cognitiveServicesEndpoint, which spoken prompts need.');
}
