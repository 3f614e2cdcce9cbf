import type {
  CallInput,
  Effect,
  PlaySource,
  RaisedEvent,
} from '../../local/telephony-emulator/call-model/call-model.ts';
import { isKey, TONES, type Tone, toneOfKey } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { Command, SpokenPrompt } from '../../src/interpreter/command.ts';
import type { CallEvent, InputEnd, InputFailure, RefusalReason } from '../../src/interpreter/event.ts';
import { assertNever } from '../../src/result.ts';

/** A call's names on the other side of the bridge. */
export interface BridgedCall {
  /** The caller's number. */
  readonly from: string;
  readonly callConnectionId: string;
}

/** What a command is to the telephone. */
export function inputOf(command: Command, call: BridgedCall): CallInput {
  const operationContext = command.token;
  switch (command.type) {
    case 'answer':
      return { type: 'answer', callConnectionId: call.callConnectionId, operationContext };
    case 'reject':
      return { type: 'reject', reason: command.reason };
    case 'redirect':
      return { type: 'redirect', target: command.to };
    case 'play':
      return { type: 'play', sources: command.prompts.map(sourceOf), loop: false, interrupt: true, operationContext };
    case 'recogniseDigits':
      return recognitionOf(command, call);
    case 'cancelMedia':
      return { type: 'cancelAllMediaOperations' };
    case 'transfer':
      return { type: 'transfer', target: command.to, operationContext };
    case 'hangUp':
      return { type: 'terminate' };
    default:
      return assertNever(command);
  }
}

/** What came of a command or of the telephone is to the interpreter; undefined for what nothing in it awaits. */
export function eventOf(effect: Effect): CallEvent | undefined {
  if (effect.type === 'incomingCallRaised') {
    return { type: 'callOffered', from: effect.from, to: effect.to, headers: {}, atMs: effect.atMs };
  }
  return effect.type === 'eventRaised' ? raisedEvent(effect, effect.atMs) : undefined;
}

/** The answer to a command that has no event of its own; undefined where it has one, or none is awaited. */
export function answerTo(command: Command, effects: readonly Effect[], atMs: number): CallEvent | undefined {
  const { token } = command;
  const refusal = effects.find((effect) => effect.type === 'refused');
  if (refusal !== undefined) return { type: 'commandRefused', token, reason: reasonOf(refusal), atMs };
  return command.type === 'reject' || command.type === 'redirect'
    ? { type: 'commandAccepted', token, atMs }
    : undefined;
}

function recognitionOf(command: Extract<Command, { type: 'recogniseDigits' }>, call: BridgedCall): CallInput {
  const { bargeIn, digitsMax, endKey, initialSilenceMs, interDigitMs, prompts, token } = command;
  const stopTones = endKey !== undefined && isKey(endKey) ? [toneOfKey(endKey)] : [];
  return {
    type: 'recognize',
    target: call.from,
    prompts: prompts.map(sourceOf),
    interruptPrompt: bargeIn,
    interrupt: true,
    initialSilenceMs,
    grammar: { kind: 'dtmf', interToneMs: interDigitMs, maxTones: digitsMax, stopTones },
    operationContext: token,
  };
}

function sourceOf({ text }: SpokenPrompt): PlaySource {
  return { kind: 'text', text };
}

/** As the app reads refusals: a call that is not there, a state that may pass, else a no. */
function reasonOf({ status, code }: Extract<Effect, { type: 'refused' }>): RefusalReason {
  if (status === 404) return 'gone';
  return code === '8501' || code === '8500' ? 'unreachable' : 'refused';
}

function raisedEvent(raised: RaisedEvent, atMs: number): CallEvent | undefined {
  const { code, subCode } = raised.data.resultInformation;
  const reason = `${code}/${subCode}`;
  switch (raised.eventType) {
    case 'CallConnected':
      return { type: 'callConnected', atMs };
    case 'CallDisconnected':
      return { type: 'callDisconnected', reason, atMs };
    case 'AnswerFailed':
      return { type: 'answerFailed', reason, atMs };
    default:
      return operationEvent(raised, { reason, subCode, atMs });
  }
}

interface Outcome {
  readonly reason: string;
  readonly subCode: number;
  readonly atMs: number;
}

/** An event whose request had no context answers nothing that the interpreter asked for. */
function operationEvent(raised: RaisedEvent, { reason, subCode, atMs }: Outcome): CallEvent | undefined {
  const token = 'operationContext' in raised.data ? raised.data.operationContext : undefined;
  if (token === undefined) return undefined;
  switch (raised.eventType) {
    case 'PlayCompleted':
      return { type: 'promptCompleted', token, atMs };
    case 'PlayFailed':
      return { type: 'promptFailed', token, reason, atMs };
    case 'RecognizeCompleted': {
      const tones = raised.data.recognitionType === 'dtmf' ? raised.data.dtmfResult.tones : [];
      return { type: 'inputCollected', token, digits: keysOf(tones), endedBy: inputEnds[subCode] ?? 'maxDigits', atMs };
    }
    case 'RecognizeFailed':
      return { type: 'inputFailed', token, reason: inputFailures[subCode] ?? 'failed', atMs };
    case 'CallTransferAccepted':
      return { type: 'transferAccepted', token, atMs };
    case 'CallTransferFailed':
      return { type: 'transferFailed', token, reason, atMs };
    default:
      return undefined;
  }
}

/** Source: Microsoft's troubleshooting codes; the telephone here reports an inter-digit time-out as completed. */
const inputEnds: Readonly<Record<number, InputEnd>> = { 8514: 'endKey', 8531: 'maxDigits', 8532: 'interDigit' };

const inputFailures: Readonly<Record<number, InputFailure>> = {
  8510: 'noInput',
  8511: 'promptFailed',
  8532: 'noMatch',
  8534: 'noMatch',
};

function keysOf(tones: readonly Tone[]): string {
  return tones.map((tone) => keys[TONES.indexOf(tone)] ?? '').join('');
}

/** In the order of TONES, which is that of the keys. */
const keys = '0123456789ABCD#*';
