/** Words that put the blame on the caller, by language. */
const blame: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(invalid|wrong|errors?|incorrect|illegal)(?!\p{L})/iu,
  es: /(?<!\p{L})(inválid[oa]s?|incorrect[oa]s?|errores|error|erróne[oa]s?|equivocad[oa]s?)(?!\p{L})/iu,
  de: /(?<!\p{L})(ungültig\p{L}*|falsch\p{L}*|fehler\p{L}*)(?!\p{L})/iu,
  fr: /(?<!\p{L})(invalides?|incorrecte?s?|erreurs?|erronée?s?|fausse|faux)(?!\p{L})/iu,
};

/** Those of them that say nothing else: a line, too, can have errors and go wrong. */
const blameAlone: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(invalid|incorrect|illegal)(?!\p{L})/iu,
  es: /(?<!\p{L})(inválid[oa]s?|incorrect[oa]s?|erróne[oa]s?)(?!\p{L})/iu,
  de: /(?<!\p{L})(ungültig\p{L}*)(?!\p{L})/iu,
  fr: /(?<!\p{L})(invalides?|incorrecte?s?|erronée?s?)(?!\p{L})/iu,
};

/** A word of a text after a miss that puts the blame on the caller; undefined where there is none, or in other languages. */
export function blamingWord(text: string, language: string): string | undefined {
  return wordIn(blame, text, language);
}

/** The same of a text that may be about something else. */
export function surelyBlamingWord(text: string, language: string): string | undefined {
  return wordIn(blameAlone, text, language);
}

function wordIn(words: Readonly<Record<string, RegExp>>, text: string, language: string): string | undefined {
  const primary = language.split('-')[0] ?? '';
  return Object.hasOwn(words, primary) ? words[primary]?.exec(text)?.[1] : undefined;
}
