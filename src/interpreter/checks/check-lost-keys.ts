import type { Program } from '../program.ts';
import { speakingMs } from '../prompts/speech-length.ts';
import { isInputStep, type StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';
import { stepsBetweenMax, takesNoTime, waysMax } from './momentary-steps.ts';
import { heardText, type SpokenTexts } from './spoken-texts.ts';

/** A greeting that callers who know the line want to skip, in milliseconds when spoken slowly. */
const greetingMsMax = 9_000;

/** Where what callers press is lost. */
export function checkLostKeys(graph: FlowGraph, line: LineGraph, texts: SpokenTexts): Warning[] {
  return Object.entries(graph.flow.steps).flatMap(([name, step]) =>
    step.type === 'play' ? lostKeys(graph, line, { name, step, texts }) : [],
  );
}

interface Greeting {
  readonly name: string;
  readonly step: StepOf<'play'>;
  readonly texts: SpokenTexts;
}

/** Keys pressed during a `play` that takes none do not reach the question behind it. Who writes `"bargeIn": false` wants that. */
function lostKeys(graph: FlowGraph, line: LineGraph, { name, step, texts }: Greeting): Warning[] {
  if (step.bargeIn !== undefined || step.keys !== undefined) return [];
  const lastsMs = lasts(texts, { name, step, clips: line.program.clips });
  if (lastsMs <= greetingMsMax || !asksNext(graph, line, name)) return [];
  return [
    {
      code: 'keys-lost',
      path: ['steps', name],
      message: `What callers press during this text of about ${Math.round(lastsMs / 1_000)} seconds is lost, though a question comes right after it.`,
      advice:
        'Write "bargeIn": true, or move the text into the question; "bargeIn": false where everybody must hear it.',
    },
  ];
}

function lasts(
  texts: SpokenTexts,
  { name, step, clips }: Pick<Greeting, 'name' | 'step'> & { readonly clips: Program['clips'] },
): number {
  const { prompt, loop = 1 } = step;
  if (typeof prompt === 'object' && 'clip' in prompt && prompt.clip !== undefined)
    return (clips[prompt.clip] ?? 0) * loop;
  const first = texts.of({ path: ['steps', name, 'prompt'], prompt }).filter(({ entry }) => entry === 0);
  // Of several languages one is spoken: the longest is taken.
  const byLanguage = new Map<string, number>();
  for (const { source, language = '' } of first) {
    const ms = speakingMs({ text: heardText(source), language }, {});
    byLanguage.set(language, (byLanguage.get(language) ?? 0) + ms);
  }
  return Math.max(0, ...byLanguage.values()) * loop;
}

/** A step of a flow of the line. */
interface Place {
  readonly graph: FlowGraph;
  readonly name: string;
}

/** Whether a question comes right after a step, on some way, behind nothing but steps that take no time, or at the beginning of a flow. */
function asksNext(graph: FlowGraph, line: LineGraph, from: string): boolean {
  let open: readonly Place[] = behind({ graph, name: from });
  for (let between = 0; between < stepsBetweenMax && open.length > 0; between++) {
    if (open.some((place) => isQuestion(place))) return true;
    open = open.flatMap((place) => onward(place, line)).slice(0, waysMax);
  }
  return false;
}

function isQuestion({ graph, name }: Place): boolean {
  const step = stepIn(graph, name);
  return step !== undefined && isInputStep(step);
}

function behind({ graph, name }: Place): Place[] {
  return edgesFrom(graph, name)
    .filter(({ kind }) => kind === 'success' || kind === 'outcome')
    .map(({ to }) => ({ graph, name: to }));
}

function onward({ graph, name }: Place, line: LineGraph): Place[] {
  const step = stepIn(graph, name);
  if (step === undefined) return [];
  const inner = step.type === 'subflow' ? line.flows.get(step.flow) : undefined;
  if (inner !== undefined) return [{ graph: inner, name: inner.flow.start }];
  return takesNoTime(step) ? behind({ graph, name }) : [];
}
