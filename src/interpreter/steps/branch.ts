import type { StepOf } from '../step-definition.ts';
import { holds } from './step-context.ts';
import type { StepModule } from './step-module.ts';

/** Takes the first case whose condition holds, else `else`. */
export const branchModule: StepModule<StepOf<'branch'>> = {
  needsAnswer: false,
  outcomes: [],
  texts: (step) =>
    step.cases.map((one, index) => ({ path: ['cases', index, 'if'], source: one.if, kind: 'condition' })),
  targets: (step) => [
    ...step.cases.map((one, index) => ({ path: ['cases', index, 'next'], target: one.next })),
    { path: ['else'], target: step.else },
  ],
  enter: (step, context) => {
    const index = step.cases.findIndex((one) => holds(context, one.if));
    const taken = step.cases[index];
    return taken === undefined
      ? { type: 'leaves', outcome: 'else', target: step.else, mark: 'else' }
      : { type: 'leaves', outcome: 'next', target: taken.next, mark: `case ${index + 1}` };
  },
  resume: (step) => ({ type: 'leaves', outcome: 'else', target: step.else }),
  leave: () => [],
};
