import type { RecognizeChoice, RecognizeGrammar } from './input.ts';
import { acceptsWords, isOpen, type RunningRecognition, recognitionIn } from './listening.ts';
import { cutPrompt, failMedia, finishMedia } from './media.ts';
import { recognizedEvent } from './operation-events.ts';
import { RESULT } from './results.ts';
import type { ModelSettings } from './settings.ts';
import { scaled } from './speech.ts';
import { change, emit, type Turn } from './turn.ts';
import { addWords, asPhrase } from './utterance.ts';

/**
 * Words of the caller's, where a recognition takes them: they cut a prompt that may be interrupted, and begin an utterance or go
 * on with it. Undefined when nobody listens, or a protected prompt is in the way: it makes them lost, like a key.
 */
export function hearWords(turn: Turn, words: string): Turn | undefined {
  const running = recognitionIn(turn.model);
  if (running === undefined || !acceptsWords(running) || !isOpen(running)) return undefined;
  const { settings, nowMs } = turn.model;
  const utterance = addWords(running.utterance, words, { nowMs, settings });
  const endSilenceMs = endSilenceMsOf(running.operation.grammar, settings);
  const dueAtMs = utterance.spokenAtMs + scaled(endSilenceMs, settings.timeoutSpeed);
  const told = cutPrompt(emit(turn, { type: 'legSpoke', leg: 'caller', text: words, counts: true }));
  return change(told, { running: { ...running, phase: 'hearing', utterance, dueAtMs } });
}

/** The caller has been silent for long enough: what was said is compared, or passed on. */
export function finishHearing(turn: Turn, { operation, utterance }: RunningRecognition): Turn {
  const speech = utterance?.text ?? '';
  const phrase = asPhrase(speech);
  if (phrase === '') return failMedia(turn, RESULT.speechNotRecognized);
  if (operation.grammar.kind !== 'choices') {
    // The service writes speech as it would be printed; here it is what was typed.
    const result = { recognitionType: 'speech', speechResult: { speech } } as const;
    return finishMedia(turn, recognizedEvent(operation, result, RESULT.speechRecognized));
  }
  const chosen = choiceOf(operation.grammar.choices, phrase);
  if (chosen === undefined) return failMedia(turn, RESULT.phraseNotMatched);
  const result = { recognitionType: 'choices', choiceResult: chosen } as const;
  return finishMedia(turn, recognizedEvent(operation, result, RESULT.phraseMatched));
}

function endSilenceMsOf(grammar: RecognizeGrammar, settings: ModelSettings): number {
  return 'endSilenceMs' in grammar ? grammar.endSilenceMs : settings.choiceEndSilenceMs;
}

/** The first choice that has the phrase. */
function choiceOf(
  choices: readonly RecognizeChoice[],
  phrase: string,
): { label: string; recognizedPhrase: string } | undefined {
  const pairs = choices.flatMap(({ label, phrases }) =>
    phrases.map((recognizedPhrase) => ({ label, recognizedPhrase })),
  );
  return pairs.find(({ recognizedPhrase }) => asPhrase(recognizedPhrase) === phrase);
}
