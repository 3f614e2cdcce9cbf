import type { Choice } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { Flow } from '../definition.ts';
import { languagesOf } from '../flow-contents.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { Phrases } from '../text-definition.ts';

/** Language -> words. */
export type PhrasesByLanguage = ReadonlyMap<string, readonly string[]>;

/** What callers can always say where speech is on: for a person, and for the question again. */
export interface StandingPhrases {
  readonly operator: PhrasesByLanguage;
  readonly repeat: PhrasesByLanguage;
}

const noPhrases: PhrasesByLanguage = new Map();

const operatorInEnglish = ['operator', 'speak to someone', 'agent'];
const repeatInEnglish = ['repeat', 'say that again'];

/** The standing phrases of a flow, as far as it has them: only those in English go without saying. */
export function standingPhrases(flow: Flow): StandingPhrases {
  const { operatorPhrases, repeatPhrases } = flow.defaults ?? {};
  return {
    operator: withEnglish(flow, operatorPhrases, operatorInEnglish),
    repeat: withEnglish(flow, repeatPhrases, repeatInEnglish),
  };
}

function withEnglish(flow: Flow, given: Phrases | undefined, english: readonly string[]): PhrasesByLanguage {
  const phrases = new Map(phrasesByLanguage(flow, given));
  for (const language of languagesOf(flow))
    if (!phrases.has(language) && language.startsWith('en')) phrases.set(language, english);
  return phrases;
}

/** Words for each language: a plain list is that of every language of the flow. */
export function phrasesByLanguage(flow: Flow, phrases: Phrases | undefined): PhrasesByLanguage {
  if (phrases === undefined) return noPhrases;
  return Array.isArray(phrases)
    ? new Map(languagesOf(flow).map((language) => [language, phrases]))
    : new Map(Object.entries(phrases));
}

/** The standing phrases of the flow; languages other than English must give theirs. */
export function compileStanding(compiler: StepCompiler): StandingPhrases {
  const standing = standingPhrases(compiler.flow);
  const hasOperator = typeof compiler.flow.operator !== 'object';
  for (const language of compiler.languages) {
    if (hasOperator && !standing.operator.has(language))
      compiler.problem(missingPhrases([], '"defaults.operatorPhrases"', language));
    if (!standing.repeat.has(language)) compiler.problem(missingPhrases([], '"defaults.repeatPhrases"', language));
  }
  return standing;
}

/** Words that a caller of another language could not say. */
function missingPhrases(path: readonly (string | number)[], what: string, language: string) {
  return {
    code: 'phrases-missing' as const,
    path,
    message: `${what} has no phrases in ${language}.`,
    advice: `Write them per language: { "${language}": ["..."] }.`,
  };
}

/** The phrases of one thing that can be said, compiled; each language of the flow must have some. */
export function compilePhrases(
  compiler: StepCompiler,
  path: readonly (string | number)[],
  phrases: Phrases | undefined,
): PhrasesByLanguage {
  const compiled = phrasesByLanguage(compiler.flow, phrases);
  if (phrases === undefined) return compiled;
  for (const language of compiler.languages) {
    if (!compiled.has(language)) compiler.problem(missingPhrases(path, 'The option', language));
  }
  return compiled;
}

/** Reports what two options of a step could both be called: nobody could tell which is meant. */
export function checkPhrasesDiffer(compiler: StepCompiler, options: readonly (Phrases | undefined)[]): void {
  if (options.every((phrases) => phrases === undefined)) return;
  const taken = new Set<string>();
  for (const [index, phrases] of options.entries()) {
    const own = [...phrasesByLanguage(compiler.flow, phrases)].flatMap(([language, words]) =>
      words.map((word) => `${language} ${plainWords(word)}`),
    );
    const twice = own.find((one) => taken.has(one));
    if (twice !== undefined) compiler.problem(duplicatePhrase(index, twice.slice(twice.indexOf(' ') + 1)));
    for (const one of own) taken.add(one);
  }
}

function duplicatePhrase(index: number, phrase: string) {
  return {
    code: 'duplicate-option' as const,
    path: ['options', index, 'phrases'],
    message: `Two options have the phrase "${phrase}".`,
    advice: 'Give each option phrases of its own.',
  };
}

/** The phrases in the call's language, or none. */
export function phrasesIn({ state }: StepContext, phrases: PhrasesByLanguage): readonly string[] {
  return phrases.get(state.language) ?? [];
}

/** The choices for a person and for the question again, where their keys are not taken. */
export function standingChoices(
  context: StepContext,
  standing: StandingPhrases,
  { taken, withOperator }: { taken: readonly string[]; withOperator: boolean },
): Choice[] {
  const choices: Choice[] = [];
  if (withOperator && !taken.includes('0'))
    choices.push({ label: 'operator', phrases: phrasesIn(context, standing.operator), key: '0' });
  if (!taken.includes('*')) choices.push({ label: 'repeat', phrases: phrasesIn(context, standing.repeat), key: '*' });
  return choices.filter((choice) => choice.phrases.length > 0);
}

/** What was said in the form in which it is compared: lower case, no punctuation, one blank between words. A dash parts words. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Pd}/gu, ' ')
    .replace(/[\p{P}\p{S}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a text is one of several phrases. */
export function isSaid(text: string, phrases: readonly string[]): boolean {
  const words = plainWords(text);
  return phrases.some((phrase) => plainWords(phrase) === words);
}
