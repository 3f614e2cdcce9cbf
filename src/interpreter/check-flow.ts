import type { Flow, Value, VariableType } from './definition.ts';
import type { FlowProblem } from './flow-problem.ts';
import type { Step, StepOf } from './step-definition.ts';
import { moduleOf } from './steps/index.ts';
import type { StepTarget } from './steps/step-module.ts';
import { listNames, suggestName } from './suggest-name.ts';
import type { Target } from './text-definition.ts';
import { unknownVariable } from './unknown-variable.ts';

/**
 * What the schema cannot see: that every target exists, every outcome leads somewhere, and variables are used as declared.
 * Looks no further when it has found `problemsMax`, since suggesting a name for each of thousands takes long.
 */
export function checkFlow(flow: Flow, problemsMax: number): FlowProblem[] {
  const problems = [...flowTargets(flow).flatMap((one) => targetProblems(flow, one)), ...variableProblems(flow)];
  for (const [name, step] of Object.entries(flow.steps)) {
    if (problems.length >= problemsMax) break;
    const own = [
      ...stepTargets(step).flatMap((one) => targetProblems(flow, one)),
      ...outcomeProblems(flow, step),
      ...inputProblems(flow, step),
    ];
    problems.push(...own.map((problem) => ({ ...problem, path: ['steps', name, ...problem.path] })));
  }
  return problems;
}

function flowTargets(flow: Flow): StepTarget[] {
  const targets: StepTarget[] = [{ path: ['start'], target: flow.start }];
  if (typeof flow.operator === 'string') targets.push({ path: ['operator'], target: flow.operator });
  if (flow.onError !== undefined) targets.push({ path: ['onError'], target: flow.onError });
  if (flow.onHangUp !== undefined) targets.push({ path: ['onHangUp'], target: flow.onHangUp });
  return targets;
}

function stepTargets(step: Step): StepTarget[] {
  const targets = [...moduleOf(step).targets(step)];
  if ('next' in step && step.next !== undefined && step.type !== 'menu')
    targets.push({ path: ['next'], target: step.next });
  for (const [outcome, target] of Object.entries('on' in step ? (step.on ?? {}) : {})) {
    if (target !== undefined) targets.push({ path: ['on', outcome], target });
  }
  return targets;
}

function targetProblems(flow: Flow, { path, target }: StepTarget): FlowProblem[] {
  const name = stepNameOf(target);
  const step = flow.steps[name];
  if (step === undefined) return [unknownStep(flow, path, name)];
  if (typeof target === 'object' && step.type !== 'menu' && step.type !== 'collect') {
    return [
      {
        code: 'retry-without-input',
        path,
        message: `"${name}" is a ${step.type} step, which cannot be retried.`,
        advice: 'Name a menu or collect step, or write the step name alone to go there.',
      },
    ];
  }
  return [];
}

function stepNameOf(target: Target): string {
  return typeof target === 'string' ? target : target.retry;
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

function outcomeProblems(flow: Flow, step: Step): FlowProblem[] {
  if (flow.onError !== undefined) return [];
  const on = 'on' in step ? (step.on ?? {}) : {};
  return moduleOf(step)
    .outcomes.filter((outcome) => on[outcome] === undefined && on.else === undefined)
    .map((outcome) => ({
      code: 'outcome-leads-nowhere',
      path: [],
      message: `The outcome "${outcome}" leads nowhere.`,
      advice: `Add "on": { "${outcome}": ... } to the step, or an "onError" to the flow.`,
    }));
}

function inputProblems(flow: Flow, step: Step): FlowProblem[] {
  if (step.type === 'menu') return menuProblems(step);
  if (step.type === 'collect') return collectProblems(flow, step);
  if (step.type === 'set') return Object.keys(step.values).flatMap((name) => undeclared(flow, ['values', name], name));
  return [];
}

function menuProblems(step: StepOf<'menu'>): FlowProblem[] {
  return step.options.flatMap((option, index) => {
    const problems: FlowProblem[] = [];
    if (step.options.findIndex((other) => other.key === option.key) !== index) {
      const message = `The key ${option.key} has two options.`;
      problems.push({
        code: 'duplicate-option',
        path: ['options', index, 'key'],
        message,
        advice: 'Give each option a key of its own.',
      });
    }
    if (option.next === undefined && step.next === undefined) {
      const message = `The option with key ${option.key} leads nowhere.`;
      problems.push({
        code: 'outcome-leads-nowhere',
        path: ['options', index],
        message,
        advice: 'Add a "next" to the option or to the menu.',
      });
    }
    return problems;
  });
}

function collectProblems(flow: Flow, step: StepOf<'collect'>): FlowProblem[] {
  const problems = undeclared(flow, ['into'], step.into);
  if (problems.length === 0 && flow.variables?.[step.into]?.type !== 'text') {
    problems.push({
      code: 'wrong-type',
      path: ['into'],
      message: `The variable "${step.into}" takes keys but is not of type text.`,
      advice: 'Declare it as { "type": "text" }: a number would lose its leading zeros.',
    });
  }
  if (step.confirm !== undefined && flow.defaults?.confirmKeys === undefined && !flow.language.startsWith('en')) {
    problems.push({
      code: 'confirm-keys-missing',
      path: ['confirm'],
      message: `The keys of a confirmation have no words in ${flow.language}.`,
      advice: 'Write "defaults": { "confirmKeys": ... }, saying that 1 is right and 2 enters it again.',
    });
  }
  return problems;
}

function undeclared(flow: Flow, path: (string | number)[], name: string): FlowProblem[] {
  return flow.variables?.[name] === undefined ? [unknownVariable(flow, path, name)] : [];
}

function variableProblems(flow: Flow): FlowProblem[] {
  return Object.entries(flow.variables ?? {}).flatMap(([name, { type, initial }]) => {
    if (initial === undefined || fits(type, initial)) return [];
    const message = `The initial value of "${name}" is not of type ${type}.`;
    return [
      {
        code: 'initial-type' as const,
        path: ['variables', name, 'initial'],
        message,
        advice: 'Correct the value or the type.',
      },
    ];
  });
}

function fits(type: VariableType, value: Value): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'decimal':
      return typeof value === 'number';
    case 'integer':
      return Number.isSafeInteger(value);
  }
}
