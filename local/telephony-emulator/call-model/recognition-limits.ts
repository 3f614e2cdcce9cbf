import type { RecognizeChoice, RecognizeRequest } from './input.ts';
import {
  CHOICES_MAX,
  KEYS_INITIAL_SILENCE_MS_MAX,
  PHRASE_CHARACTERS_MAX,
  PHRASES_MAX,
  SPEECH_INITIAL_SILENCE_MS_MAX,
} from './limits.ts';

/** What the service would refuse in a recognition's options, as a sentence with the field in front; undefined when nothing. */
export function recognitionFault({ grammar, initialSilenceMs }: RecognizeRequest): string | undefined {
  const silenceMsMax = grammar.kind === 'dtmf' ? KEYS_INITIAL_SILENCE_MS_MAX : SPEECH_INITIAL_SILENCE_MS_MAX;
  if (initialSilenceMs > silenceMsMax) {
    return `recognizeOptions.initialSilenceTimeoutInSeconds: must be at most ${silenceMsMax / 1_000} for ${grammar.kind}.`;
  }
  const fault = grammar.kind === 'choices' ? choicesFault(grammar.choices) : undefined;
  return fault === undefined ? undefined : `recognizeOptions.choices: ${fault}.`;
}

function choicesFault(choices: readonly RecognizeChoice[]): string | undefined {
  if (choices.length === 0) return 'must have at least one choice';
  if (choices.length > CHOICES_MAX) return `must have at most ${CHOICES_MAX} choices`;
  return tonesFault(choices) ?? choices.map(choiceFault).find((fault) => fault !== undefined);
}

function tonesFault(choices: readonly RecognizeChoice[]): string | undefined {
  const tones = choices.flatMap(({ tone }) => (tone === undefined ? [] : [tone]));
  // Source: Microsoft, recognise with voice input, limitations.
  if (tones.length > 0 && tones.length < choices.length) return 'must have a tone each, or none of them one';
  return new Set(tones).size < tones.length ? 'must have different tones' : undefined;
}

function choiceFault({ label, phrases, tone }: RecognizeChoice): string | undefined {
  const texts = [label, ...phrases];
  if (texts.some((text) => text.trim() === '')) return 'must not have an empty label or phrase';
  if (texts.some((text) => text.length > PHRASE_CHARACTERS_MAX)) {
    return `must have labels and phrases of at most ${PHRASE_CHARACTERS_MAX} characters`;
  }
  if (phrases.length > PHRASES_MAX) return `must have at most ${PHRASES_MAX} phrases each`;
  // The schema demands the list; that it may be empty beside a tone is assumed.
  return phrases.length === 0 && tone === undefined ? 'must have phrases or tones' : undefined;
}
