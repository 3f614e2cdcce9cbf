import type { Prompt } from '../text-definition.ts';
import type { StepText } from './step-module.ts';

/** The templates of a prompt, with their places. */
export function promptTexts(path: readonly (string | number)[], prompt: Prompt | undefined): StepText[] {
  if (prompt === undefined) return [];
  if (typeof prompt === 'string') return [{ path, source: prompt, kind: 'template' }];
  return prompt.map((source, index) => ({ path: [...path, index], source, kind: 'template' }));
}
