import type { Flow } from '../definition.ts';
import type { FlowProblem } from '../flow-problem.ts';
import { listNames, suggestName } from '../suggest-name.ts';

/** A problem of one flow of a line. */
export interface LineProblem extends FlowProblem {
  /** The flow's name among the line's. */
  readonly flow: string;
}

/** The flows that a document runs by `subflow` steps, as written: any JSON will do. */
export function flowsUsedBy(document: unknown): readonly string[] {
  const steps = childrenOf(document).find(([key]) => key === 'steps')?.[1];
  return childrenOf(steps).flatMap(([, step]) => {
    const fields = new Map(childrenOf(step));
    const flow = fields.get('flow');
    return fields.get('type') === 'subflow' && typeof flow === 'string' ? [flow] : [];
  });
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** The main flow and those that it runs, and those that they run, each once. Names that no document has are left out. */
export function closureOf(main: string, documents: Readonly<Record<string, unknown>>): readonly string[] {
  const found = new Set<string>();
  const open = [main];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !Object.hasOwn(documents, name)) continue;
    found.add(name);
    open.push(...flowsUsedBy(documents[name]));
  }
  return [...found];
}

/** What only the line as a whole can tell: whether callers reach a person, and whether texts exist in every language. */
export function lineProblems(main: string, flows: Readonly<Record<string, Flow>>): LineProblem[] {
  const flow = flows[main];
  if (flow === undefined) return [];
  return [...operatorProblem(main, flow), ...languageProblems(flow, flows)];
}

function operatorProblem(name: string, { operator }: Flow): LineProblem[] {
  if (operator !== undefined) return [];
  return [
    {
      flow: name,
      code: 'operator-missing',
      path: ['operator'],
      message: '"operator" is missing: a caller who presses 0 reaches nobody.',
      advice: 'Name the step that leads to a person, or write { "none": "why nobody can be reached" }.',
    },
  ];
}

/** A sub-flow inherits the language of its caller, so it must speak every language of the line. */
function languageProblems(main: Flow, flows: Readonly<Record<string, Flow>>): LineProblem[] {
  const needed = [main.language, ...(main.languages ?? [])];
  return Object.entries(flows).flatMap(([name, { language, languages }]) => {
    const spoken = [language, ...(languages ?? [])];
    const missing = needed.filter((one) => !spoken.includes(one));
    if (missing.length === 0) return [];
    return [
      {
        flow: name,
        code: 'unknown-language' as const,
        path: ['language'],
        message: `The flow runs inside "${main.name}", which speaks ${listNames(missing)}; it does not.`,
        advice: `Add ${listNames(missing)} to its "languages", and the texts.`,
      },
    ];
  });
}

/** A step that runs a flow which the line does not have. */
export function unknownFlow(path: FlowProblem['path'], name: string, known: readonly string[]): FlowProblem {
  return {
    code: 'unknown-flow',
    path,
    message: `There is no flow "${name}".`,
    advice: suggestName(name, known, `Name one of: ${listNames(known)}.`),
  };
}
