import type { RecogniseDigits } from '../command.ts';
import type { OperationOutcome } from '../event.ts';
import { limits } from '../limits.ts';
import type { OperationKind, Visit } from '../state.ts';
import type { InputStep } from '../step-definition.ts';
import type { Prompt } from '../text-definition.ts';
import { promptFor, type StepContext, speakingMs, spoken } from './step-context.ts';
import type { AwaitedCommand, Awaits, StepResult } from './step-module.ts';

/** Defaults of input steps. Sources: ACS recognize action (5 s); inter-digit 3 s since callers read long numbers off paper. */
const defaults = { tries: 3, initialSilenceMs: 5_000, interDigitMs: 3_000 } as const;

/** Which keys a recognition collects. */
export type Keys = Pick<RecogniseDigits, 'digitsMax' | 'endKey'>;

/** Asks the question of the visit's stage again, behind what is said before it. */
export type AskAgain = (visit: Visit, lead?: string) => Awaits;

/** Asks for input: one recognition with all prompts, so that no key falls into a gap between them. */
export function ask(
  step: InputStep,
  context: StepContext,
  asked: { visit: Visit; keys: Keys; say: readonly (string | undefined)[] },
): Awaits {
  return { type: 'awaits', visit: asked.visit, commands: [recognition(step, context, asked)] };
}

function recognition(
  step: InputStep,
  context: StepContext,
  asked: { keys: Keys; say: readonly (string | undefined)[] },
): AwaitedCommand {
  const flowDefaults = context.program.flow.defaults;
  const prompts = spoken(context, asked.say);
  const initialSilenceMs = step.initialSilenceMs ?? flowDefaults?.initialSilenceMs ?? defaults.initialSilenceMs;
  const own = step.type === 'collect' ? step.interDigitMs : undefined;
  const interDigitMs = own ?? flowDefaults?.interDigitMs ?? defaults.interDigitMs;
  const command: RecogniseDigits = {
    type: 'recogniseDigits',
    prompts,
    bargeIn: step.bargeIn ?? true,
    ...asked.keys,
    initialSilenceMs,
    interDigitMs,
  };
  return {
    command,
    awaits: 'input',
    withinMs: speakingMs(prompts) + initialSilenceMs + asked.keys.digitsMax * interDigitMs,
  };
}

/** The step's prompt for this time in the visit, behind what is said before it. */
export function promptOf(step: InputStep, visit: Visit, lead?: string): (string | undefined)[] {
  return [lead, promptFor(step.prompt, visit.noInput + visit.noMatch)];
}

/** Counts a noInput or noMatch; undefined once the tries are used up. */
export function countMiss(step: InputStep, context: StepContext, kind: 'noInput' | 'noMatch'): Visit | undefined {
  const { visit } = context;
  const counted = { ...visit, [kind]: visit[kind] + 1 };
  const tries = step.tries ?? context.program.flow.defaults?.tries ?? defaults.tries;
  return counted.noInput + counted.noMatch >= tries ? undefined : counted;
}

/** What is said before the prompt is repeated. `say` stands in for the step's own words. */
export function missPrompt(
  step: InputStep,
  context: StepContext,
  missed: { kind: 'noInput' | 'noMatch'; visit: Visit; say?: Prompt },
): string | undefined {
  const prompt = missed.say ?? step[missed.kind] ?? context.program.flow.defaults?.[missed.kind];
  return promptFor(prompt, missed.visit[missed.kind] - 1);
}

/** Takes a noInput or noMatch: the outcome if the flow lists it, else another try, else `exhausted`. */
export function missed(
  step: InputStep,
  context: StepContext,
  kind: 'noInput' | 'noMatch',
  again: AskAgain,
): StepResult {
  const listed = step.on?.[kind];
  if (listed !== undefined) return { type: 'leaves', outcome: kind, target: listed };
  const visit = countMiss(step, context, kind);
  if (visit === undefined)
    return {
      type: 'leaves',
      outcome: 'exhausted',
      visit: { ...context.visit, [kind]: context.visit[kind] + 1 },
      mark: kind,
    };
  return { ...again(visit, missPrompt(step, context, { kind, visit })), mark: kind };
}

/**
 * What is common to the outcomes that no input came of; undefined for an outcome that carries input. A result that never
 * came is asked for again without costing a try: it was not the caller's doing.
 */
export function withoutInput(
  step: InputStep,
  context: StepContext,
  outcome: OperationOutcome,
  again: AskAgain,
): StepResult | undefined {
  switch (outcome.type) {
    case 'inputCollected':
      return undefined;
    case 'inputFailed':
      if (outcome.reason === 'noInput' || outcome.reason === 'noMatch')
        return missed(step, context, outcome.reason, again);
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
  const visit = { ...context.visit, lost: context.visit.lost + 1 };
  return visit.lost > limits.lostResultsMax ? { type: 'leaves', outcome: 'failed', mark } : { ...again(visit), mark };
}

/** Where `0` leads: the flow's operator, if it has one. */
export function toOperator(context: StepContext): StepResult | undefined {
  const { operator } = context.program.flow;
  return typeof operator === 'string' ? { type: 'leaves', outcome: 'operator', target: operator } : undefined;
}

/** Ends a prompt or a recognition that is still open. */
export function leaveMedia(open: readonly OperationKind[]): readonly { type: 'cancelMedia' }[] {
  return open.some((kind) => kind === 'prompt' || kind === 'input') ? [{ type: 'cancelMedia' }] : [];
}
