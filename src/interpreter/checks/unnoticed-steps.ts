import type { Step } from '../step-definition.ts';

const unnoticed: ReadonlySet<Step['type']> = new Set([
  'set',
  'tag',
  'language',
  'branch',
  'hours',
  'distribute',
  'lookup',
  'save',
]);

/** Whether a step says nothing and takes next to no time, so that callers do not notice it. */
export function isUnnoticed({ type }: Step): boolean {
  return unnoticed.has(type);
}
