import type { Warning } from './finding.ts';
import { spokenKeys } from './key-words.ts';
import { heardText, type SpokenText } from './spoken-texts.ts';

/** A key that a step takes, and where that is written. */
export interface TakenKey {
  readonly key: string;
  readonly path: Warning['path'];
}

/** Keys that the texts of a prompt, as heard in a language, do not name. What is filled in may name them. */
export function keysNotNamed(keys: readonly TakenKey[], texts: readonly SpokenText[], language: string): Warning[] {
  const named = new Set<string>();
  for (const { source, language: own = language } of texts) {
    const heard = heardText(source);
    const told = spokenKeys(heard, own);
    if (told === undefined || heard.includes('…')) return [];
    for (const key of told.named) named.add(key);
  }
  if (texts.length === 0) return [];
  return keys
    .filter(({ key }) => !named.has(key))
    .map(({ key, path }) => ({
      code: 'key-not-named',
      path,
      message: `The prompt does not name the key ${key} in ${language}.`,
      advice: 'Say what the key is for, and then the key.',
    }));
}

/** Keys that a text tells callers to press, though the step does not take them. */
export function keysNotTaken(taken: ReadonlySet<string>, text: SpokenText, language: string): Warning[] {
  const pressed = spokenKeys(heardText(text.source), text.language ?? language)?.pressed ?? new Set();
  return [...pressed]
    .filter((key) => !taken.has(key))
    .map((key) => ({
      code: 'key-without-option',
      path: text.path,
      message: `The prompt tells callers to press ${key}, which the step does not take.`,
      advice: 'Add an option with that key, or correct the text.',
    }));
}
