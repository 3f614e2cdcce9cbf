import { flowTargets, stepNameOf, stepTargets } from '../../src/interpreter/compile/check-targets.ts';
import type { Flow } from '../../src/interpreter/definition.ts';
import type { Step } from '../../src/interpreter/step-definition.ts';
import type { StepTarget } from '../../src/interpreter/steps/step-module.ts';

/** What a node is, which decides its form. `entry`: no step, but where a call comes in from outside. */
export type NodeKind = 'entry' | 'input' | 'choice' | 'end' | 'subflow' | 'data' | 'other';

/** A step of a flow, or where calls come in. */
export interface GraphNode {
  /** The name of the step; of an entry a word with a blank before it, which no step has. */
  readonly id: string;
  readonly title: string;
  /** The second line: the type of the step and what it is about. */
  readonly detail: string;
  readonly kind: NodeKind;
  /** The flow that the step runs. */
  readonly runs?: string | undefined;
}

/** Where an outcome leads. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The outcomes, empty for `next`. */
  readonly label: string;
}

/** A flow as nodes and edges. */
export interface FlowGraph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Characters of a label or of a detail at most. */
const textCharactersMax = 36;

/** The graph of a flow: its steps, where each outcome leads, and where calls come in. Outcomes that nothing lists lead to the error entry. */
export function flowGraph(flow: Flow): FlowGraph {
  const entries = flowTargets(flow).map(({ path, target }) => {
    const word = String(path[0]);
    const node: GraphNode = { id: ` ${word}`, title: entryWords[word] ?? word, detail: '', kind: 'entry' };
    return { node, edge: { from: node.id, to: stepNameOf(target), label: '' } };
  });
  const steps = Object.entries(flow.steps);
  const nodes = steps.map(([name, step]) => nodeOf(name, step));
  const edges = steps.flatMap(([name, step]) => edgesOf(name, step));
  return {
    name: flow.name,
    nodes: [...entries.map(({ node }) => node), ...nodes],
    edges: [...entries.map(({ edge }) => edge), ...edges],
  };
}

const entryWords: Readonly<Record<string, string>> = {
  start: 'call',
  operator: '0: a person',
  onError: 'any other outcome',
  onHangUp: 'caller hangs up',
};

const kinds: Readonly<Partial<Record<Step['type'], NodeKind>>> = {
  menu: 'input',
  collect: 'input',
  listen: 'input',
  branch: 'choice',
  hours: 'choice',
  distribute: 'choice',
  http: 'data',
  lookup: 'data',
  save: 'data',
  subflow: 'subflow',
  hangUp: 'end',
  transfer: 'end',
  return: 'end',
  reject: 'end',
  redirect: 'end',
};

function nodeOf(name: string, step: Step): GraphNode {
  const runs = step.type === 'subflow' ? step.flow : undefined;
  return {
    id: name,
    title: name,
    detail: cut(`${step.type}${aboutStep(step)}`),
    kind: kinds[step.type] ?? 'other',
    runs,
  };
}

function aboutStep(step: Step): string {
  switch (step.type) {
    case 'hangUp':
      return ` (${step.disposition})`;
    case 'transfer':
    case 'redirect':
      return ` to ${step.to}`;
    case 'subflow':
      return ` ${step.flow}`;
    case 'lookup':
    case 'save':
      return ` ${step.table}`;
    case 'hours':
      return ` ${step.schedule}`;
    case 'return':
      return ` ${step.outcome ?? 'next'}`;
    default:
      return '';
  }
}

/** One edge for every step that a step leads to, with all outcomes that lead there. */
function edgesOf(name: string, step: Step): GraphEdge[] {
  const labels = new Map<string, string[]>();
  for (const one of stepTargets(step)) {
    const to = stepNameOf(one.target);
    labels.set(to, [...(labels.get(to) ?? []), labelOf(step, one)]);
  }
  return [...labels].map(([to, words]) => ({ from: name, to, label: cut(joined(words)) }));
}

/** What is alone needs no word; beside others it has to be told apart. */
function joined(words: readonly string[]): string {
  const [first] = words;
  if (words.length === 1 && first !== undefined) return first;
  return [...new Set(words.map((word) => (word === '' ? 'next' : word)))].join(', ');
}

function labelOf(step: Step, { path, target }: StepTarget): string {
  const [field, key] = path;
  const word = outcomeWord(step, String(field), key);
  return typeof target === 'string' ? word : `${word} (again)`.trim();
}

function outcomeWord(step: Step, field: string, key: string | number | undefined): string {
  const index = Number(key);
  switch (field) {
    case 'next':
      return step.type === 'menu' ? sharedKeys(step) : '';
    case 'on':
      return String(key);
    case 'options':
      return optionWord(step, index);
    case 'cases':
      return step.type === 'branch' ? (step.cases[index]?.if ?? '') : '';
    case 'arms':
      return step.type === 'distribute' ? `${step.arms[index]?.name} ${step.arms[index]?.weight}` : '';
    case 'keys':
      return String(key);
    default:
      return field;
  }
}

function optionWord(step: Step, index: number): string {
  if (step.type === 'menu' || step.type === 'collect') return step.options?.[index]?.key ?? '';
  const phrases = step.type === 'listen' ? step.options?.[index]?.phrases : undefined;
  const first = Array.isArray(phrases) ? phrases[0] : Object.values(phrases ?? {})[0]?.[0];
  return first ?? '';
}

/** The keys of the options that go where the menu goes. */
function sharedKeys(step: Extract<Step, { type: 'menu' }>): string {
  const keys = (step.options ?? []).filter(({ next }) => next === undefined).map(({ key }) => key);
  return [...keys, ...(step.optionsFrom === undefined ? [] : ['each'])].join(', ');
}

function cut(text: string): string {
  return text.length > textCharactersMax ? `${text.slice(0, textCharactersMax - 3)}...` : text;
}
