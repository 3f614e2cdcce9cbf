import type { Flow } from '../definition.ts';
import type { FlowProblem } from '../flow-problem.ts';
import { isInputStep, type Step } from '../step-definition.ts';
import { moduleOf } from '../steps/index.ts';
import type { StepTarget } from '../steps/step-module.ts';
import { listNames, suggestName } from '../suggest-name.ts';
import type { Target } from '../text-definition.ts';

/** The line's flows by name, for steps that run another. */
type Flows = Readonly<Record<string, Flow>>;

/** Every target of a flow, found once: of a large flow they are many. */
export interface TargetsOfFlow {
  readonly own: readonly StepTarget[];
  readonly bySteps: readonly (readonly StepTarget[])[];
}

/** Finds every target of a flow, those of its steps in their order. */
export function targetsOf(flow: Flow): TargetsOfFlow {
  return { own: flowTargets(flow), bySteps: Object.values(flow.steps).map(stepTargets) };
}

/** The steps that a `retry` leads to. */
export function retriedSteps({ own, bySteps }: TargetsOfFlow): ReadonlySet<string> {
  const retried = new Set<string>();
  for (const targets of [own, ...bySteps])
    for (const { target } of targets) if (typeof target === 'object') retried.add(target.retry);
  return retried;
}

/**
 * What the schema cannot see of a flow's structure: that every target exists and every outcome leads somewhere. Looks no
 * further when it has found `problemsMax`, since suggesting a name for each of thousands takes long.
 */
export function targetProblems(
  flow: Flow,
  { own, bySteps }: TargetsOfFlow,
  { flows, problemsMax }: { flows: Flows; problemsMax: number },
): FlowProblem[] {
  const problems = own.flatMap((one) => problemOf(flow, one) ?? []);
  for (const [index, [name, step]] of Object.entries(flow.steps).entries()) {
    if (problems.length >= problemsMax) break;
    const below = (problem: FlowProblem) => ({ ...problem, path: ['steps', name, ...problem.path] });
    for (const target of bySteps[index] ?? []) {
      const problem = problemOf(flow, target);
      if (problem !== undefined) problems.push(below(problem));
    }
    problems.push(...outcomeProblems(flow, step, flows).map(below));
  }
  return problems;
}

/** Every target of a step, with its place below the step. */
export function stepTargets(step: Step): StepTarget[] {
  const targets = [...moduleOf(step).targets(step)];
  if ('next' in step && step.next !== undefined) targets.push({ path: ['next'], target: step.next });
  for (const [outcome, target] of Object.entries('on' in step ? (step.on ?? {}) : {})) {
    if (target !== undefined) targets.push({ path: ['on', outcome], target });
  }
  return targets;
}

/** The flow's own targets. */
export function flowTargets(flow: Flow): StepTarget[] {
  const targets: StepTarget[] = [{ path: ['start'], target: flow.start }];
  if (typeof flow.operator === 'string') targets.push({ path: ['operator'], target: flow.operator });
  if (flow.onError !== undefined) targets.push({ path: ['onError'], target: flow.onError });
  if (flow.onHangUp !== undefined) targets.push({ path: ['onHangUp'], target: flow.onHangUp });
  return targets;
}

/** The step that a target names. */
export function stepNameOf(target: Target): string {
  return typeof target === 'string' ? target : target.retry;
}

function problemOf(flow: Flow, { path, target }: StepTarget): FlowProblem | undefined {
  const name = stepNameOf(target);
  const step = flow.steps[name];
  if (step === undefined) return unknownStep(flow, path, name);
  if (typeof target === 'string' || isInputStep(step)) return undefined;
  return {
    code: 'retry-without-input',
    path,
    message: `"${name}" is a ${step.type} step, which cannot be retried.`,
    advice: 'Name a menu, collect or listen step, or write the step name alone to go there.',
  };
}

function unknownStep(flow: Flow, path: StepTarget['path'], name: string): FlowProblem {
  const known = Object.keys(flow.steps);
  return {
    code: 'unknown-step',
    path,
    message: `There is no step "${name}".`,
    advice: suggestName(name, known, `Add the step, or name one that exists: ${listNames(known)}.`),
  };
}

function outcomeProblems(flow: Flow, step: Step, flows: Flows): FlowProblem[] {
  const hasErrorPath = flow.onError !== undefined;
  if (hasErrorPath && (!('on' in step) || step.on === undefined)) return [];
  const outcomes = moduleOf(step).outcomes(step, flows);
  const on: Readonly<Record<string, Target | undefined>> = 'on' in step ? (step.on ?? {}) : {};
  const known = [...outcomes, 'hungUp', 'else', ...(isInputStep(step) ? ['noInput', 'noMatch'] : [])];
  const unknown = Object.keys(on).filter((name) => !known.includes(name));
  const nowhere = !hasErrorPath && on.else === undefined ? outcomes.filter((one) => on[one] === undefined) : [];
  return [
    ...unknown.map((name) => unknownOutcome(name, outcomes)),
    ...nowhere.map((outcome) => ({
      code: 'outcome-leads-nowhere' as const,
      path: [],
      message: `The outcome "${outcome}" leads nowhere.`,
      advice: `Add "on": { "${outcome}": ... } to the step, or an "onError" to the flow.`,
    })),
  ];
}

function unknownOutcome(name: string, outcomes: readonly string[]): FlowProblem {
  return {
    code: 'unknown-outcome',
    path: ['on', name],
    message: `The step has no outcome "${name}".`,
    advice: suggestName(name, outcomes, `Remove it, or name one of: ${listNames([...outcomes, 'hungUp', 'else'])}.`),
  };
}
