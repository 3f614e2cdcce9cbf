import type { OperationOutcome } from '../event.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { StepResult } from '../steps/step-module.ts';
import { type AskAgain, missed, type Question } from './question.ts';

type Keys = Extract<OperationOutcome, { type: 'inputCollected' }>;

/**
 * The key that ends an input: the step's own. Where it has none, the one that may still come of the question before, which must
 * not be counted among the keys of this one.
 */
export function endKeyFor({ state }: StepContext, own: string | undefined): string | undefined {
  return own ?? state.lateEndKey;
}

/**
 * What the caller pressed, without the end key behind it. Nobody has seen live whether the stop tone is among the tones of the
 * result; this way nothing is lost either way.
 */
export function withoutEndKey({ digits, endedBy }: Keys, endKey: string | undefined): string {
  // Pressed alone it is all that the caller pressed, and can mean something: the question again, or an option.
  if (endKey !== undefined && digits === '' && endedBy === 'endKey') return endKey;
  return endKey !== undefined && digits.length > 1 && digits.endsWith(endKey) ? digits.slice(0, -1) : digits;
}

/** The step's view of a call that expects no end key any more: an input is over, and what is asked next begins anew. */
export function withoutLateEndKey(context: StepContext): StepContext {
  if (context.state.lateEndKey === undefined) return context;
  return { ...context, state: { ...context.state, lateEndKey: undefined } };
}

/** The result of an input that the last possible key has ended: callers are told to press the end key, and some still will. */
export function expectingEndKey(result: StepResult, { endedBy }: Keys, own: string | undefined): StepResult {
  const isLate = own !== undefined && endedBy === 'maxDigits' && (result.type === 'awaits' || result.type === 'leaves');
  return isLate ? { ...result, lateEndKey: own } : result;
}

/** Takes keys that mean nothing to the question: a noMatch, or the end key of the question before, which costs no try. */
export function unfitKeys(
  question: Question,
  context: StepContext,
  { keys, again }: { readonly keys: string; readonly again: AskAgain },
): StepResult {
  const { lateEndKey, confidential } = context.state;
  return keys === lateEndKey
    ? { ...again(context.visit, confidential.lead), mark: 'lateEndKey' }
    : missed(question, context, { kind: 'noMatch', again });
}
