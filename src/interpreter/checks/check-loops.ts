import type { Step, StepOf } from '../step-definition.ts';
import { isInputStep } from '../step-definition.ts';
import { loopsIn } from '../walk.ts';
import { reachedSteps } from './check-reachability.ts';
import type { Warning } from './finding.ts';
import { type Edge, edgesFrom, type FlowGraph, type LineGraph, stepIn } from './flow-graph.ts';

/** A variable that counts rounds: the steps that raise it, that set it anew, and that look at it. */
interface Counter {
  readonly name: string;
  readonly raisedBy: readonly string[];
  readonly setBy: ReadonlySet<string>;
  readonly readBy: ReadonlySet<string>;
}

/** Loops that nobody ends, and counters that end them too early the next time. */
export function checkLoops(graph: FlowGraph, line: LineGraph): Warning[] {
  const reached = [...reachedSteps(graph)];
  const counters = countersOf(graph);
  const all = loopsIn(reached, (step) => targets(graph, step, isTaken));
  const unasked = loopsIn(reached, (step) =>
    targets(graph, step, (edge) => isTaken(edge) && !isAsked(graph, line, edge)),
  );
  return [
    ...unasked
      .filter((loop) => !counters.some((counter) => bounds(counter, loop)))
      .map((loop) => withoutCounter(graph, loop)),
    ...counters.flatMap((counter) => neverReset(graph, counter, all)),
  ];
}

function targets(graph: FlowGraph, step: string, isSuch: (edge: Edge) => boolean): string[] {
  return edgesFrom(graph, step)
    .filter(isSuch)
    .map((edge) => edge.to);
}

/** A retry is bounded by the tries of its step, `onError` is taken once, and behind a hang-up nobody goes round. */
function isTaken({ retry, kind }: Edge): boolean {
  return !retry && kind !== 'hungUp' && kind !== 'error';
}

/** Whether the caller chose this way: one who goes round by choice can stop. */
function isAsked(graph: FlowGraph, line: LineGraph, { from, kind }: Edge): boolean {
  const step = stepIn(graph, from);
  return kind === 'choice' || kind === 'operator' || (step?.type === 'subflow' && line.asking.has(step.flow));
}

function bounds({ raisedBy, readBy }: Counter, loop: ReadonlySet<string>): boolean {
  return raisedBy.some((step) => loop.has(step)) && [...readBy].some((step) => loop.has(step));
}

function withoutCounter(graph: FlowGraph, loop: ReadonlySet<string>): Warning {
  const placeOf = (name: string) => graph.compiled.steps.get(name)?.index ?? 0;
  const names = [...loop].toSorted((a, b) => placeOf(a) - placeOf(b));
  const input = names.find((name) => isInput(stepIn(graph, name)));
  const back =
    input === undefined ? 'with a variable that it raises and a branch on it' : `as a { "retry": "${input}" }`;
  return {
    code: 'loop-without-counter',
    path: ['steps', names[0] ?? ''],
    message: `${listed(names)} ${names.length === 1 ? 'leads to itself' : 'lead round'} without the caller's choice and without a counter.`,
    advice: `Count the rounds, ${back}, and lead to a person after the third.`,
  };
}

function isInput(step: Step | undefined): boolean {
  return step !== undefined && isInputStep(step);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > shown.length ? `${shown.join(', ')} and others` : shown.join(', ');
}

function neverReset(graph: FlowGraph, counter: Counter, loops: readonly ReadonlySet<string>[]): Warning[] {
  return counter.raisedBy.flatMap((raising) => {
    const loop = loops.find((one) => one.has(raising));
    if (loop === undefined || !bounds(counter, loop) || [...counter.setBy].some((step) => loop.has(step))) return [];
    const waysOut = [...counter.readBy].flatMap((step) => edgesFrom(graph, step)).filter((edge) => !loop.has(edge.to));
    if (waysOut.length > 0) return [];
    return [
      {
        code: 'counter-never-reset' as const,
        path: ['steps', raising, 'values', counter.name],
        message: `"${counter.name}" is counted up and looked at, and every way from there leads back, but nothing sets it to 0.`,
        advice:
          'Set it to 0 before the caller is asked afresh; else the next round begins with the count of the last one.',
      },
    ];
  });
}

/** The variables that some `set` raises by themselves. Linear in the steps and the texts. */
function countersOf(graph: FlowGraph): Counter[] {
  const settings = Object.entries(graph.flow.steps).flatMap(([name, step]) =>
    step.type === 'set' ? settingsOf(name, step.values) : [],
  );
  const counters = new Map<string, { raisedBy: string[]; setBy: Set<string>; readBy: Set<string> }>();
  for (const { name, isRaised } of settings)
    if (isRaised) counters.set(name, { raisedBy: [], setBy: new Set(), readBy: new Set() });
  for (const { step, name, isRaised } of settings) {
    const counter = counters.get(name);
    if (isRaised) counter?.raisedBy.push(step);
    else counter?.setBy.add(step);
  }
  for (const { path, reads } of graph.compiled.texts.filter(({ kind }) => kind === 'condition'))
    for (const name of reads) counters.get(name)?.readBy.add(String(path[1]));
  return [...counters].map(([name, counter]) => ({ name, ...counter }));
}

function settingsOf(step: string, values: StepOf<'set'>['values']) {
  return Object.entries(values).map(([name, source]) => ({ step, name, isRaised: raises(name, source) }));
}

/** Names of variables are letters and digits, so that they mean only themselves in a pattern. */
function raises(name: string, source: string): boolean {
  return new RegExp(`^\\s*(${name}\\s*[+-]\\s*[0-9.]+|[0-9.]+\\s*\\+\\s*${name})\\s*$`).test(source);
}
