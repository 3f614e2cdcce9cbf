import type { CallInput, Effect, PlaySource } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { Command, SpokenPrompt, TelephonyCommand } from '../../src/interpreter/command.ts';
import type { CallEvent, EmergencySwitch, RefusalReason } from '../../src/interpreter/event.ts';
import { assertNever } from '../../src/result.ts';
import { raisedEvent } from './raised-event.ts';
import { isRecognition, recognitionOf } from './recognition-input.ts';

/** A call's names on the other side of the bridge. */
export interface BridgedCall {
  /** The caller: a number, an identity, or empty where it is withheld. */
  readonly from: string;
  readonly callConnectionId: string;
}

/** What comes with the offer of a call. */
export interface OfferedCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly emergencies: Readonly<Record<string, EmergencySwitch>>;
}

/** What a command is to the telephone. */
export function inputOf(command: TelephonyCommand, call: BridgedCall): CallInput {
  const operationContext = command.token;
  if (isRecognition(command))
    return recognitionOf(command, { target: call.from, sources: command.prompts.map(sourceOf) });
  switch (command.type) {
    case 'answer':
      return { type: 'answer', callConnectionId: call.callConnectionId, operationContext };
    case 'reject':
      return { type: 'reject', reason: command.reason };
    case 'redirect':
      return { type: 'redirect', target: command.to };
    case 'play': {
      const sources = command.prompts.map(sourceOf);
      return { type: 'play', sources, loop: command.loop === true, interrupt: true, operationContext };
    }
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
export function eventOf(effect: Effect, offered: OfferedCall): CallEvent | undefined {
  if (effect.type === 'incomingCallRaised') {
    return { type: 'callOffered', from: effect.from, to: effect.to, ...offered, atMs: effect.atMs };
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

/** A clip is heard as the words that come with it: a dialogue is about what is said, not about who recorded it. */
function sourceOf({ text, ssml }: SpokenPrompt): PlaySource {
  return ssml === undefined ? { kind: 'text', text } : { kind: 'ssml', ssmlText: ssml };
}

/** As the app reads refusals: a call that is not there, a state that may pass, else a no. */
function reasonOf({ status, code }: Extract<Effect, { type: 'refused' }>): RefusalReason {
  if (status === 404) return 'gone';
  return code === '8501' || code === '8500' ? 'unreachable' : 'refused';
}
