import type { CallInput, PlaySource, RecognizeGrammar } from '../../local/telephony-emulator/call-model/call-model.ts';
import { isKey, type Tone, toneOfKey } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { Choice, Command, KeyInput } from '../../src/interpreter/command.ts';

type Recognition = Extract<Command, { type: 'recogniseDigits' | 'recogniseChoice' | 'recogniseSpeech' }>;

/** Whether a command listens to the caller. */
export function isRecognition(command: Command): command is Recognition {
  return command.type === 'recogniseDigits' || command.type === 'recogniseChoice' || command.type === 'recogniseSpeech';
}

/** What a recognition is to the telephone. */
export function recognitionOf(
  command: Recognition,
  { target, sources }: { target: string; sources: readonly PlaySource[] },
): CallInput {
  return {
    type: 'recognize',
    target,
    prompts: sources,
    interruptPrompt: command.bargeIn,
    interrupt: true,
    initialSilenceMs: command.initialSilenceMs,
    grammar: grammarOf(command),
    operationContext: command.token,
  };
}

function grammarOf(command: Recognition): RecognizeGrammar {
  switch (command.type) {
    case 'recogniseDigits':
      return { kind: 'dtmf', ...keySequence(command) };
    case 'recogniseChoice':
      return { kind: 'choices', choices: command.choices.map(choiceOf) };
    case 'recogniseSpeech': {
      const { endSilenceMs, keys } = command;
      return keys === undefined
        ? { kind: 'speech', endSilenceMs }
        : { kind: 'speechOrDtmf', endSilenceMs, ...keySequence(keys) };
    }
  }
}

function choiceOf({ label, phrases, key }: Choice) {
  return isKey(key) ? { label, phrases, tone: toneOfKey(key) } : { label, phrases };
}

function keySequence({ digitsMax, endKey, interDigitMs }: KeyInput) {
  const stopTones: Tone[] = endKey !== undefined && isKey(endKey) ? [toneOfKey(endKey)] : [];
  return { interToneMs: interDigitMs, maxTones: digitsMax, stopTones };
}
