import { stepNameOf } from '../compile/check-targets.ts';
import type { Flow } from '../definition.ts';
import type { CompiledFlow, Program } from '../program.ts';
import { isInputStep, type Step } from '../step-definition.ts';
import { moduleOf } from '../steps/index.ts';
import type { Target } from '../text-definition.ts';
import { reachable } from '../walk.ts';

/** A way from one step to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** `next`, or the outcome that leads this way. */
  readonly outcome: string;
  /**
   * What takes this way: the step's success, a choice that the caller made, another outcome, an outcome that only the flow's
   * `onError` takes (once in a call), the operator's key, a hang-up.
   */
  readonly kind: 'success' | 'choice' | 'outcome' | 'error' | 'operator' | 'hungUp';
  /** Back to an input step as a miss of the same visit, which its tries bound. */
  readonly retry: boolean;
  /** Where the target stands, from the root of the document. */
  readonly path: readonly (string | number)[];
}

/** The steps of a flow and the ways between them, those that are not written among them. */
export interface FlowGraph {
  readonly name: string;
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  /** Step -> the ways out of it. Every step has an entry. */
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
}

/** What the checks look at: a program with its flows as graphs. */
export interface LineGraph {
  readonly program: Program;
  readonly flows: ReadonlyMap<string, FlowGraph>;
  /** Flow -> the `subflow` steps that run it. */
  readonly runBy: ReadonlyMap<string, readonly { readonly graph: FlowGraph; readonly step: string }[]>;
  /** The flows in which the call can end, in flows that they run included. */
  readonly ending: ReadonlySet<string>;
  /** The flows that ask the caller something. */
  readonly asking: ReadonlySet<string>;
  /** The flows that hand the caller over, or take down what the caller leaves. */
  readonly helping: ReadonlySet<string>;
}

/** Makes the graphs of a program. */
export function lineGraph(program: Program): LineGraph {
  const documents = Object.fromEntries([...program.flows].map(([name, { flow }]) => [name, flow]));
  const flows = new Map(
    [...program.flows].map(([name, compiled]) => [name, flowGraph(name, compiled, documents)] as const),
  );
  const runBy = new Map<string, { graph: FlowGraph; step: string }[]>();
  for (const graph of flows.values()) {
    for (const [step, definition] of Object.entries(graph.flow.steps)) {
      if (definition.type !== 'subflow') continue;
      runBy.set(definition.flow, [...(runBy.get(definition.flow) ?? []), { graph, step }]);
    }
  }
  const flowsWith = (isSuch: (step: Step) => boolean): ReadonlySet<string> => {
    const own = [...flows.values()].filter(({ flow }) => Object.values(flow.steps).some(isSuch));
    return reachable(
      own.map(({ name }) => name),
      (name) => (runBy.get(name) ?? []).map(({ graph }) => graph.name),
    );
  };
  const parts = { ending: flowsWith(endsCall), asking: flowsWith(isInputStep), helping: flowsWith(isHelp) };
  return { program, flows, runBy, ...parts };
}

/** Whether the call is over with the step. */
export function endsCall({ type }: Step): boolean {
  return type === 'reject' || type === 'redirect' || type === 'transfer' || type === 'hangUp';
}

/** Whether a step brings the caller to somebody, or to somebody's notice. */
export function isHelp({ type }: Step): boolean {
  return type === 'transfer' || type === 'redirect' || type === 'save' || type === 'http';
}

function flowGraph(name: string, compiled: CompiledFlow, documents: Readonly<Record<string, Flow>>): FlowGraph {
  const { flow } = compiled;
  const edges = new Map(
    Object.entries(flow.steps).map(([from, step]) => [from, edgesOf(flow, { from, step }, documents)]),
  );
  return { name, flow, compiled, edges };
}

interface NamedStep {
  readonly from: string;
  readonly step: Step;
}

function edgesOf(flow: Flow, { from, step }: NamedStep, documents: Readonly<Record<string, Flow>>): Edge[] {
  const isChoice = step.type === 'menu';
  const edge = (target: Target, outcome: string, more: Pick<Edge, 'kind' | 'path'>): Edge => ({
    from,
    to: stepNameOf(target),
    outcome,
    retry: typeof target === 'object',
    kind: more.kind,
    path: ['steps', from, ...more.path],
  });
  const edges = moduleOf(step)
    .targets(step)
    .map(({ path, target }) => edge(target, 'next', { kind: isAutomatic(step) ? 'success' : 'choice', path }));
  if ('next' in step && step.next !== undefined)
    edges.push(edge(step.next, 'next', { kind: isChoice ? 'choice' : 'success', path: ['next'] }));
  for (const outcome of outcomesOf(step, documents)) {
    const taken = targetOf(flow, step, outcome);
    if (taken !== undefined) edges.push(edge(taken.target, outcome, taken));
  }
  const hungUp = onOf(step).hungUp;
  if (hungUp !== undefined) edges.push(edge(hungUp, 'hungUp', { kind: 'hungUp', path: ['on', 'hungUp'] }));
  if (isInputStep(step) && typeof flow.operator === 'string')
    edges.push(edge(flow.operator, 'operator', { kind: 'operator', path: [] }));
  return edges;
}

/** Whether the step itself decides between its targets; else the caller does. */
function isAutomatic(step: Step): boolean {
  return step.type === 'branch' || step.type === 'distribute';
}

/** Outcomes beside `next`. A miss leads somewhere only where the step says so. */
function outcomesOf(step: Step, documents: Readonly<Record<string, Flow>>): readonly string[] {
  const misses = ['noInput', 'noMatch'].filter((miss) => isInputStep(step) && onOf(step)[miss] !== undefined);
  return [...moduleOf(step).outcomes(step, documents), ...misses];
}

function targetOf(
  flow: Flow,
  step: Step,
  outcome: string,
): (Pick<Edge, 'kind' | 'path'> & { readonly target: Target }) | undefined {
  const on = onOf(step);
  // Authors name outcomes, and every object has a `constructor`.
  const own = Object.hasOwn(on, outcome) ? on[outcome] : undefined;
  if (own !== undefined) return { target: own, kind: 'outcome', path: ['on', outcome] };
  if (on.else !== undefined) return { target: on.else, kind: 'outcome', path: ['on', 'else'] };
  return flow.onError === undefined ? undefined : { target: flow.onError, kind: 'error', path: [] };
}

/** What a step's `on` says. */
function onOf(step: Step): Readonly<Record<string, Target | undefined>> {
  return 'on' in step ? (step.on ?? {}) : {};
}

/** The ways out of a step. */
export function edgesFrom(graph: FlowGraph, step: string): readonly Edge[] {
  return graph.edges.get(step) ?? [];
}

/** The step of a name; flows that were parsed have every step that is named. */
export function stepIn(graph: Pick<FlowGraph, 'flow'>, name: string): Step | undefined {
  return graph.flow.steps[name];
}
