import type { InputStep } from '../step-definition.ts';
import { isInputStep } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';
import { blamingWord } from './key-words.ts';
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
    ...prompts.flatMap((prompt) =>
      texts
        .of(prompt)
        .filter(isAfterMiss(prompt))
        .flatMap((text) => blames(graph, text)),
    ),
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
  const said = [step.noInput, step.noMatch, defaults?.noInput, defaults?.noMatch].some(
    (prompt) => prompt !== undefined,
  );
  const path = ['steps', name, 'prompt'];
  const hasMore = texts.of({ path, prompt: step.prompt }).some(({ entry }) => entry > 0);
  const triesLeft = (step.tries ?? defaults?.tries ?? tries.max) > 1;
  const isTakenAtOnce = step.on?.noInput !== undefined && step.on.noMatch !== undefined;
  if (said || hasMore || !triesLeft || isTakenAtOnce) return [];
  return [
    {
      code: 'same-reprompt',
      path,
      message: 'A caller who was not understood hears the same words again, and does not learn why.',
      advice: 'Make the prompt a list whose second entry explains more, or write "noInput" and "noMatch".',
    },
  ];
}

/** Whether a text is heard after a miss. */
function isAfterMiss({ role, step }: PlacedPrompt): (text: SpokenText) => boolean {
  const isAsked = step !== undefined && isInputStep(step.step);
  return ({ entry }) =>
    role === 'noInput' || role === 'noMatch' || role === 'retry' || (role === 'prompt' && isAsked && entry > 0);
}

function blames(graph: FlowGraph, { path, source, language }: SpokenText): Warning[] {
  const word = blamingWord(heardText(source), language ?? graph.flow.language);
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
