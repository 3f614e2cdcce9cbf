import type { PlaySource, RecognizeGrammar } from '../../call-model/call-model.ts';
import type { LiveCall } from '../live-call.ts';
import { applyTo, type OperationsContext } from './apply-to-call.ts';
import { decodeBody, playBody, type RecognizeBody, recognizeBody } from './request-bodies.ts';
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
  if (lacksSpeech(call, context) && isSpoken(playSources)) return speechMissing();
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
  const needsSpeech = recognizeInputType !== 'dtmf' || isSpoken(prompts);
  if (lacksSpeech(call, context) && needsSpeech) return speechMissing();
  const input = {
    type: 'recognize',
    target: recognizeOptions.targetParticipant,
    prompts,
    interruptPrompt: recognizeOptions.interruptPrompt,
    interrupt: interruptCallMediaOperation,
    initialSilenceMs: recognizeOptions.initialSilenceTimeoutInSeconds * 1_000,
    grammar: grammarOf(decoded.value),
    operationContext,
    operationCallbackUri,
  } as const;
  return applyTo(call, input, { status: 202 });
}

function grammarOf({ recognizeInputType: kind, recognizeOptions }: RecognizeBody): RecognizeGrammar {
  const { choices, dtmfOptions, speechOptions } = recognizeOptions;
  const keys = {
    interToneMs: dtmfOptions.interToneTimeoutInSeconds * 1_000,
    stopTones: dtmfOptions.stopTones,
    ...(dtmfOptions.maxTonesToCollect === undefined ? {} : { maxTones: dtmfOptions.maxTonesToCollect }),
  };
  const endSilenceMs = speechOptions.endSilenceTimeoutInMs;
  switch (kind) {
    case 'dtmf':
      return { kind, ...keys };
    case 'choices':
      return { kind, choices };
    case 'speech':
      return { kind, endSilenceMs };
    case 'speechOrDtmf':
      return { kind, ...keys, endSilenceMs };
  }
}

function lacksSpeech(call: LiveCall, context: OperationsContext): boolean {
  return context.cognitiveServicesRequired && call.answered?.cognitiveServices !== true;
}

function isSpoken(sources: readonly PlaySource[]): boolean {
  return sources.some(({ kind }) => kind !== 'file');
}

/** The code is documented; that it comes here and not as PlayFailed is assumed. */
function speechMissing(): ServiceAnswer {
  return refused(
    400,
    '8567',
    'The call was answered without cognitiveServicesEndpoint, which spoken prompts and speech recognition need.',
  );
}
