import type { Choice } from '../command.ts';
import type { Template } from '../expressions/template.ts';
import {
  type Asking,
  askForKeys,
  choosingMsMax,
  type Question,
  questionSpeech,
  speechSilenceMs,
  toOperator,
} from '../input/question.ts';
import {
  type PhrasesByLanguage,
  phrasesIn,
  plainWords,
  type StandingPhrases,
  standingChoices,
} from '../input/spoken-choices.ts';
import { joined, type Speech, silence } from '../prompts/compiled-prompt.ts';
import { speechOfText } from '../prompts/render-prompt.ts';
import { asking, type Visit } from '../state.ts';
import type { Value } from '../value-definition.ts';
import { renderTemplate, type StepContext, withVariables } from './step-context.ts';
import type { Awaits, StepResult } from './step-module.ts';

/** A menu made ready. */
export interface Menu {
  readonly question: Question;
  readonly options: readonly MenuOption[];
  readonly optionsFrom: OptionsFrom | undefined;
  /** Undefined where the menu takes keys alone. */
  readonly standing: StandingPhrases | undefined;
}

/** An option as written. */
export interface MenuOption {
  readonly label: string;
  readonly key: string;
  readonly phrases: PhrasesByLanguage;
  readonly chosen: StepResult;
}

/** Language -> template. */
export type TemplateByLanguage = ReadonlyMap<string, Template>;

/** How options are made from data. */
export interface OptionsFrom {
  readonly list: string;
  readonly as: string;
  readonly say: TemplateByLanguage;
  readonly phrase: TemplateByLanguage | undefined;
  readonly max: number;
  readonly into: string | undefined;
}

/** An option made from data. */
interface OfferedItem {
  readonly label: string;
  readonly key: string;
  readonly value: Value;
  readonly phrases: readonly string[];
}

/** The options that a list makes, and what is said of them. */
interface Offer {
  readonly items: readonly OfferedItem[];
  readonly speech: Speech;
}

const nothingOffered: Offer = { items: [], speech: silence };

/** Makes the options of a menu that has some from a list. */
export function offered(menu: Menu, context: StepContext): Offer {
  const { optionsFrom } = menu;
  if (optionsFrom === undefined) return nothingOffered;
  const taken = new Set(menu.options.map((option) => option.key));
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].filter((key) => !taken.has(key));
  let speech: Speech = silence;
  const items = valuesOf(optionsFrom, context)
    .slice(0, keys.length)
    .map((value, index) => {
      const key = keys[index] ?? '';
      const seen = withVariables(context, { [optionsFrom.as]: value, key });
      speech = joined(speech, speechOfText(context, inLanguage(seen, optionsFrom.say)));
      const phrase = inLanguage(seen, optionsFrom.phrase).trim();
      return { label: `item${index + 1}`, key, value, phrases: phrase === '' ? [] : [phrase] };
    });
  return { items, speech };
}

function inLanguage(context: StepContext, templates: TemplateByLanguage | undefined): string {
  const template = templates?.get(context.state.language);
  return template === undefined ? '' : renderTemplate(context, template);
}

/** Whether a menu made from a list has nothing to offer. */
export function isEmptyList({ optionsFrom }: Menu, context: StepContext): boolean {
  return optionsFrom !== undefined && valuesOf(optionsFrom, context).length === 0;
}

function valuesOf({ list, max }: OptionsFrom, { variables }: StepContext): readonly Value[] {
  const values = variables[list];
  return Array.isArray(values) ? values.slice(0, max) : [];
}

/** Asks the menu's question; also how a retry comes back to it. */
export function askMenu(menu: Menu, context: StepContext, asked: Asking): Awaits {
  const question = questionSpeech(menu.question, context, asked);
  const { items, speech } = offered(menu, context);
  const say = joined(question, speech);
  const { lead } = asked;
  const visit = asking(asked.visit);
  if (menu.standing === undefined) return askForKeys(menu.question, visit, { say, lead, keys: { digitsMax: 1 } });
  return askForChoice(menu.question, visit, {
    say,
    choices: choicesOf(menu, context, { standing: menu.standing, items }),
    language: context.state.language,
  });
}

function choicesOf(
  menu: Menu,
  context: StepContext,
  { standing, items }: { readonly standing: StandingPhrases; readonly items: readonly OfferedItem[] },
): readonly Choice[] {
  const choices = [
    ...menu.options.map(({ label, key, phrases }) => ({ label, phrases: phrasesIn(context, phrases), key })),
    ...items.map(({ label, key, phrases }) => ({ label, phrases, key })),
  ];
  const withOperator = toOperator(context) !== undefined;
  const more = standingChoices(context, standing, { taken: choices.map(({ key }) => key), withOperator });
  // A choice needs a phrase; one that has none can be said by the name of its key.
  return withoutRepeats([...choices, ...more]).map((choice) =>
    choice.phrases.length > 0 ? choice : { ...choice, phrases: [choice.key] },
  );
}

/** A phrase means the first choice that has it: of two items of the same name, of an option that is called as the operator is. */
function withoutRepeats(choices: readonly Choice[]): Choice[] {
  const taken = new Set<string>();
  return choices.map((choice) => {
    const phrases = choice.phrases.filter((phrase) => !taken.has(plainWords(phrase)));
    for (const phrase of phrases) taken.add(plainWords(phrase));
    return { ...choice, phrases };
  });
}

function askForChoice(
  question: Question,
  visit: Visit,
  { say, choices, language }: { say: Speech; choices: readonly Choice[]; language: string },
): Awaits {
  const initialSilenceMs = speechSilenceMs(question);
  const { bargeIn } = question;
  const command = {
    type: 'recogniseChoice',
    prompts: say.prompts,
    bargeIn,
    choices,
    language,
    initialSilenceMs,
  } as const;
  const withinMs = say.lastsMs + initialSilenceMs + choosingMsMax;
  return { type: 'awaits', visit, commands: [{ command, awaits: 'input', withinMs }] };
}

/** The most items that a menu offers where it does not say so: more than five nobody remembers. */
export const itemsByDefault = 5;
