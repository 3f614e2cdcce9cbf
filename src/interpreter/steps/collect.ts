import { limits } from '../limits.ts';
import type { Visit } from '../state.ts';
import type { StepOf } from '../step-definition.ts';
import { type AskAgain, ask, leaveMedia, missed, promptOf, toOperator, withoutInput } from './input.ts';
import { holds, promptFor, type StepContext } from './step-context.ts';
import type { Awaits, StepModule, StepResult } from './step-module.ts';
import { promptTexts } from './step-texts.ts';

type Collect = StepOf<'collect'>;

/** Names the keys of a confirmation where the flow does not. */
export const confirmKeysInEnglish = 'If that is right, press 1. To enter it again, press 2.';

/** Collects a number of digits. `*` alone repeats the prompt; a lone `0` reaches the operator, unless one digit is a valid answer. */
export const collectModule: StepModule<Collect> = {
  needsAnswer: true,
  outcomes: ['exhausted', 'failed'],
  texts: (step) => [
    ...promptTexts(['prompt'], step.prompt),
    ...promptTexts(['noInput'], step.noInput),
    ...promptTexts(['noMatch'], step.noMatch),
    ...promptTexts(['confirm'], step.confirm),
    ...(step.valid === undefined ? [] : [{ path: ['valid'], source: step.valid, kind: 'condition' as const }]),
  ],
  targets: () => [],
  enter: (step, context) => askCollect(step, context, context.visit),
  resume: (step, context, outcome) => {
    const confirming = context.visit.stage === 'confirming';
    const again = (visit: Visit, lead?: string) =>
      confirming ? askConfirmation(step, context, visit, lead) : askCollect(step, context, visit, lead);
    if (outcome.type !== 'inputCollected') {
      return withoutInput(step, context, outcome, again) ?? { type: 'leaves', outcome: 'failed' };
    }
    const taken = { digits: withoutEndKey(outcome.digits, step.digits.endKey), again };
    return confirming ? confirmed(step, context, taken) : collected(step, context, taken);
  },
  leave: (_step, open) => leaveMedia(open),
};

/** Asks for the digits; also how a retry comes back to the step. */
export function askCollect(step: Collect, context: StepContext, visit: Visit, lead?: string): Awaits {
  const { max, endKey } = step.digits;
  const keys = endKey === undefined ? { digitsMax: max } : { digitsMax: max, endKey };
  return ask(step, context, { visit: { ...visit, stage: 'asking' }, keys, say: promptOf(step, visit, lead) });
}

function askConfirmation(step: Collect, context: StepContext, visit: Visit, lead?: string): Awaits {
  const keys = context.program.flow.defaults?.confirmKeys ?? confirmKeysInEnglish;
  const say = [lead, promptFor(step.confirm, visit.confirms - 1), keys];
  return ask(step, context, { visit: { ...visit, stage: 'confirming' }, keys: { digitsMax: 1 }, say });
}

interface Taken {
  readonly digits: string;
  readonly again: AskAgain;
}

function collected(step: Collect, context: StepContext, taken: Taken): StepResult {
  const { digits, again } = taken;
  if (digits === '*') return { ...again(context.visit), mark: 'repeat' };
  const operator = digits === '0' && step.digits.min > 1 ? toOperator(context) : undefined;
  if (operator !== undefined) return operator;
  const assign = { [step.into]: digits };
  const fits = /^[0-9]+$/.test(digits) && digits.length >= step.digits.min && digits.length <= step.digits.max;
  if (!fits || (step.valid !== undefined && !holds(context, step.valid, assign)))
    return missed(step, context, 'noMatch', again);
  if (step.confirm === undefined) return { type: 'leaves', outcome: 'next', assign };
  // The confirmation speaks the value, so the variable has it from here on; it is encrypted like every variable.
  return {
    ...askConfirmation(step, withValue(context, assign), { ...context.visit, confirms: context.visit.confirms + 1 }),
    assign,
  };
}

function confirmed(step: Collect, context: StepContext, taken: Taken): StepResult {
  if (taken.digits === '1') return { type: 'leaves', outcome: 'next', mark: 'confirmed' };
  if (taken.digits === '*') return { ...taken.again(context.visit), mark: 'repeat' };
  if (taken.digits === '2') {
    if (context.visit.confirms >= limits.confirmRoundsMax)
      return { type: 'leaves', outcome: 'exhausted', mark: 'notConfirmed' };
    return { ...askCollect(step, context, context.visit), mark: 'notConfirmed' };
  }
  const operator = taken.digits === '0' ? toOperator(context) : undefined;
  return operator ?? missed(step, context, 'noMatch', taken.again);
}

/** Nobody has seen live whether the stop tone is among the tones of the result; without it nothing is lost either way. */
function withoutEndKey(digits: string, endKey: string | undefined): string {
  return endKey !== undefined && digits.length > 1 && digits.endsWith(endKey) ? digits.slice(0, -1) : digits;
}

function withValue(context: StepContext, assign: Record<string, string>): StepContext {
  const { confidential } = context.state;
  const variables = confidential.variables.with(-1, { ...confidential.variables.at(-1), ...assign });
  return { ...context, state: { ...context.state, confidential: { ...confidential, variables } } };
}
