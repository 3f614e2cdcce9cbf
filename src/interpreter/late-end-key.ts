import type { Speech } from './prompts/compiled-prompt.ts';
import type { OperationKind } from './state.ts';
import type { StepResult } from './steps/step-module.ts';
import type { Turn } from './turn.ts';

/** What a step made of an outcome. With an input an earlier one is over: its end key is expected no longer, unless this one's is. */
export function afterInput({ state }: Turn, kind: OperationKind, result: StepResult): StepResult {
  if (kind !== 'input') return result;
  const late = result.type === 'awaits' || result.type === 'leaves' ? result.lateEndKey : undefined;
  if (late !== state.lateEndKey) state.lateEndKey = late;
  return result;
}

/** Keeps what is said before a question, for the end key that comes late cuts it short, and callers must hear it. */
export function noteLead({ state }: Turn, lead: Speech | undefined): void {
  const kept = state.lateEndKey === undefined || lead?.prompts.length === 0 ? undefined : lead;
  if (kept === undefined && state.confidential.lead === undefined) return;
  const { lead: _before, ...confidential } = state.confidential;
  state.confidential = kept === undefined ? confidential : { ...confidential, lead: kept };
}
