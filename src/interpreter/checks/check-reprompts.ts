import { stepNameOf } from '../compile/check-targets.ts';
import type { InputStep } from '../step-definition.ts';
import { isInputStep } from '../step-definition.ts';
import { blamingWord, surelyBlamingWord } from './blaming-words.ts';
import type { Warning } from './finding.ts';
import { type FlowGraph, stepIn } from './flow-graph.ts';
import { heardText, type PlacedPrompt, type SpokenText, type SpokenTexts } from './spoken-texts.ts';

/** Tries that bring most callers to their aim without wearing them out. Source: practice of voice interfaces. */
const tries = { min: 2, max: 3 } as const;

/** How callers are asked again. */
export function checkReprompts(graph: FlowGraph, texts: SpokenTexts, prompts: readonly PlacedPrompt[]): Warning[] {
  const { defaults } = graph.flow;
  const inputs = Object.entries(graph.flow.steps).flatMap(([name, step]) =>
    isInputStep(step) ? [{ name, step }] : [],
  );
  return [
    ...oddTries(['defaults', 'tries'], defaults?.tries),
    ...inputs.flatMap(({ name, step }) => [
      ...oddTries(['steps', name, 'tries'], step.tries),
      ...sameAgain(graph, texts, { name, step }),
    ]),
    ...prompts.flatMap((prompt) => sameEntries(texts, prompt)),
    ...prompts.flatMap((prompt) =>
      texts
        .of(prompt)
        .filter(isAfterMiss(prompt))
        .flatMap((text) => blames(graph, text, blamingWord)),
    ),
    ...prompts
      .filter((prompt) => leadsToQuestion(graph, prompt))
      .flatMap((prompt) => texts.of(prompt))
      .flatMap((text) => blames(graph, text, surelyBlamingWord)),
  ];
}

function oddTries(path: Warning['path'], given: number | undefined): Warning[] {
  if (given === undefined || (given >= tries.min && given <= tries.max)) return [];
  return [
    {
      code: 'tries-out-of-range',
      path,
      message:
        given < tries.min
          ? 'One try gives up on a caller who coughed.'
          : `${given} tries keep a caller from a person who could help.`,
      advice: `Give ${tries.min} or ${tries.max} tries.`,
    },
  ];
}

function sameAgain(graph: FlowGraph, texts: SpokenTexts, { name, step }: { name: string; step: InputStep }): Warning[] {
  const { defaults } = graph.flow;
  const path = ['steps', name, 'prompt'];
  const said = { noInput: step.noInput ?? defaults?.noInput, noMatch: step.noMatch ?? defaults?.noMatch };
  const isTakenAtOnce = step.on?.noInput !== undefined && step.on.noMatch !== undefined;
  const isNothingSaid = said.noInput === undefined && said.noMatch === undefined && !isTakenAtOnce;
  const isUnexplained = said.noMatch === undefined && said.noInput !== undefined && step.on?.noMatch === undefined;
  const triesLeft = (step.tries ?? defaults?.tries ?? tries.max) > 1;
  // What the entries of a list say is looked at by itself.
  if (isList(texts.of({ path, prompt: step.prompt })) || !triesLeft) return [];
  return isNothingSaid || isUnexplained ? [hearsTheSame(path)] : [];
}

function isList(texts: readonly SpokenText[]): boolean {
  return texts.some(({ entry }) => entry > 0);
}

/** The entries of a list that say something else than those before them, each as it is said in all languages. */
function entriesOf(texts: readonly SpokenText[]): ReadonlySet<string> {
  const entries = new Map<number, string[]>();
  for (const { entry, language = '', source } of texts)
    entries.set(entry, [...(entries.get(entry) ?? []), `${language} ${source.trim()}`]);
  return new Set([...entries.values()].map((said) => said.join('\n')));
}

function hearsTheSame(path: Warning['path']): Warning {
  return {
    code: 'same-reprompt',
    path,
    message: 'A caller who was not understood hears the same words again, and does not learn why.',
    advice: 'Make the prompt a list whose second entry explains more, or write "noInput" and "noMatch".',
  };
}

/** A list that is written for callers who miss several times, and tells them nothing new. */
function sameEntries(texts: SpokenTexts, prompt: PlacedPrompt): Warning[] {
  const { role, path, step } = prompt;
  const isReprompt = role === 'noInput' || role === 'noMatch' || (role === 'prompt' && isQuestion(step));
  const said = texts.of(prompt);
  if (!isReprompt || !isList(said) || entriesOf(said).size > 1) return [];
  return [
    {
      code: 'same-reprompt',
      path,
      message: 'Every entry of this list says the same words, so that whoever misses again learns no more.',
      advice: 'Let each entry explain more than the one before, or write the words once.',
    },
  ];
}

function isQuestion(placed: PlacedPrompt['step']): boolean {
  return placed !== undefined && isInputStep(placed.step);
}

/** Whether a text is heard after a miss. */
function isAfterMiss({ role, step }: PlacedPrompt): (text: SpokenText) => boolean {
  const isAsked = isQuestion(step);
  return ({ entry }) =>
    role === 'noInput' || role === 'noMatch' || role === 'retry' || (role === 'prompt' && isAsked && entry > 0);
}

/** Whether a text is said by a `play` right before a question, which may be one that is asked again. */
function leadsToQuestion(graph: FlowGraph, { role, step }: PlacedPrompt): boolean {
  if (role !== 'prompt' || step?.step.type !== 'play') return false;
  const next = stepIn(graph, stepNameOf(step.step.next));
  return next !== undefined && isInputStep(next);
}

function blames(
  graph: FlowGraph,
  { path, source, language }: SpokenText,
  wordOf: (text: string, language: string) => string | undefined,
): Warning[] {
  const word = wordOf(heardText(source), language ?? graph.flow.language);
  if (word === undefined) return [];
  return [
    {
      code: 'blaming-words',
      path,
      message: `"${word}" puts the blame on a caller who was not understood.`,
      advice: 'Say what you did not get, and what to do, such as "That was not a patient number. It has six digits".',
    },
  ];
}
