import { moduleOf } from '../steps/index.ts';
import { reachable } from '../walk.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** How far a call is: it rings; it rings and the one look-up is done; it is answered. */
type Phase = 'ringing' | 'lookedUp' | 'answered';

interface Place {
  readonly graph: FlowGraph;
  readonly step: string;
  readonly phase: Phase;
}

/** What the way from ringing to answered holds for the caller. Findings by flow. */
export function checkAnswering(line: LineGraph): ReadonlyMap<string, readonly Warning[]> {
  const main = line.flows.get(line.program.flow.name);
  const findings = new Map<string, Warning[]>();
  if (main === undefined) return findings;
  const places = new Map<string, Place>();
  const place = (graph: FlowGraph, step: string, phase: Phase): Place => {
    const key = JSON.stringify([graph.name, step, phase]);
    const known = places.get(key) ?? { graph, step, phase };
    places.set(key, known);
    return known;
  };
  const next = (from: Place) => nextPlaces(line, from).map(({ graph, step, phase }) => place(graph, step, phase));
  for (const one of reachable([place(main, main.flow.start, 'ringing')], next)) {
    const warning = warningAt(one);
    if (warning !== undefined) findings.set(one.graph.name, [...(findings.get(one.graph.name) ?? []), warning]);
  }
  return findings;
}

function nextPlaces(line: LineGraph, { graph, step: name, phase }: Place): Place[] {
  const step = stepIn(graph, name);
  if (step === undefined) return [];
  if (step.type === 'return') {
    const outcome = step.outcome ?? 'next';
    return (line.runBy.get(graph.name) ?? []).flatMap((outer) =>
      edgesFrom(outer.graph, outer.step)
        .filter((edge) => edge.outcome === outcome)
        .map((edge) => ({ graph: outer.graph, step: edge.to, phase })),
    );
  }
  const inner = step.type === 'subflow' ? line.flows.get(step.flow) : undefined;
  if (inner !== undefined) return [{ graph: inner, step: inner.flow.start, phase }];
  const after = phaseAfter(phase, { needsAnswer: moduleOf(step).needsAnswer, isLookup: step.type === 'lookup' });
  return edgesFrom(graph, name).map(({ to }) => ({ graph, step: to, phase: after }));
}

function phaseAfter(phase: Phase, { needsAnswer, isLookup }: { needsAnswer: boolean; isLookup: boolean }): Phase {
  if (phase === 'answered' || needsAnswer) return 'answered';
  if (!isLookup) return phase;
  return phase === 'ringing' ? 'lookedUp' : 'answered';
}

function warningAt({ graph, step: name, phase }: Place): Warning | undefined {
  const step = graph.compiled.steps.get(name);
  const type = step?.step.type;
  const path = ['steps', name];
  if (phase === 'lookedUp' && type === 'lookup') {
    return {
      code: 'second-lookup-answers',
      path,
      message: `"${name}" is the second look-up while the phone rings, so the call is answered before it.`,
      advice: 'Write an answer or a play before it where that is meant, or make do with one look-up.',
    };
  }
  if (phase !== 'answered' && step?.needsAnswer === true && !step.needsCaller) {
    return {
      code: 'answers-unheard',
      path,
      message: `"${name}" answers the call, and the caller hears nothing: before that a flow can only set, branch, look at the hours and look up once.`,
      advice: 'Write a play before it; or an answer, where the silence is meant.',
    };
  }
  if (phase === 'answered' && (type === 'reject' || type === 'redirect')) {
    return {
      code: 'refuses-answered-call',
      path,
      message: `A call can come to the ${type} step "${name}" after it was answered, when it fails.`,
      advice: 'Lead there before anything that answers; later use transfer or hangUp.',
    };
  }
  return undefined;
}
