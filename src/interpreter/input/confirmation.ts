import type { OperationOutcome } from '../event.ts';
import type { Expression } from '../expressions/expression.ts';
import { limits } from '../limits.ts';
import { type CompiledPrompt, joined, type Speech, silence } from '../prompts/compiled-prompt.ts';
import { speechFor, speechOfText } from '../prompts/render-prompt.ts';
import type { Visit } from '../state.ts';
import { leaveMedia } from '../steps/announce.ts';
import { holds, type StepContext, withVariables } from '../steps/step-context.ts';
import type { Awaits, RunnableStep, StepResult } from '../steps/step-module.ts';
import { expectingEndKey, unfitKeys, withoutLateEndKey } from './end-key.ts';
import {
  type AskAgain,
  type Asking,
  askForKeys,
  missed,
  type Question,
  retried,
  toOperator,
  withoutInput,
} from './question.ts';

/** Names the keys of a confirmation where the flow does not. */
const keysInEnglish = 'If that is right, press 1. To enter it again, press 2.';

/** What is asked, checked and confirmed. */
export interface Confirmable {
  readonly question: Question;
  /** The variable that takes the answer. */
  readonly into: string;
  readonly valid: Expression | undefined;
  readonly confirm: CompiledPrompt | undefined;
  /** The key that ends an input of keys early. */
  readonly endKey: string | undefined;
}

/** Asks the step's own question. */
type Ask = (context: StepContext, visit: Visit, lead?: Speech) => Awaits;

/** Takes what the step's own question brought; `again` asks it anew. */
type Take = (context: StepContext, outcome: OperationOutcome, again: AskAgain) => StepResult;

/** Runs a step that asks for a value, checks it and has it confirmed. */
export function runConfirmable(asked: Confirmable, ask: Ask, take: Take): RunnableStep {
  return {
    enter: (context) => ask(context, context.visit),
    resume: (context, outcome) => {
      const confirming = context.visit.stage === 'confirming';
      const after = withoutLateEndKey(context);
      const again: AskAgain = (visit, lead) =>
        confirming ? askConfirmation(asked, after, { visit, lead }) : ask(after, visit, lead);
      const other = withoutInput(asked.question, context, { outcome, again });
      if (other !== undefined) return confirming ? unconfirmed(asked, other) : other;
      if (!confirming) {
        const taken = take(context, outcome, again);
        return outcome.type === 'inputCollected' ? expectingEndKey(taken, outcome, asked.endKey) : taken;
      }
      if (outcome.type !== 'inputCollected') return unconfirmed(asked, { type: 'leaves', outcome: 'failed' });
      return confirmed(asked, context, { digits: outcome.digits, again, anew: (visit) => ask(after, visit) });
    },
    retry: (context, say) =>
      retried(asked.question, context, { say, again: (visit, lead) => ask(context, visit, lead) }),
    leave: leaveMedia,
  };
}

/** Takes a value that has the right form: it must be valid, and is confirmed where the step wants that. */
export function takeValue(
  asked: Confirmable,
  context: StepContext,
  { value, again }: { readonly value: string; readonly again: AskAgain },
): StepResult {
  const assign = { [asked.into]: value };
  const seen = withVariables(context, assign);
  if (asked.valid !== undefined && !holds(seen, asked.valid))
    return missed(asked.question, context, { kind: 'noMatch', again });
  if (asked.confirm === undefined) return { type: 'leaves', outcome: 'next', assign };
  // The confirmation speaks the value, so the variable has it from here on; it is encrypted like every variable.
  const visit = { ...context.visit, confirms: (context.visit.confirms ?? 0) + 1 };
  return { ...askConfirmation(asked, seen, { visit }), assign };
}

/** Says the input back and asks whether it is right. */
function askConfirmation(
  { question, confirm }: Confirmable,
  context: StepContext,
  { visit, lead = silence }: Asking,
): Awaits {
  const said = joined(lead, speechFor(context, confirm, (visit.confirms ?? 0) - 1));
  const say = joined(said, keysSpeech(context));
  return askForKeys(question, { ...visit, stage: 'confirming' }, { say, lead, keys: { digitsMax: 1 } });
}

function keysSpeech(context: StepContext): Speech {
  const { confirmKeys } = context.flow.defaults;
  return confirmKeys === undefined ? speechOfText(context, keysInEnglish) : speechFor(context, confirmKeys, 0);
}

/** Takes the answer: 1 is right, 2 asks anew, as often as allowed. */
function confirmed(
  asked: Confirmable,
  context: StepContext,
  taken: { readonly digits: string; readonly again: AskAgain; readonly anew: (visit: Visit) => Awaits },
): StepResult {
  if (taken.digits === '1') return { type: 'leaves', outcome: 'next', mark: 'confirmed' };
  if (taken.digits === '*') return { ...taken.again(context.visit), mark: 'repeat' };
  if (taken.digits === '2') {
    if ((context.visit.confirms ?? 0) >= limits.confirmRoundsMax)
      return unconfirmed(asked, { type: 'leaves', outcome: 'exhausted', mark: 'notConfirmed' });
    return { ...taken.anew(context.visit), mark: 'notConfirmed', assign: { [asked.into]: '' } };
  }
  const operator = taken.digits === '0' ? toOperator(context) : undefined;
  const unfit = { keys: taken.digits, again: taken.again };
  return operator ?? unconfirmed(asked, unfitKeys(asked.question, context, unfit));
}

/** What the caller has not said to be right must not be used: where the step is left without that, the variable is empty. */
function unconfirmed({ into }: Confirmable, result: StepResult): StepResult {
  return result.type === 'leaves' ? { ...result, assign: { [into]: '' } } : result;
}

/** A confirmation whose keys have no words in a language of the flow; undefined where they have. */
export function confirmProblem(languages: readonly string[], hasKeys: boolean) {
  const silent = hasKeys ? undefined : languages.find((language) => !language.startsWith('en'));
  if (silent === undefined) return undefined;
  return {
    code: 'confirm-keys-missing' as const,
    path: ['confirm'],
    message: `The keys of a confirmation have no words in ${silent}.`,
    advice: 'Write "defaults": { "confirmKeys": ... }, saying that 1 is right and 2 enters it again.',
  };
}
