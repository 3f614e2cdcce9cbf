import type { Program } from '../program.ts';
import { speakingMs } from '../prompts/speech-length.ts';
import { isInputStep, type StepOf } from '../step-definition.ts';
import type { Warning } from './finding.ts';
import { edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';
import { heardText, SpokenTexts } from './spoken-texts.ts';
import { isUnnoticed } from './unnoticed-steps.ts';

/** Texts that callers who know the line want to skip, in milliseconds when spoken slowly. */
const greetingMsMax = 9_000;

/** Steps in a row that are looked through, between a text and its question. */
const stepsBetweenMax = 100;

interface Place {
  readonly graph: FlowGraph;
  readonly name: string;
  /** How many steps lie between it and where the way began. */
  readonly between: number;
}

/** Texts before a question during which callers who know the line press keys that nobody takes. */
export class LostKeys {
  readonly #line: LineGraph;
  readonly #texts = new Map<FlowGraph, SpokenTexts>();
  /** Step -> how long keys are lost from there to a question, in milliseconds; undefined where no question comes right after. */
  readonly #lostMs = new Map<string, number | undefined>();
  readonly #found = new Map<string, Warning>();

  constructor(line: LineGraph) {
    this.#line = line;
  }

  /** What is wrong with the texts of a flow. */
  check(graph: FlowGraph): Warning[] {
    return Object.entries(graph.flow.steps).flatMap(([name, step]) => {
      if (step.type !== 'play') return [];
      this.#lostFrom({ graph, name, between: 0 });
      return this.#found.get(keyOf({ graph, name })) ?? [];
    });
  }

  #lostFrom(place: Place): number | undefined {
    const key = keyOf(place);
    if (this.#lostMs.has(key) || place.between > stepsBetweenMax) return this.#lostMs.get(key);
    // Known before it is worked out, so that a way that leads round comes to an end.
    this.#lostMs.set(key, undefined);
    const lostMs = this.#lostAt(place);
    this.#lostMs.set(key, lostMs);
    return lostMs;
  }

  #lostAt(place: Place): number | undefined {
    const step = stepIn(place.graph, place.name);
    if (step === undefined) return undefined;
    if (isInputStep(step)) return 0;
    if (step.type === 'play') return this.#lostDuring(place, step);
    if (step.type === 'subflow') {
      const inner = this.#line.flows.get(step.flow);
      const start = inner?.flow.start ?? '';
      return inner === undefined
        ? undefined
        : this.#lostFrom({ graph: inner, name: start, between: place.between + 1 });
    }
    return isUnnoticed(step) ? this.#lostBehind(place) : undefined;
  }

  /** The longest of the ways that a step takes by itself. */
  #lostBehind({ graph, name, between }: Place): number | undefined {
    const ways = edgesFrom(graph, name)
      .filter(({ kind, outcome }) => kind === 'success' || (kind === 'outcome' && outcome !== 'failed'))
      .map(({ to }) => this.#lostFrom({ graph, name: to, between: between + 1 }))
      .filter((lostMs) => lostMs !== undefined);
    return ways.length === 0 ? undefined : Math.max(...ways);
  }

  /** Keys pressed during a `play` that takes none do not reach the question behind it. Who writes `"bargeIn": false` wants that. */
  #lostDuring(place: Place, step: StepOf<'play'>): number | undefined {
    if (step.bargeIn !== undefined || step.keys !== undefined) return undefined;
    const behindMs = this.#lostBehind(place);
    if (behindMs === undefined) return undefined;
    const lostMs = behindMs + this.#lasts(place, step);
    if (lostMs <= greetingMsMax) return lostMs;
    this.#found.set(keyOf(place), keysLost(place.name, { lostMs, isAlone: behindMs === 0 }));
    // What comes before is looked at once this one is mended.
    return undefined;
  }

  #lasts({ graph, name }: Place, step: StepOf<'play'>): number {
    const texts = this.#texts.get(graph) ?? new SpokenTexts(graph.compiled);
    this.#texts.set(graph, texts);
    return lasts(texts, { name, step, clips: this.#line.program.clips });
  }
}

function keyOf({ graph, name }: Pick<Place, 'graph' | 'name'>): string {
  return `${graph.name} ${name}`;
}

function keysLost(name: string, { lostMs, isAlone }: { lostMs: number; isAlone: boolean }): Warning {
  const long = `about ${Math.round(lostMs / 1_000)} seconds`;
  const during = isAlone ? `this text of ${long}` : `this text and what comes after it, together ${long},`;
  return {
    code: 'keys-lost',
    path: ['steps', name],
    message: `What callers press during ${during} is lost, though a question comes right after it.`,
    advice: 'Write "bargeIn": true, or move the text into the question; "bargeIn": false where everybody must hear it.',
  };
}

function lasts(
  texts: SpokenTexts,
  { name, step, clips }: { readonly name: string; readonly step: StepOf<'play'>; readonly clips: Program['clips'] },
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
