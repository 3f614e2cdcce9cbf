import * as z from 'zod';
import type { KeyInput } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import { type Confirmable, confirmProblem, runConfirmable, takeValue } from '../input/confirmation.ts';
import { endKeyFor, unfitKeys, withoutEndKey } from '../input/end-key.ts';
import {
  type AskAgain,
  type Asking,
  askForSpeech,
  checkKeysDiffer,
  compileQuestion,
  missed,
  questionSpeech,
  toOperator,
} from '../input/question.ts';
import {
  checkPhrasesDiffer,
  compilePhrases,
  compileStanding,
  isSaid,
  type PhrasesByLanguage,
  phrasesIn,
  plainWords,
  type StandingPhrases,
} from '../input/spoken-choices.ts';
import { limits } from '../limits.ts';
import type { CompiledTarget } from '../program.ts';
import { asking } from '../state.ts';
import { everyStep, inputFields, inputOutcomes, interDigitMs, outcomes } from '../step-fields.ts';
import { expressionSchema, keySchema, phrasesSchema, promptSchema, targetSchema } from '../text-definition.ts';
import { typeName } from '../value-definition.ts';
import type { StepContext } from './step-context.ts';
import type { Awaits, StepModule, StepResult } from './step-module.ts';

/** See `listenModule`. */
export const listenSchema = z.strictObject({
  type: z.literal('listen'),
  ...everyStep,
  into: z.string().describe('The variable that takes what was said, or the keys.'),
  prompt: promptSchema,
  keys: z
    .strictObject({
      max: z.int().min(1).max(64),
      endKey: z.enum(['#', '*']).optional().describe('The key that ends the input early.'),
    })
    .optional()
    .describe('Whether keys are an answer as well, and how many.'),
  valid: expressionSchema.optional().describe('CEL; false makes the input a noMatch.'),
  confirm: promptSchema.optional().describe('Says the input back; then 1 is right, 2 says it again.'),
  options: z
    .array(z.strictObject({ key: keySchema, phrases: phrasesSchema, next: targetSchema }))
    .min(1)
    .max(12)
    .optional()
    .describe('Phrases, each with its key, that lead elsewhere instead.'),
  endSilenceMs: z.int().min(300).max(10_000).optional().describe('Silence that ends what is said. Default 1 500.'),
  ...inputFields,
  interDigitMs,
  next: targetSchema,
  on: outcomes(...inputOutcomes),
});

type ListenStep = z.infer<typeof listenSchema>;

/**
 * Takes free speech, and keys where `keys` is given. Asking for the operator or for the question again works as in a menu, by words
 * and by `0` and `*`: a caller whom nobody understands can always press a key.
 *
 * ```json
 * {
 *   "type": "listen", "into": "address", "prompt": "Please say the street and the number.",
 *   "confirm": "I understood {{ address }}.",
 *   "next": "save", "on": { "exhausted": "desk", "failed": "desk" }
 * }
 * ```
 */
export const listenModule: StepModule<ListenStep> = {
  needsAnswer: true,
  outcomes: () => ['exhausted', 'failed'],
  targets: (step) =>
    (step.options ?? []).map(({ next }, index) => ({ path: ['options', index, 'next'], target: next })),
  compile: (step, compiler) => {
    const listen = compileListen(step, compiler);
    return runConfirmable(
      listen,
      (context, visit, lead) => askListen(listen, context, { visit, lead }),
      (context, outcome, again) => {
        if (outcome.type === 'speechHeard') return heard(listen, context, { text: outcome.text, again });
        if (outcome.type !== 'inputCollected') return { type: 'leaves', outcome: 'failed' };
        const text = withoutEndKey(outcome, endKeyFor(context, listen.endKey));
        return pressed(listen, context, { text, again });
      },
    );
  },
};

interface Listen extends Confirmable {
  readonly keys: KeyInput;
  /** Whether keys are an answer, and not only choices. */
  readonly takesKeys: boolean;
  readonly options: readonly {
    readonly key: string;
    readonly phrases: PhrasesByLanguage;
    readonly target: CompiledTarget;
    readonly mark: string;
  }[];
  readonly standing: StandingPhrases;
}

function compileListen(step: ListenStep, compiler: StepCompiler): Listen {
  const question = compileQuestion(step, compiler);
  checkListen(step, compiler);
  const options = step.options ?? [];
  checkKeysDiffer(compiler, options);
  checkPhrasesDiffer(
    compiler,
    options.map((option) => option.phrases),
  );
  return {
    question,
    into: step.into,
    keys: keysOf(step, question.interDigitMs),
    endKey: step.keys?.endKey,
    takesKeys: step.keys !== undefined,
    valid: step.valid === undefined ? undefined : compiler.condition(['valid'], step.valid),
    confirm: compiler.prompt(['confirm'], step.confirm),
    options: options.map((option, index) => ({
      key: option.key,
      phrases: compilePhrases(compiler, ['options', index, 'phrases'], option.phrases),
      target: compiler.target(['options', index, 'next'], option.next),
      mark: `option ${index + 1}`,
    })),
    standing: compileStanding(compiler),
  };
}

/** One key is always taken: of an option, for a person, for the question again. */
function keysOf({ keys = { max: 1 } }: ListenStep, interKeyMs: number): KeyInput {
  return { digitsMax: keys.max, interDigitMs: interKeyMs };
}

function withEndKey(keys: KeyInput, endKey: string | undefined): KeyInput {
  return endKey === undefined ? keys : { ...keys, endKey };
}

function checkListen(step: ListenStep, compiler: StepCompiler): void {
  const type = compiler.variableType(['into'], step.into);
  if (type !== undefined && type !== 'text') {
    const message = `The variable "${step.into}" takes what was said but is of type ${typeName(type)}.`;
    compiler.problem({ code: 'wrong-type', path: ['into'], message, advice: 'Declare it as { "type": "text" }.' });
  }
  const hasKeys = compiler.flow.defaults?.confirmKeys !== undefined;
  const problem = step.confirm === undefined ? undefined : confirmProblem(compiler.languages, hasKeys);
  if (problem !== undefined) compiler.problem(problem);
}

function askListen(listen: Listen, context: StepContext, asked: Asking): Awaits {
  const say = questionSpeech(listen.question, context, asked);
  const { language } = context.state;
  const keys = withEndKey(listen.keys, endKeyFor(context, listen.endKey));
  return askForSpeech(listen.question, { visit: asking(asked.visit), lead: asked.lead, say, language, keys });
}

interface Taken {
  readonly text: string;
  readonly again: AskAgain;
}

function heard(listen: Listen, context: StepContext, { text, again }: Taken): StepResult {
  if (plainWords(text) === '') return missed(listen.question, context, { kind: 'noInput', again });
  const option = listen.options.find(({ phrases }) => isSaid(text, phrasesIn(context, phrases)));
  if (option !== undefined) return { type: 'leaves', outcome: 'next', target: option.target, mark: option.mark };
  if (isSaid(text, phrasesIn(context, listen.standing.repeat))) return { ...again(context.visit), mark: 'repeat' };
  const operator = isSaid(text, phrasesIn(context, listen.standing.operator)) ? toOperator(context) : undefined;
  return operator ?? takeValue(listen, context, { value: text.slice(0, limits.speechCharactersMax), again });
}

function pressed(listen: Listen, context: StepContext, { text, again }: Taken): StepResult {
  const option = listen.options.find(({ key }) => key === text);
  if (option !== undefined) return { type: 'leaves', outcome: 'next', target: option.target, mark: option.mark };
  if (text === '*') return { ...again(context.visit), mark: 'repeat' };
  const operator = text === '0' ? toOperator(context) : undefined;
  if (operator !== undefined) return operator;
  return listen.takesKeys && /^[0-9]+$/.test(text)
    ? takeValue(listen, context, { value: text, again })
    : unfitKeys(listen.question, context, { keys: text, again });
}
