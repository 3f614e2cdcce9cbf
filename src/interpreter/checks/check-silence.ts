import type { Program } from '../program.ts';
import { speakingMs } from '../prompts/speech-length.ts';
import { isInputStep, type Step, type StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import { type FlowGraph, stepIn } from './flow-graph.ts';
import { heardText, type SpokenTexts } from './spoken-texts.ts';

/** Silence after which callers take the line for dead, in milliseconds. Source: VoiceXML fetchaudio practice. */
const silenceMsMax = 3_000;

/** A greeting that callers who know the line want to skip, in milliseconds when spoken slowly. */
const greetingMsMax = 9_000;

/** Steps in a row that are looked through, between a greeting and its question or from wait to wait. */
const stepsBetweenMax = 10;

/** Where callers hear nothing, and where what they press is lost. */
export function checkSilence(graph: FlowGraph, texts: SpokenTexts, program: Program): Warning[] {
  const others = Object.entries(graph.flow.steps).flatMap(([name, step]) => {
    if (step.type === 'http') return silentRequest(graph, name, step);
    return step.type === 'play' ? lostKeys(graph, { name, step, texts, program }) : [];
  });
  return [...silentWaits(graph, texts), ...others];
}

/** Waits that are too long, and those that become so behind others: callers hear one silence. */
function silentWaits(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  const totals = new Map<string, number>();
  for (const name of Object.keys(graph.flow.steps)) {
    const found = silenceFrom(graph, name, texts);
    if (found !== undefined) totals.set(found.name, Math.max(found.totalMs, totals.get(found.name) ?? 0));
  }
  return [...totals].map(([name, totalMs]) => tooSilent(graph, { name, totalMs }));
}

/** The first wait, from one on, by which the silence has become too long; undefined where none has. */
function silenceFrom(
  graph: FlowGraph,
  first: string,
  texts: SpokenTexts,
): { name: string; totalMs: number } | undefined {
  let name: string | undefined = first;
  let totalMs = 0;
  for (let between = 0; name !== undefined && between < stepsBetweenMax; between++) {
    const step: Step | undefined = stepIn(graph, name);
    const ms = silenceMs(step, { name, texts });
    if (step === undefined || (ms === 0 && !(takesNoTime(step) && totalMs > 0))) return undefined;
    totalMs += ms;
    if (totalMs > silenceMsMax) return { name, totalMs };
    name = 'next' in step && typeof step.next === 'string' ? step.next : undefined;
  }
  return undefined;
}

/** How long a wait is silent; 0 where it plays something, or is none. */
function silenceMs(step: Step | undefined, { name, texts }: { name: string; texts: SpokenTexts }): number {
  if (step?.type !== 'wait') return 0;
  const { music, forMs } = step;
  const path = ['steps', name, 'music'];
  const isHeard =
    music !== undefined && texts.of({ path, prompt: music }).some(({ source }) => heardText(source) !== '');
  return isHeard ? 0 : forMs;
}

function tooSilent(graph: FlowGraph, { name, totalMs }: { name: string; totalMs: number }): Warning {
  const step = stepIn(graph, name);
  const isSum = step?.type === 'wait' && step.forMs < totalMs;
  return {
    code: 'silence-too-long',
    path: ['steps', name, 'forMs'],
    message: `${isSum ? 'With the waits before it, the' : 'The'} caller hears nothing for ${seconds(totalMs)}, and takes the line for dead.`,
    advice: 'Add "music", or say before it how long it takes and wait at most three seconds.',
  };
}

function silentRequest({ flow }: FlowGraph, name: string, { timeoutMs, filler }: StepOf<'http'>): Warning[] {
  if (timeoutMs <= silenceMsMax || filler !== undefined || flow.defaults?.filler !== undefined) return [];
  return [
    {
      code: 'silence-too-long',
      path: ['steps', name, 'timeoutMs'],
      message: `The caller hears nothing for up to ${seconds(timeoutMs)} while the answer is awaited.`,
      advice: 'Add a "filler", to the step or to the "defaults" of the flow; it is spoken after two seconds.',
    },
  ];
}

function seconds(ms: number): string {
  return `${ms / 1_000} seconds`;
}

interface Greeting {
  readonly name: string;
  readonly step: StepOf<'play'>;
  readonly texts: SpokenTexts;
  readonly program: Program;
}

/** Keys pressed during a `play` that takes none do not reach the question behind it. Who writes `"bargeIn": false` wants that. */
function lostKeys(graph: FlowGraph, { name, step, texts, program }: Greeting): Warning[] {
  if (step.bargeIn !== undefined || step.keys !== undefined || !asksNext(graph, step)) return [];
  const lastsMs = lasts(texts, { name, step, clips: program.clips });
  if (lastsMs <= greetingMsMax) return [];
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

/** Whether a question comes right after a step, behind nothing but steps that take no time. */
function asksNext(graph: FlowGraph, from: StepOf<'play'>): boolean {
  let step: Step | undefined = from;
  for (let between = 0; between < stepsBetweenMax; between++) {
    const next: Step | undefined =
      step !== undefined && 'next' in step && typeof step.next === 'string' ? stepIn(graph, step.next) : undefined;
    if (next === undefined || isInputStep(next)) return next !== undefined;
    if (!takesNoTime(next)) return false;
    step = next;
  }
  return false;
}

/** Whether callers notice nothing of a step. */
function takesNoTime({ type }: Step): boolean {
  return type === 'set' || type === 'tag' || type === 'language';
}
