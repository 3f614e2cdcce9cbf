import {
  type AppInput,
  type CallModel,
  isKey,
  type PlaySource,
  type RecognizeGrammar,
  toneOfKey,
} from '../../local/telephony-emulator/call-model/call-model.ts';
import type { CommandRequest } from '../../src/calls/ports/telephony.ts';
import type { KeyInput, SpokenPrompt, TelephonyCommand } from '../../src/interpreter/command.ts';

/** One connection between the caller and the app, as the service sees it. */
export interface TelephoneLine {
  /** callConnectionId. */
  readonly id: string;
  model: CallModel;
}

/** How a line sounds to its caller. `silent`: the app holds it and does nothing with it. */
export type Sound = 'none' | 'busy' | 'silent';

/** What the caller hears on a line: silence only where it is the app's turn to do something. */
export function soundOf({ model }: TelephoneLine): Sound {
  if (model.connection?.state === 'connected') return model.running === undefined ? 'silent' : 'busy';
  return model.connection?.state === 'transferring' || isWithHuman(model) ? 'busy' : 'none';
}

/** Whether the caller talks with somebody. */
export function isWithHuman(model: CallModel): boolean {
  return model.legs.some(({ role, state }) => role === 'target' && state === 'connected');
}

/** Whether the app has nothing more to do for the caller. */
export function isLineOver({ model }: TelephoneLine): boolean {
  return model.phase === 'ended' || isWithHuman(model);
}

/** A command as the call model's input. `callId` is the one that an answer gets. */
export function inputOf({ command, call }: CommandRequest, callId: string): AppInput {
  const { token } = command;
  switch (command.type) {
    case 'answer':
      return { type: 'answer', callConnectionId: callId, operationContext: token };
    case 'reject':
      return { type: 'reject', reason: command.reason };
    case 'redirect':
      return { type: 'redirect', target: command.to };
    case 'play':
      return {
        type: 'play',
        sources: sourcesOf(command.prompts),
        loop: command.loop ?? false,
        interrupt: true,
        operationContext: token,
      };
    case 'recogniseDigits':
    case 'recogniseChoice':
    case 'recogniseSpeech':
      return {
        type: 'recognize',
        target: call.from,
        prompts: sourcesOf(command.prompts),
        interruptPrompt: command.bargeIn,
        interrupt: true,
        initialSilenceMs: command.initialSilenceMs,
        operationContext: token,
        grammar: grammarOf(command),
      };
    case 'cancelMedia':
      return { type: 'cancelAllMediaOperations' };
    case 'transfer':
      return { type: 'transfer', target: command.to, operationContext: token };
    case 'hangUp':
      return { type: 'terminate' };
  }
}

type Recognition = Extract<TelephonyCommand, { type: 'recogniseDigits' | 'recogniseChoice' | 'recogniseSpeech' }>;

function grammarOf(command: Recognition): RecognizeGrammar {
  switch (command.type) {
    case 'recogniseDigits':
      return { kind: 'dtmf', ...keysOf(command) };
    case 'recogniseChoice': {
      const choices = command.choices.map(({ label, phrases, key }) => ({
        label,
        phrases,
        ...(isKey(key) ? { tone: toneOfKey(key) } : {}),
      }));
      return { kind: 'choices', choices };
    }
    case 'recogniseSpeech': {
      const { keys, endSilenceMs } = command;
      return keys === undefined
        ? { kind: 'speech', endSilenceMs }
        : { kind: 'speechOrDtmf', endSilenceMs, ...keysOf(keys) };
    }
  }
}

function keysOf({ endKey, digitsMax, interDigitMs }: KeyInput) {
  const stopTones = endKey !== undefined && isKey(endKey) ? [toneOfKey(endKey)] : [];
  return { interToneMs: interDigitMs, maxTones: digitsMax, stopTones };
}

function sourcesOf(prompts: readonly SpokenPrompt[]): readonly PlaySource[] {
  return prompts.map(({ text, clip }) =>
    clip === undefined ? { kind: 'text', text } : { kind: 'file', uri: `https://clips.example/${clip}` },
  );
}
