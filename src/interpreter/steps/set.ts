import type { Value } from '../definition.ts';
import type { StepOf } from '../step-definition.ts';
import { evaluate, type StepContext } from './step-context.ts';
import type { StepModule } from './step-module.ts';

/** Assigns variables, in the order written; each expression sees the values before it. */
export const setModule: StepModule<StepOf<'set'>> = {
  needsAnswer: false,
  outcomes: [],
  texts: (step) =>
    Object.entries(step.values).map(([variable, source]) => ({
      path: ['values', variable],
      source,
      kind: 'value',
      variable,
    })),
  targets: () => [],
  enter: (step, context) => ({ type: 'leaves', outcome: 'next', assign: assignments(step, context) }),
  resume: () => ({ type: 'leaves', outcome: 'next' }),
  leave: () => [],
};

/** A variable whose expression lacks a value keeps the one that it had. */
function assignments(step: StepOf<'set'>, context: StepContext): Record<string, Value> {
  const assigned: Record<string, Value> = {};
  for (const [variable, source] of Object.entries(step.values)) {
    const value = evaluate(context, source, assigned);
    if (value.ok) assigned[variable] = value.value;
  }
  return assigned;
}
