import * as z from 'zod';
import { type Confirmable, runConfirmable, takeValue } from '../input/confirmation.ts';
import { type DigitFormat, formatSchema, readDigits } from '../input/digit-format.ts';
import { endKeyFor, unfitKeys, withoutEndKey } from '../input/end-key.ts';
import { type AskAgain, type Asking, askForKeys, questionSpeech, toOperator } from '../input/question.ts';
import type { CompiledTarget } from '../program.ts';
import { asking } from '../state.ts';
import { everyStep, inputFields, inputOutcomes, interDigitMs, outcomes } from '../step-fields.ts';
import { expressionSchema, keySchema, promptSchema, targetSchema } from '../text-definition.ts';
import { compileCollect } from './collect-compile.ts';
import type { StepContext } from './step-context.ts';
import type { Awaits, StepModule, StepResult } from './step-module.ts';

/** How many digits, and what ends them. */
const digitsSchema = z
  .strictObject({
    min: z.int().min(1).max(64),
    max: z.int().min(1).max(64),
    endKey: z.enum(['#', '*']).optional().describe('The key that ends the input early.'),
  })
  .refine((digits) => digits.min <= digits.max, 'asks for more digits at least than at most');

/** See `collectModule`. */
export const collectSchema = z.strictObject({
  type: z.literal('collect'),
  ...everyStep,
  into: z.string().describe('The variable that takes the keys.'),
  digits: digitsSchema.optional().describe('How many keys; may be left out where the format says it.'),
  format: formatSchema.optional().describe('What the keys mean; what does not fit is a noMatch.'),
  prompt: promptSchema,
  valid: expressionSchema.optional().describe('CEL; false makes the input a noMatch.'),
  confirm: promptSchema.optional().describe('Says the input back; then 1 is right, 2 enters it again.'),
  options: z
    .array(z.strictObject({ key: keySchema, next: targetSchema }))
    .min(1)
    .max(12)
    .optional()
    .describe('Single keys that lead elsewhere instead.'),
  secret: z.boolean().optional().describe('The value reaches only the body of an http step.'),
  ...inputFields,
  interDigitMs,
  next: targetSchema,
  on: outcomes(...inputOutcomes),
});

/** A `collect` step as written. */
export type CollectStep = z.infer<typeof collectSchema>;

/**
 * Collects digits. `*` alone repeats the prompt; a lone `0` reaches the operator, unless one digit is a valid answer.
 *
 * ```json
 * {
 *   "type": "collect", "into": "account", "digits": { "min": 6, "max": 8, "endKey": "#" },
 *   "prompt": "Please enter your account number, then the hash key.",
 *   "confirm": "You entered {{ spell(account) }}.",
 *   "next": "balance", "on": { "exhausted": "desk", "failed": "desk" }
 * }
 * ```
 */
export const collectModule: StepModule<CollectStep> = {
  needsAnswer: true,
  outcomes: () => ['exhausted', 'failed'],
  targets: (step) =>
    (step.options ?? []).map(({ next }, index) => ({ path: ['options', index, 'next'], target: next })),
  compile: (step, compiler) => {
    const collect = compileCollect(step, compiler);
    return runConfirmable(
      collect,
      (context, visit, lead) => askCollect(collect, context, { visit, lead }),
      (context, outcome, again) => {
        if (outcome.type !== 'inputCollected') return { type: 'leaves', outcome: 'failed' };
        const digits = withoutEndKey(outcome, endKeyFor(context, collect.endKey));
        return collected(collect, context, { digits, again });
      },
    );
  },
};

/** A `collect` step made ready. */
export interface Collect extends Confirmable {
  readonly digits: { readonly min: number; readonly max: number };
  readonly format: DigitFormat | undefined;
  readonly options: ReadonlyMap<string, { readonly target: CompiledTarget; readonly mark: string }>;
}

function askCollect(collect: Collect, context: StepContext, asked: Asking): Awaits {
  const { max } = collect.digits;
  const endKey = endKeyFor(context, collect.endKey);
  const keys = endKey === undefined ? { digitsMax: max } : { digitsMax: max, endKey };
  return askForKeys(collect.question, asking(asked.visit), {
    say: questionSpeech(collect.question, context, asked),
    lead: asked.lead,
    keys,
  });
}

interface Taken {
  readonly digits: string;
  readonly again: AskAgain;
}

function collected(collect: Collect, context: StepContext, { digits, again }: Taken): StepResult {
  const option = collect.options.get(digits);
  if (option !== undefined) return { type: 'leaves', outcome: 'next', ...option };
  if (digits === '*') return { ...again(context.visit), mark: 'repeat' };
  const operator = digits === '0' && collect.digits.min > 1 ? toOperator(context) : undefined;
  if (operator !== undefined) return operator;
  const value = keysValue(collect, context, digits);
  if (value === undefined) return unfitKeys(collect.question, context, { keys: digits, again });
  return takeValue(collect, context, { value, again });
}

/** What the variable takes; undefined where the keys do not fit. */
function keysValue(
  { digits: { min, max }, format }: Collect,
  { state }: StepContext,
  digits: string,
): string | undefined {
  if (!/^[0-9]+$/.test(digits) || digits.length < min || digits.length > max) return undefined;
  return format === undefined ? digits : readDigits(format, digits, { language: state.language, to: state.to });
}
