import type { CompiledPrompt } from '../prompts/compiled-prompt.ts';
import { speechFor } from '../prompts/render-prompt.ts';
import type { OperationKind, Visit } from '../state.ts';
import type { StepContext } from './step-context.ts';
import type { Awaits } from './step-module.ts';

/** Speaks a prompt and waits for its end; undefined where there is nothing to say. */
export function announce(context: StepContext, prompt: CompiledPrompt | undefined, visit: Visit): Awaits | undefined {
  const { prompts, lastsMs } = speechFor(context, prompt, 0);
  if (prompts.length === 0) return undefined;
  return {
    type: 'awaits',
    visit: { ...visit, stage: 'announcing' },
    commands: [{ command: { type: 'play', prompts }, awaits: 'prompt', withinMs: lastsMs }],
  };
}

/** Ends a prompt or a recognition that is still open. */
export function leaveMedia(open: readonly OperationKind[]): readonly { type: 'cancelMedia' }[] {
  return open.some((kind) => kind === 'prompt' || kind === 'input') ? [{ type: 'cancelMedia' }] : [];
}
