import type { RecognizeGrammar } from './input.ts';
import { UTTERANCE_CHARACTERS_MAX } from './limits.ts';
import type { CallModel, MediaOperation, RunningMedia } from './model.ts';

/** A granted recognition. */
export type Recognition = Extract<MediaOperation, { kind: 'recognize' }>;

/** A recognition that runs. */
export type RunningRecognition = RunningMedia & { readonly operation: Recognition };

/** True when a key pressed now would count. */
export function isListening(model: CallModel): boolean {
  const running = recognitionIn(model);
  return running !== undefined && acceptsKeys(running) && isOpen(running);
}

/** True when a word said now would count. */
export function isListeningForSpeech(model: CallModel): boolean {
  const running = recognitionIn(model);
  return running !== undefined && acceptsWords(running) && isOpen(running);
}

/** The recognition that runs, if what runs is one. */
export function recognitionIn({ running }: CallModel): RunningRecognition | undefined {
  if (running?.operation.kind !== 'recognize') return undefined;
  return { ...running, operation: running.operation };
}

/** True when no protected prompt is in the way: what is listened for is taken at once. */
export function isOpen({ phase, operation }: RunningRecognition): boolean {
  return phase !== 'prompting' || operation.interruptPrompt;
}

/** Whether keys are listened for, and words have not come first. For choices that the first kind wins is assumed. */
export function acceptsKeys({ phase, operation }: RunningRecognition): boolean {
  return phase !== 'hearing' && listensForKeys(operation.grammar);
}

/** Whether words are listened for, keys have not come first, and there is room for more. */
export function acceptsWords({ phase, operation, utterance }: RunningRecognition): boolean {
  const room = utterance === undefined || utterance.text.length < UTTERANCE_CHARACTERS_MAX;
  return room && phase !== 'collecting' && listensForSpeech(operation.grammar);
}

/** That choices without tones take no notice of keys is assumed. */
function listensForKeys(grammar: RecognizeGrammar): boolean {
  if (grammar.kind === 'choices') return grammar.choices.some(({ tone }) => tone !== undefined);
  return grammar.kind !== 'speech';
}

function listensForSpeech(grammar: RecognizeGrammar): boolean {
  if (grammar.kind === 'choices') return grammar.choices.some(({ phrases }) => phrases.length > 0);
  return grammar.kind !== 'dtmf';
}
