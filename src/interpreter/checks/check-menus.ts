import type { StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';
import { spokenKeys } from './key-words.ts';
import { heardText, listTexts, type PlacedPrompt, type SpokenText, type SpokenTexts } from './spoken-texts.ts';
import { keysNotNamed, keysNotTaken } from './told-keys.ts';

type Menu = StepOf<'menu'>;

/** What menus offer, and how they say it. */
export function checkMenus(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  return Object.entries(graph.flow.steps).flatMap(([name, step]) => {
    if (step.type !== 'menu') return [];
    const place = ['steps', name];
    const spoken = texts.of({ path: [...place, 'prompt'], prompt: step.prompt });
    return [
      ...withoutPhrase(place, step),
      ...listOrder(graph, place, step),
      ...languagesIn(graph, spoken).flatMap((language) => checkWords({ graph, menu: step, place, language, spoken })),
    ];
  });
}

/** Prompts other than menus' that tell of keys. */
export function checkKeyOrder(graph: FlowGraph, texts: SpokenTexts, prompts: readonly PlacedPrompt[]): Warning[] {
  return prompts
    .filter(({ path }) => path[1] === 'confirmKeys')
    .flatMap((prompt) => texts.of(prompt))
    .flatMap((text) => keyFirst(text, text.language ?? graph.flow.language));
}

/** How the options that a list makes are said; their keys are filled in, so any stands for them. */
function listOrder({ flow }: FlowGraph, place: Warning['path'], { optionsFrom }: Menu): Warning[] {
  if (optionsFrom === undefined) return [];
  return listTexts(place, optionsFrom.say).flatMap((text) => {
    const source = text.source.replace(/\{\{\s*key\s*\}\}/g, '1');
    const order = keyFirst({ ...text, source }, text.language ?? flow.language);
    return /\{\{[^}]*\bkey\b/.test(text.source) ? order : [withoutKey(text), ...order];
  });
}

function withoutKey({ path }: SpokenText): Warning {
  return {
    code: 'key-not-named',
    path,
    message: 'What is said of each item does not say its key, so that callers cannot choose one.',
    advice: 'Say it last: "... press {{ key }}".',
  };
}

/** Callers who may say some options try to say them all. */
function withoutPhrase(place: Warning['path'], { options = [], optionsFrom }: Menu): Warning[] {
  const isSpoken = optionsFrom?.phrase !== undefined || options.some(({ phrases }) => phrases !== undefined);
  if (!isSpoken) return [];
  const silent = options.flatMap(({ key, phrases }, index) =>
    phrases === undefined ? [{ path: [...place, 'options', index], what: `The option with key ${key}` }] : [],
  );
  if (optionsFrom !== undefined && optionsFrom.phrase === undefined)
    silent.push({ path: [...place, 'optionsFrom'], what: 'What the list offers' });
  return silent.map(({ path, what }) => ({
    code: 'option-without-phrase',
    path,
    message: `${what} cannot be said, while others of this menu can.`,
    advice: 'Give it phrases as well.',
  }));
}

/** The languages in which a menu is heard: those of its texts, or those of the flow. */
function languagesIn({ flow }: FlowGraph, spoken: readonly SpokenText[]): readonly string[] {
  const named = spoken.flatMap(({ language, always }) => (always === true ? [] : (language ?? [])));
  return [...new Set(named.length === 0 ? [flow.language] : named)];
}

interface Worded {
  readonly graph: FlowGraph;
  readonly menu: Menu;
  readonly place: Warning['path'];
  readonly language: string;
  readonly spoken: readonly SpokenText[];
}

function checkWords(worded: Worded): Warning[] {
  const heard = worded.spoken.filter(
    ({ language, always }) => language === undefined || language === worded.language || always === true,
  );
  return [
    ...notNamed(
      worded,
      heard.filter(({ entry }) => entry === 0),
    ),
    ...heard.flatMap((text) => [...keyFirst(text, text.language ?? worded.language), ...withoutOption(worded, text)]),
  ];
}

function keyFirst(text: SpokenText, language: string): Warning[] {
  const order = spokenKeys(heardText(text.source), language)?.keyFirst;
  if (order === undefined) return [];
  return [
    {
      code: 'key-before-option',
      path: text.path,
      message: `"${order}" tells the key before what it is for, so that callers have forgotten it when they want it.`,
      advice: 'Say what it is for first, and the key last, such as "For billing, press 2".',
    },
  ];
}

function notNamed({ menu, place, language }: Worded, first: readonly SpokenText[]): Warning[] {
  const keys = (menu.options ?? []).map(({ key }, index) => ({ key, path: [...place, 'options', index, 'key'] }));
  return keysNotNamed(keys, first, language);
}

function withoutOption({ graph, menu, language }: Worded, text: SpokenText): Warning[] {
  const known = new Set((menu.options ?? []).map(({ key }) => key));
  if (menu.optionsFrom !== undefined) for (const key of '123456789') known.add(key);
  if (typeof graph.flow.operator !== 'object') known.add('0');
  known.add('*');
  return keysNotTaken(known, text, language);
}
