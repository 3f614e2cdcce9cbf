import type { KeyInput, RecogniseSpeech } from '../command.ts';
import type { StepCompiler } from '../compile/step-compiler.ts';
import type { OperationOutcome } from '../event.ts';
import { operatorOf } from '../frames.ts';
import { limits } from '../limits.ts';
import { type CompiledPrompt, joined, type Speech, silence } from '../prompts/compiled-prompt.ts';
import { speechFor } from '../prompts/render-prompt.ts';
import { missesOf, type Visit } from '../state.ts';
import type { InputStep } from '../step-definition.ts';
import type { StepContext } from '../steps/step-context.ts';
import type { Awaits, StepResult } from '../steps/step-module.ts';

/** Defaults of input steps. Sources: ACS recognize action (5 s); inter-digit 3 s since callers read long numbers off paper. */
const defaults = { tries: 3, initialSilenceMs: 5_000, interDigitMs: 3_000, endSilenceMs: 1_500 } as const;

/** What an input step asks, and how. */
export interface Question {
  readonly prompt: CompiledPrompt;
  readonly noInput: CompiledPrompt | undefined;
  readonly noMatch: CompiledPrompt | undefined;
  readonly tries: number;
  readonly bargeIn: boolean;
  readonly initialSilenceMs: number;
  readonly interDigitMs: number;
  /** Silence that ends what a caller says. Milliseconds. */
  readonly endSilenceMs: number;
}

/** A visit in which a question is asked, and what is said before it. */
export interface Asking {
  readonly visit: Visit;
  readonly lead?: Speech | undefined;
}

/** Asks the question of the visit's stage again, behind what is said before it. */
export type AskAgain = (visit: Visit, lead?: Speech) => Awaits;

/** Compiles what every input step has. */
export function compileQuestion(step: InputStep, compiler: StepCompiler): Question {
  const inFlow = compiler.flow.defaults;
  return {
    prompt: compiler.prompt(['prompt'], step.prompt),
    noInput: compiler.prompt(['noInput'], step.noInput),
    noMatch: compiler.prompt(['noMatch'], step.noMatch),
    tries: step.tries ?? inFlow?.tries ?? defaults.tries,
    bargeIn: step.bargeIn ?? true,
    initialSilenceMs: step.initialSilenceMs ?? inFlow?.initialSilenceMs ?? defaults.initialSilenceMs,
    interDigitMs:
      (step.type === 'menu' ? undefined : step.interDigitMs) ?? inFlow?.interDigitMs ?? defaults.interDigitMs,
    endSilenceMs: (step.type === 'listen' ? step.endSilenceMs : undefined) ?? defaults.endSilenceMs,
  };
}

/** Asks for keys: one recognition with all prompts, so that no key falls into a gap between them. */
export function askForKeys(
  question: Question,
  visit: Visit,
  asked: { say: Speech; lead: Speech | undefined; keys: Pick<KeyInput, 'digitsMax' | 'endKey'> },
): Awaits {
  const { bargeIn, initialSilenceMs, interDigitMs } = question;
  const { digitsMax, endKey } = asked.keys;
  const { prompts, lastsMs } = asked.say;
  const within = { initialSilenceMs, interDigitMs };
  const command =
    endKey === undefined
      ? ({ type: 'recogniseDigits', prompts, bargeIn, digitsMax, ...within } as const)
      : ({ type: 'recogniseDigits', prompts, bargeIn, digitsMax, endKey, ...within } as const);
  const withinMs = lastsMs + initialSilenceMs + digitsMax * interDigitMs;
  return { type: 'awaits', visit, commands: [{ command, awaits: 'input', withinMs }], lead: asked.lead };
}

/** How long a caller is listened to at most. Source: ACS recognize action, where it takes speech. */
export function speechSilenceMs({ initialSilenceMs }: Question): number {
  return Math.min(initialSilenceMs, limits.speechSilenceMsMax);
}

/** How long a caller may go on speaking before the result is taken for lost, in milliseconds: a minute, twice a long answer. */
const speakingMsMax = 60_000;

/** The same for one of several phrases, in milliseconds: the longest of them takes a few seconds. */
export const choosingMsMax = 15_000;

/** Asks for free speech, and for keys where they are given. */
export function askForSpeech(
  question: Question,
  asked: Asking & { readonly say: Speech; readonly language: string; readonly keys: RecogniseSpeech['keys'] },
): Awaits {
  const initialSilenceMs = speechSilenceMs(question);
  const { bargeIn, endSilenceMs } = question;
  const { keys, language } = asked;
  const { prompts, lastsMs } = asked.say;
  const own = keys === undefined ? {} : { keys };
  const keysMs = keys === undefined ? 0 : keys.digitsMax * keys.interDigitMs;
  const command = {
    type: 'recogniseSpeech',
    prompts,
    bargeIn,
    initialSilenceMs,
    endSilenceMs,
    language,
    ...own,
  } as const;
  const withinMs = lastsMs + initialSilenceMs + Math.max(speakingMsMax, keysMs) + endSilenceMs;
  const { visit, lead } = asked;
  return { type: 'awaits', visit, commands: [{ command, awaits: 'input', withinMs }], lead };
}

/** What is asked for this time in the visit, behind what is said before it. */
export function questionSpeech(question: Question, context: StepContext, { visit, lead = silence }: Asking): Speech {
  return joined(lead, speechFor(context, question.prompt, missesOf(visit)));
}

/** Counts a noInput or noMatch; undefined once the tries are used up. */
function countMiss(question: Question, { visit }: StepContext, kind: 'noInput' | 'noMatch'): Visit | undefined {
  const counted = withMiss(visit, kind);
  return missesOf(counted) >= question.tries ? undefined : counted;
}

function withMiss(visit: Visit, kind: 'noInput' | 'noMatch'): Visit {
  const { noInput = 0, noMatch = 0 } = visit;
  // By name: a computed key is several times as slow.
  return kind === 'noInput' ? { ...visit, noInput: noInput + 1 } : { ...visit, noMatch: noMatch + 1 };
}

/** What is said before the question is repeated. `say` stands in for the step's own words. */
function missSpeech(
  question: Question,
  context: StepContext,
  missed: { kind: 'noInput' | 'noMatch'; visit: Visit; say?: CompiledPrompt | undefined },
): Speech {
  const prompt = missed.say ?? question[missed.kind] ?? context.flow.defaults[missed.kind];
  return speechFor(context, prompt, (missed.visit[missed.kind] ?? 0) - 1);
}

/** Takes a noInput or noMatch: the outcome if the flow lists it, else another try, else `exhausted`. */
export function missed(
  question: Question,
  context: StepContext,
  { kind, again }: { readonly kind: 'noInput' | 'noMatch'; readonly again: AskAgain },
): StepResult {
  const listed = context.step.on.get(kind);
  if (listed !== undefined) return { type: 'leaves', outcome: kind, target: listed };
  const visit = countMiss(question, context, kind);
  if (visit === undefined) {
    return { type: 'leaves', outcome: 'exhausted', visit: withMiss(context.visit, kind), mark: kind };
  }
  return { ...again(visit, missSpeech(question, context, { kind, visit })), mark: kind };
}

/** Back to an input step as a noMatch of the visit that the context has. */
export function retried(
  question: Question,
  context: StepContext,
  { say, again }: { readonly say: CompiledPrompt | undefined; readonly again: AskAgain },
): StepResult {
  const visit = countMiss(question, context, 'noMatch');
  if (visit === undefined) return { type: 'leaves', outcome: 'exhausted' };
  return again(visit, missSpeech(question, context, { kind: 'noMatch', visit, say }));
}

/**
 * What is common to the outcomes that no input came of; undefined for an outcome that carries input. A result that never
 * came is asked for again without costing a try: it was not the caller's doing.
 */
export function withoutInput(
  question: Question,
  context: StepContext,
  { outcome, again }: { readonly outcome: OperationOutcome; readonly again: AskAgain },
): StepResult | undefined {
  switch (outcome.type) {
    case 'inputCollected':
    case 'choiceMade':
    case 'speechHeard':
      return undefined;
    case 'inputFailed':
      if (outcome.reason === 'noInput' || outcome.reason === 'noMatch')
        return missed(question, context, { kind: outcome.reason, again });
      return { type: 'leaves', outcome: 'failed', mark: outcome.reason };
    case 'inputCancelled':
      return askAnew(context, { mark: 'interrupted', again });
    case 'deadlinePassed':
      return askAnew(context, { mark: 'lost', again });
    default:
      return { type: 'leaves', outcome: 'failed', mark: outcome.type };
  }
}

function askAnew(context: StepContext, { mark, again }: { mark: string; again: AskAgain }): StepResult {
  const lost = (context.visit.lost ?? 0) + 1;
  const visit = { ...context.visit, lost };
  return lost > limits.lostResultsMax ? { type: 'leaves', outcome: 'failed', mark } : { ...again(visit), mark };
}

/** Where `0` leads: to the operator, if there is one. */
export function toOperator(context: StepContext): StepResult | undefined {
  return operatorOf(context) === undefined ? undefined : { type: 'operator' };
}

/** Reports a key that two options of a step have. */
export function checkKeysDiffer(compiler: StepCompiler, options: readonly { readonly key: string }[]): void {
  const taken = new Set<string>();
  for (const [index, { key }] of options.entries()) {
    if (taken.has(key)) compiler.problem(duplicateKey(index, key));
    taken.add(key);
  }
}

function duplicateKey(index: number, key: string) {
  return {
    code: 'duplicate-option' as const,
    path: ['options', index, 'key'],
    message: `Two options have the key ${key}.`,
    advice: 'Give each option a key of its own.',
  };
}
