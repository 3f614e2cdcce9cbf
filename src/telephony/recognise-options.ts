import type {
  CallMediaRecognizeChoiceOptions,
  CallMediaRecognizeDtmfOptions,
  CallMediaRecognizeSpeechOptions,
  CallMediaRecognizeSpeechOrDtmfOptions,
  DtmfTone,
} from '@azure/communication-call-automation';
import type { KeyInput, RecogniseChoice, RecogniseDigits, RecogniseSpeech } from '../interpreter/command.ts';
import { assertNever } from '../result.ts';
import type { CallAutomationSettings } from './call-automation-settings.ts';
import { playSourcesOf } from './play-source.ts';
import { toneFor } from './tones.ts';

/** What every kind of recognition is asked for. */
export type Recognition = (RecogniseDigits | RecogniseChoice | RecogniseSpeech) & { readonly token: string };

type RecognitionOptions =
  | CallMediaRecognizeDtmfOptions
  | CallMediaRecognizeChoiceOptions
  | CallMediaRecognizeSpeechOptions
  | CallMediaRecognizeSpeechOrDtmfOptions;

/**
 * Longest silence before the first word that the service takes where it listens for speech. Milliseconds. Source: ACS recognize
 * action, for choices and speech; that it holds for speech or keys as well is assumed.
 */
const speechSilenceMsMax = 20_000;

/** A recognition as the SDK has it. */
export function recognitionOptions(command: Recognition, settings: CallAutomationSettings): RecognitionOptions {
  const initialSilenceMs =
    command.type === 'recogniseDigits'
      ? command.initialSilenceMs
      : Math.min(command.initialSilenceMs, speechSilenceMsMax);
  const options = {
    initialSilenceTimeoutInSeconds: secondsOf(initialSilenceMs),
    interruptPrompt: command.bargeIn,
    // A repeat of this request, sent because nobody knows what became of it, replaces the first instead of queueing behind it.
    interruptCallMediaOperation: true,
    playPrompts: command.prompts.flatMap((prompt) => playSourcesOf(prompt, settings)),
    operationContext: command.token,
  };
  switch (command.type) {
    case 'recogniseDigits':
      return { kind: 'callMediaRecognizeDtmfOptions', ...options, ...keysOf(command) };
    case 'recogniseChoice':
      return {
        kind: 'callMediaRecognizeChoiceOptions',
        ...options,
        choices: command.choices.map(choiceOf),
        speechLanguage: command.language,
      };
    case 'recogniseSpeech':
      return { ...options, ...speechOf(command) };
    default:
      return assertNever(command);
  }
}

function speechOf({ keys, language, endSilenceMs }: RecogniseSpeech) {
  const speech = { speechLanguage: language, endSilenceTimeoutInSeconds: exactSecondsOf(endSilenceMs) };
  return keys === undefined
    ? ({ kind: 'callMediaRecognizeSpeechOptions', ...speech } as const)
    : ({ kind: 'callMediaRecognizeSpeechOrDtmfOptions', ...speech, ...keysOf(keys) } as const);
}

/** Without phrases a choice is one of its key alone. */
function choiceOf({ label, phrases, key }: RecogniseChoice['choices'][number]) {
  const tone = toneFor(key);
  return { label, phrases: [...phrases], ...(tone === undefined ? {} : { tone }) };
}

function keysOf({ digitsMax, endKey, interDigitMs }: KeyInput): {
  maxTonesToCollect: number;
  interToneTimeoutInSeconds: number;
  stopDtmfTones?: DtmfTone[];
} {
  const stopTone = endKey === undefined ? undefined : toneFor(endKey);
  return {
    maxTonesToCollect: digitsMax,
    interToneTimeoutInSeconds: secondsOf(interDigitMs),
    ...(stopTone === undefined ? {} : { stopDtmfTones: [stopTone] }),
  };
}

/** One second at least, since the SDK turns 0 into its own default; seconds exist only here. */
function secondsOf(ms: number): number {
  return Math.max(1, Math.round(ms / 1_000));
}

/**
 * In eighths of a second, at least one. The SDK multiplies by 1 000 for a field of whole milliseconds, which only fractions that
 * a computer holds exactly survive; and it turns 0 into its own default.
 */
function exactSecondsOf(ms: number): number {
  return Math.max(1, Math.round(ms / 125)) / 8;
}
