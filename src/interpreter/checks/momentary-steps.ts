import type { Step } from '../step-definition.ts';

/** Steps in a row that are looked through, between a greeting and its question or from wait to wait. */
export const stepsBetweenMax = 10;

/** Ways that are followed from one step at most: a flow that has more between two words is made by a machine. */
export const waysMax = 200;

const momentary: ReadonlySet<Step['type']> = new Set([
  'set',
  'tag',
  'language',
  'branch',
  'hours',
  'distribute',
  'lookup',
  'save',
]);

/** Whether callers notice nothing of a step. */
export function takesNoTime({ type }: Step): boolean {
  return momentary.has(type);
}
