import type { StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';
import { stepsBetweenMax, takesNoTime, waysMax } from './momentary-steps.ts';
import { heardText, type SpokenTexts } from './spoken-texts.ts';

/** Silence after which callers take the line for dead, in milliseconds. Source: VoiceXML fetchaudio practice. */
const silenceMsMax = 3_000;

/** Where callers hear nothing. */
export function checkSilence(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  const requests = Object.entries(graph.flow.steps).flatMap(([name, step]) =>
    step.type === 'http' ? silentRequest(graph, name, step) : [],
  );
  return [...silentWaits(graph, texts), ...requests];
}

/** Waits and requests that become too long a silence, alone or behind others: callers hear one. */
function silentWaits(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  const totals = new Map<string, number>();
  for (const name of Object.keys(graph.flow.steps)) {
    for (const found of silencesFrom(graph, name, texts))
      totals.set(found.name, Math.max(found.totalMs, totals.get(found.name) ?? 0));
  }
  return [...totals].map(([name, totalMs]) => tooSilent(graph, { name, totalMs }));
}

/** A step, and how long it has been silent by then. */
interface Silence {
  readonly name: string;
  readonly totalMs: number;
}

/** The first steps, on the ways from a silent one on, by which the silence has become too long. */
function silencesFrom(graph: FlowGraph, first: string, texts: SpokenTexts): Silence[] {
  if (silenceMs(graph, first, texts) === undefined) return [];
  const found: Silence[] = [];
  const open: (Silence & { readonly between: number })[] = [{ name: first, totalMs: 0, between: 0 }];
  for (let way = open.pop(), ways = 0; way !== undefined && ways < waysMax; way = open.pop(), ways++) {
    const { name, between } = way;
    const ms = silenceMs(graph, name, texts);
    const step = stepIn(graph, name);
    if (step === undefined || (ms === undefined && !takesNoTime(step))) continue;
    const totalMs = way.totalMs + (ms ?? 0);
    if (totalMs > silenceMsMax) found.push({ name, totalMs });
    else if (between < stepsBetweenMax) {
      for (const to of wordlessly(graph, name)) open.push({ name: to, totalMs, between: between + 1 });
    }
  }
  // A request that takes long by itself is told as such.
  return found.filter(
    ({ name, totalMs }) => !(stepIn(graph, name)?.type === 'http' && totalMs === silenceMs(graph, name, texts)),
  );
}

/** Where a call goes on from a step, hang-ups and requests that failed left out: there something is said. */
function wordlessly(graph: FlowGraph, name: string): string[] {
  const isRequest = stepIn(graph, name)?.type === 'http';
  return edgesFrom(graph, name)
    .filter(({ kind }) => kind === 'success' || (kind === 'outcome' && !isRequest))
    .map(({ to }) => to);
}

/** How long a step is silent at most; undefined where something is heard, or it takes no time. */
function silenceMs(graph: FlowGraph, name: string, texts: SpokenTexts): number | undefined {
  const step = stepIn(graph, name);
  if (step?.type === 'http')
    return step.filler === undefined && graph.flow.defaults?.filler === undefined ? step.timeoutMs : undefined;
  if (step?.type !== 'wait') return undefined;
  const { music, forMs } = step;
  const path = ['steps', name, 'music'];
  const isHeard =
    music !== undefined && texts.of({ path, prompt: music }).some(({ source }) => heardText(source) !== '');
  return isHeard ? undefined : forMs;
}

function tooSilent(graph: FlowGraph, { name, totalMs }: Silence): Warning {
  const step = stepIn(graph, name);
  const isSum = !(step?.type === 'wait' && step.forMs >= totalMs);
  return {
    code: 'silence-too-long',
    path: ['steps', name, step?.type === 'http' ? 'timeoutMs' : 'forMs'],
    message: `${isSum ? 'With what is silent before it, the' : 'The'} caller hears nothing for ${seconds(totalMs)}, and takes the line for dead.`,
    advice: 'Add "music" or a "filler", or say before it how long it takes and let it be at most three seconds.',
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
