import { boundedMemo } from '../../bounded-memo.ts';

/** Longest text that is read character by character or taken for a number: far above any code that a caller could write down. */
export const readOutCharactersMax = 100;

/**
 * A text of `Intl` as plain as speech needs it: blanks of any width become plain ones, marks of writing direction go, so that
 * texts of different versions of `Intl` compare.
 */
export function plainText(text: string): string {
  return text.replaceAll(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ').replaceAll(/[\u061c\u200e\u200f]/g, '');
}

/**
 * The locales to ask `Intl` for: the language, then American English, since a language that `Intl` does not know would
 * otherwise be read in that of the machine. Undefined for a text that is no language tag.
 */
export const localesOf: (language: string) => readonly string[] | undefined = boundedMemo((language) => {
  try {
    return [...Intl.getCanonicalLocales(language), 'en-US'];
  } catch {
    // Intl tells of a malformed tag by a RangeError.
    return undefined;
  }
});

/** The language without script and region, in lower case: `en` of `en-US`. */
export function baseLanguage(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}

/** What parts groups of digits or characters in writing, and makes a voice pause: a comma in the language's own form. */
export function pauseMark(language: string): string {
  return ['ja', 'zh', 'yue'].includes(baseLanguage(language)) ? '、' : ', ';
}
