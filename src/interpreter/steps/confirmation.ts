import { limits } from '../limits.ts';
import { type CompiledPrompt, joined, type Speech, silence } from '../prompts/compiled-prompt.ts';
import { speechFor, spokenPrompt } from '../prompts/render-prompt.ts';
import { speakingMs } from '../prompts/speech-length.ts';
import type { Visit } from '../state.ts';
import { type AskAgain, askForKeys, missed, type Question, toOperator } from './input.ts';
import type { StepContext } from './step-context.ts';
import type { Awaits, StepResult } from './step-module.ts';

/** Names the keys of a confirmation where the flow does not. */
const keysInEnglish = 'If that is right, press 1. To enter it again, press 2.';

/** What can be confirmed. */
interface Confirmed {
  readonly question: Question;
  readonly confirm: CompiledPrompt | undefined;
}

/** Says the input back and asks whether it is right. */
export function askConfirmation(
  { question, confirm }: Confirmed,
  context: StepContext,
  visit: Visit,
  lead: Speech = silence,
): Awaits {
  const said = joined(lead, speechFor(context, confirm, visit.confirms - 1));
  return askForKeys(
    question,
    { ...visit, stage: 'confirming' },
    { say: joined(said, keysSpeech(context)), keys: { digitsMax: 1 } },
  );
}

function keysSpeech(context: StepContext): Speech {
  const { confirmKeys } = context.flow.defaults;
  if (confirmKeys !== undefined) return speechFor(context, confirmKeys, 0);
  const { language, voice = context.flow.voices[language], rate } = context.state;
  const prompt = spokenPrompt({ text: keysInEnglish, language, voice, rate });
  return prompt === undefined ? silence : { prompts: [prompt], lastsMs: speakingMs(prompt, context.program.clips) };
}

/** Takes the answer: 1 is right, 2 asks anew, as often as allowed. */
export function confirmed(
  { question }: Confirmed,
  context: StepContext,
  taken: { readonly digits: string; readonly again: AskAgain; readonly anew: (visit: Visit) => Awaits },
): StepResult {
  if (taken.digits === '1') return { type: 'leaves', outcome: 'next', mark: 'confirmed' };
  if (taken.digits === '*') return { ...taken.again(context.visit), mark: 'repeat' };
  if (taken.digits === '2') {
    if (context.visit.confirms >= limits.confirmRoundsMax)
      return { type: 'leaves', outcome: 'exhausted', mark: 'notConfirmed' };
    return { ...taken.anew(context.visit), mark: 'notConfirmed' };
  }
  const operator = taken.digits === '0' ? toOperator(context) : undefined;
  return operator ?? missed(question, context, 'noMatch', taken.again);
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
