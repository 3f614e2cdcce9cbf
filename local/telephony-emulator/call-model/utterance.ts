import { SPOKEN_CHARACTERS_MAX, UTTERANCE_CHARACTERS_MAX } from './limits.ts';
import type { Utterance } from './model.ts';
import type { ModelSettings } from './settings.ts';
import { collapse, scaled } from './speech.ts';

const DASHES = /\p{Pd}/gu;
/** Neither letters, digits, the marks that some scripts put on them, nor space. */
const NOT_SPOKEN = /[^\p{L}\p{N}\p{M}\s]/gu;

/** What of a text is said: white space collapsed, no more than the bound. Empty when there is nothing to say. */
export function wordsOf(text: string): string {
  return collapse(text.slice(0, SPOKEN_CHARACTERS_MAX));
}

/** The utterance after more words: the first ones, or what follows those that are still on their way. */
export function addWords(
  said: Utterance | undefined,
  words: string,
  at: { nowMs: number; settings: ModelSettings },
): Utterance {
  const { nowMs, settings } = at;
  const speechMs = scaled((words.length * 1_000) / settings.speechCharactersPerSecond, settings.speed);
  return {
    text: (said === undefined ? words : `${said.text} ${words}`).slice(0, UTTERANCE_CHARACTERS_MAX),
    spokenAtMs: Math.max(nowMs, said?.spokenAtMs ?? nowMs) + speechMs,
  };
}

/**
 * A text as phrases are compared: lower case, without punctuation, white space collapsed. A dash parts words, since nobody
 * hears it. How the service compares is not documented.
 */
export function asPhrase(text: string): string {
  return collapse(text.normalize('NFKC').toLowerCase().replace(DASHES, ' ').replace(NOT_SPOKEN, ''));
}
