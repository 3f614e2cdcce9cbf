import type { Step } from '../step-definition.ts';

/** The variables that a step gives a value, whatever way it is left by. */
export function assignedBy(step: Step): readonly string[] {
  switch (step.type) {
    case 'set':
      return Object.keys(step.values);
    case 'subflow':
      return Object.keys(step.into ?? {});
    case 'hours':
      return Object.values(step.into ?? {}).filter((name) => name !== undefined);
    case 'menu':
      return [step.into, step.optionsFrom?.into].filter((name) => name !== undefined);
    case 'collect':
    case 'listen':
    case 'http':
    case 'lookup':
      return step.into === undefined ? [] : [step.into];
    default:
      return [];
  }
}
