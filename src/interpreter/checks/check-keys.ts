import type { Step, StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import type { FlowGraph } from './flow-graph.ts';
import { namesHash } from './key-words.ts';
import { heardText, type SpokenText, type SpokenTexts } from './spoken-texts.ts';
import { keysNotNamed, keysNotTaken, type TakenKey } from './told-keys.ts';

const digits = '0123456789';

/** What prompts of steps other than menus tell of keys. */
export function checkKeys(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  return Object.entries(graph.flow.steps).flatMap(([name, step]) => {
    const keyed = keyedStep(graph, name, step);
    if (keyed === undefined || !('prompt' in step) || step.prompt === undefined) return [];
    const spoken = texts.of({ path: ['steps', name, 'prompt'], prompt: step.prompt });
    const first = spoken.filter(({ entry }) => entry === 0);
    const languages = [...new Set(first.map(({ language = graph.flow.language }) => language))];
    return [
      ...languages.flatMap((language) => keysNotNamed(keyed.named, heardIn(first, language), language)),
      ...spoken.flatMap((text) => keysNotTaken(keyed.taken, text, graph.flow.language)),
      ...(step.type === 'collect' ? spoken.flatMap((text) => withoutEndKey(graph, step, text)) : []),
    ];
  });
}

function heardIn(texts: readonly SpokenText[], own: string): SpokenText[] {
  return texts.filter(({ language }) => language === undefined || language === own);
}

interface KeyedStep {
  /** Keys that callers must be told of. */
  readonly named: readonly TakenKey[];
  /** Keys that mean something here. */
  readonly taken: ReadonlySet<string>;
}

function keyedStep({ flow }: FlowGraph, name: string, step: Step): KeyedStep | undefined {
  if (step.type === 'play') {
    if (step.keys === undefined) return undefined;
    const keys = Object.keys(step.keys);
    return { named: keys.map((key) => ({ key, path: ['steps', name, 'keys', key] })), taken: new Set(keys) };
  }
  if (step.type !== 'listen' && step.type !== 'collect') return undefined;
  const options = step.options ?? [];
  const named = options.map(({ key }, index) => ({ key, path: ['steps', name, 'options', index, 'key'] }));
  const operator = typeof flow.operator === 'object' ? '' : '0';
  const answer = step.type === 'listen' ? step.keys : { endKey: step.digits?.endKey };
  const own = answer === undefined ? '' : `${digits}${answer.endKey ?? ''}`;
  // That a key ends the input is looked at by itself.
  const ending = step.type === 'collect' ? '#' : '';
  return { named, taken: new Set([...options.map(({ key }) => key), ...operator, '*', ...own, ...ending]) };
}

/** A prompt that has callers end by a key which ends nothing, and makes what they entered a noMatch. */
function withoutEndKey(
  { flow }: FlowGraph,
  step: StepOf<'collect'>,
  { path, source, language }: SpokenText,
): Warning[] {
  const isTaken = step.digits?.endKey === '#' || (step.options ?? []).some(({ key }) => key === '#');
  if (isTaken || !namesHash(heardText(source), language ?? flow.language)) return [];
  return [
    {
      code: 'key-without-option',
      path,
      message:
        'The prompt has callers press the hash key, which does not end the input here, and no input with it fits.',
      advice: 'Add "endKey": "#" to "digits", or take it out of the text.',
    },
  ];
}
