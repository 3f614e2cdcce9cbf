import type { Visit } from '../state.ts';
import type { Prompt } from '../text-definition.ts';
import { promptFor, type StepContext, speakingMs, spoken } from './step-context.ts';
import type { Awaits } from './step-module.ts';

/** Speaks a prompt and waits for its end; undefined where there is nothing to say. */
export function announce(context: StepContext, prompt: Prompt | undefined, visit: Visit): Awaits | undefined {
  const prompts = spoken(context, [promptFor(prompt, 0)]);
  if (prompts.length === 0) return undefined;
  return {
    type: 'awaits',
    visit: { ...visit, stage: 'announcing' },
    commands: [{ command: { type: 'play', prompts }, awaits: 'prompt', withinMs: speakingMs(prompts) }],
  };
}
