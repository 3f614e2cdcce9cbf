import { flowTargets, stepNameOf } from '../compile/check-targets.ts';
import { limits } from '../limits.ts';
import type { Step, StepOf } from '../step-definition.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, type FlowGraph, stepIn } from './flow-graph.ts';
import { heardText, type SpokenTexts } from './spoken-texts.ts';
import { isUnnoticed } from './unnoticed-steps.ts';

/** Silence after which callers take the line for dead, in milliseconds. Source: VoiceXML fetchaudio practice. */
const silenceMsMax = 3_000;

/** Where callers hear nothing. */
export function checkSilence(graph: FlowGraph, texts: SpokenTexts): Warning[] {
  const ownMs = new Map(
    [...stepsWithCaller(graph)].flatMap((name) => {
      const step = stepIn(graph, name);
      const ms = step === undefined ? undefined : silenceMs(graph, texts, { name, step });
      return ms === undefined ? [] : [[name, ms] as const];
    }),
  );
  return [...tooSilentSteps(graph, ownMs)].map(([name, totalMs]) =>
    tooSilent(name, { step: stepIn(graph, name), ownMs: ownMs.get(name) ?? 0, totalMs }),
  );
}

/** Behind a hang-up nobody is there to hear the silence. */
function stepsWithCaller(graph: FlowGraph): ReadonlySet<string> {
  const roots = flowTargets(graph.flow).filter(({ path }) => path[0] !== 'onHangUp');
  return reachable(
    roots.map(({ target }) => stepNameOf(target)),
    (name) =>
      edgesFrom(graph, name)
        .filter(({ kind }) => kind !== 'hungUp')
        .map(({ to }) => to),
  );
}

/**
 * The steps by which a silence has become too long, from whatever step it began on, and how long it is then: callers hear one silence.
 * What follows such a step is looked at once that one is mended.
 */
function tooSilentSteps(graph: FlowGraph, ownMs: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const heardNothingMs = new Map([...ownMs.keys()].map((name) => [name, 0]));
  // Each round adds to a silence or is the last one, so that ways which lead round come to an end.
  const open = [...ownMs.keys()];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const totalMs = (heardNothingMs.get(name) ?? 0) + (ownMs.get(name) ?? 0);
    if (totalMs > silenceMsMax) {
      found.set(name, Math.max(totalMs, found.get(name) ?? 0));
      continue;
    }
    for (const { to } of edgesFrom(graph, name).filter(isTakenInSilence)) {
      const knownMs = heardNothingMs.get(to);
      if (knownMs === undefined || knownMs >= totalMs) continue;
      heardNothingMs.set(to, totalMs);
      open.push(to);
    }
  }
  return found;
}

/** A key is pressed by somebody who is there, and what fails is not meant to. */
function isTakenInSilence({ kind, retry }: Edge): boolean {
  return !retry && (kind === 'success' || kind === 'outcome');
}

/** How long a step is silent at most, in milliseconds; undefined where callers hear something, or the step is something else. */
function silenceMs(
  { flow }: FlowGraph,
  texts: SpokenTexts,
  { name, step }: { name: string; step: Step },
): number | undefined {
  if (isUnnoticed(step)) return 0;
  if (step.type === 'wait') {
    const { music, forMs } = step;
    const path = ['steps', name, 'music'];
    const isHeard =
      music !== undefined && texts.of({ path, prompt: music }).some(({ source }) => heardText(source) !== '');
    return isHeard ? undefined : forMs;
  }
  return step.type === 'http' ? silentRequestMs(flow, step) : undefined;
}

/** A filler is only spoken to who waits longer than it takes to begin. */
function silentRequestMs({ defaults }: FlowGraph['flow'], step: StepOf<'http'>): number | undefined {
  const isFilled = step.filler !== undefined || defaults?.filler !== undefined;
  return isFilled && step.timeoutMs > limits.fillerAfterMs ? undefined : step.timeoutMs;
}

function tooSilent(
  name: string,
  { step, ownMs, totalMs }: { readonly step: Step | undefined; readonly ownMs: number; readonly totalMs: number },
): Warning {
  const isRequest = step?.type === 'http';
  const before = totalMs > ownMs ? 'With the silence before it, the' : 'The';
  const long = `${isRequest ? 'up to ' : ''}${totalMs / 1_000} seconds`;
  return {
    code: 'silence-too-long',
    path: ['steps', name, isRequest ? 'timeoutMs' : 'forMs'],
    message: isRequest
      ? `${before} caller hears nothing for ${long} while the answer is awaited.`
      : `${before} caller hears nothing for ${long}, and takes the line for dead.`,
    advice: isRequest
      ? 'Add a "filler", to the step or to the "defaults" of the flow; it is spoken after two seconds.'
      : 'Add "music", or say before it how long it takes and wait at most three seconds.',
  };
}
