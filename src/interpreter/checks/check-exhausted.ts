import { isInputStep } from '../step-definition.ts';
import { reachable, reversed } from '../walk.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** A step on the way of a caller who did nothing, or could not be understood. */
interface Place {
  readonly graph: FlowGraph;
  readonly step: string;
  /** Whether the caller has been spoken to since. */
  readonly spoken: boolean;
  /** Whether the flow's return goes on in the flows that run it; a flow on the way goes on in the one that it was met in. */
  readonly own: boolean;
}

/** What a caller meets whom an input step asks no more. */
export class ExhaustedWays {
  readonly #line: LineGraph;
  readonly #places = new Map<string, Place>();
  readonly #exits = new Map<string, ReadonlyMap<string, ReadonlySet<boolean>>>();
  readonly #toInput: ReadonlySet<Place>;
  readonly #toSilence: ReadonlySet<Place>;

  constructor(line: LineGraph) {
    this.#line = line;
    const first = [...line.flows.values()].flatMap((graph) =>
      givingUp(graph).map((edge) => this.#place({ graph, step: edge.to, spoken: false, own: true })),
    );
    const all = reachable(first, (place) => this.#next(place));
    const back = reversed(all, (place) => this.#next(place));
    const leadingTo = (isSuch: (place: Place) => boolean) =>
      reachable([...all].filter(isSuch), (place) => back.get(place) ?? []);
    this.#toInput = leadingTo(asks);
    this.#toSilence = leadingTo((place) => endsSilently(this.#line, place));
  }

  /** What is wrong with the ways of a flow's input steps. */
  check(graph: FlowGraph): Warning[] {
    return givingUp(graph).flatMap((edge) => {
      const place = this.#place({ graph, step: edge.to, spoken: false, own: true });
      // After a single miss another question may well be what helps.
      if (edge.outcome === 'exhausted' && this.#toInput.has(place)) return [reachesNobody(edge)];
      return this.#toSilence.has(place) ? [withoutGoodbye(edge)] : [];
    });
  }

  #place(place: Place): Place {
    const key = JSON.stringify([place.graph.name, place.step, place.spoken, place.own]);
    const known = this.#places.get(key) ?? place;
    this.#places.set(key, known);
    return known;
  }

  #next(place: Place): Place[] {
    const { graph, step: name, own } = place;
    const step = stepIn(graph, name);
    // One who is handed over has reached somebody.
    if (step === undefined || isInputStep(step) || step.type === 'transfer') return [];
    const spoken = place.spoken || step.type === 'play';
    if (step.type === 'return') return own ? this.#goOn(place, step.outcome ?? 'next') : [];
    if (step.type === 'subflow') return this.#into(place, step.flow);
    return followed(graph, name).map(({ to }) => this.#place({ graph, step: to, spoken, own }));
  }

  /** Behind a return: wherever the flow is run, since any of them may have been the way here. */
  #goOn({ graph, spoken }: Place, outcome: string): Place[] {
    return (this.#line.runBy.get(graph.name) ?? []).flatMap((outer) =>
      edgesFrom(outer.graph, outer.step)
        .filter((edge) => edge.outcome === outcome)
        .map((edge) => this.#place({ graph: outer.graph, step: edge.to, spoken, own: true })),
    );
  }

  /** A flow on the way: what is met in it, and where it comes back to. */
  #into({ graph, step, spoken, own }: Place, flow: string): Place[] {
    const inner = this.#line.flows.get(flow);
    if (inner === undefined) return [];
    const exits = this.#exitsOf(inner, spoken);
    const behind = edgesFrom(graph, step).flatMap((edge) =>
      [...(exits.get(edge.outcome) ?? [])].map((after) => this.#place({ graph, step: edge.to, spoken: after, own })),
    );
    return [this.#place({ graph: inner, step: inner.flow.start, spoken, own: false }), ...behind];
  }

  /** Outcome -> whether the caller has been spoken to by then, where a flow is run. */
  #exitsOf(graph: FlowGraph, spoken: boolean): ReadonlyMap<string, ReadonlySet<boolean>> {
    const key = `${spoken} ${graph.name}`;
    const known = this.#exits.get(key);
    if (known !== undefined) return known;
    const exits = new Map<string, Set<boolean>>();
    // Known before it is worked out, so that a flow that runs itself comes to an end.
    this.#exits.set(key, exits);
    const start = this.#place({ graph, step: graph.flow.start, spoken, own: false });
    for (const place of reachable([start], (one) => this.#next(one).filter((next) => next.graph === graph))) {
      const step = stepIn(graph, place.step);
      if (step?.type !== 'return') continue;
      const outcome = step.outcome ?? 'next';
      exits.set(outcome, new Set([...(exits.get(outcome) ?? []), place.spoken]));
    }
    return exits;
  }
}

/** The ways of callers who used up their tries, and of those whom a step does not ask again after a miss. */
function givingUp(graph: FlowGraph): Edge[] {
  return [...graph.edges.values()].flatMap((edges) =>
    edges.filter((edge) => isOutcome(edge) && (edge.outcome === 'exhausted' || isMiss(graph, edge))),
  );
}

/** Authors name outcomes as they like, and only those of a question are misses. */
function isMiss(graph: FlowGraph, { from, outcome }: Edge): boolean {
  const step = stepIn(graph, from);
  return step !== undefined && isInputStep(step) && (outcome === 'noInput' || outcome === 'noMatch');
}

/** The ways that a step takes by itself: not by a key, not because the service failed. */
function followed(graph: FlowGraph, step: string): readonly Edge[] {
  const type = stepIn(graph, step)?.type;
  const isMedia = type === 'play' || type === 'wait';
  return edgesFrom(graph, step).filter(
    (edge) => edge.kind === 'success' || (isOutcome(edge) && !(isMedia && edge.outcome === 'failed')),
  );
}

function isOutcome({ kind }: Edge): boolean {
  return kind === 'outcome' || kind === 'error';
}

function asks({ graph, step }: Place): boolean {
  const found = stepIn(graph, step);
  return found !== undefined && isInputStep(found);
}

function endsSilently(line: LineGraph, { graph, step: name, spoken, own }: Place): boolean {
  const step = stepIn(graph, name);
  if (spoken) return false;
  if (step?.type === 'hangUp') return step.prompt === undefined;
  return step?.type === 'return' && own && graph.flow === line.program.flow;
}

function reachesNobody({ path }: Edge): Warning {
  return {
    code: 'exhausted-reaches-nobody',
    path,
    message: 'A caller who was not understood is asked again instead of being brought to a person or a goodbye.',
    advice: 'Lead "exhausted" to a transfer, to a step that takes a message, or to a hangUp that says goodbye.',
  };
}

function withoutGoodbye({ path, outcome }: Edge): Warning {
  const what = outcome === 'noInput' ? 'did nothing' : 'was not understood';
  return {
    code: 'exhausted-without-goodbye',
    path,
    message: `A caller who ${what} is hung up on without a word.`,
    advice: 'Say before the end that the call is ending and what else the caller can do: "prompt" of the hangUp.',
  };
}
