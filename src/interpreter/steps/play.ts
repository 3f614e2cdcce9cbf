import * as z from 'zod';
import { limits } from '../limits.ts';
import type { CompiledTarget } from '../program.ts';
import { type CompiledPrompt, joined, type Speech } from '../prompts/compiled-prompt.ts';
import { speechFor } from '../prompts/render-prompt.ts';
import type { Visit } from '../state.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { keySchema, promptSchema, targetSchema } from '../text-definition.ts';
import { leaveMedia } from './announce.ts';
import { compileKeys, keyTargets } from './keys.ts';
import type { StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { shortestSilenceMs } from './step-timing.ts';

/** See `playModule`. */
export const playSchema = z
  .strictObject({
    type: z.literal('play'),
    ...everyStep,
    prompt: promptSchema,
    loop: z
      .int()
      .min(2)
      .max(20)
      .optional()
      .describe('How often the prompt is spoken, of a list the next entry each time. Default once.'),
    bargeIn: z.boolean().optional().describe('Whether any key ends the prompt. Default false; with keys true.'),
    keys: z.record(keySchema, targetSchema).optional().describe('Key -> where it leads while the prompt is spoken.'),
    next: targetSchema,
    on: outcomes('failed'),
  })
  .refine((step) => step.keys === undefined || step.bargeIn !== false, 'has keys, which bargeIn false would not hear');

type Play = z.infer<typeof playSchema>;

/**
 * Speaks a prompt to its end, or until a key of `keys` is pressed.
 *
 * ```json
 * { "type": "play", "prompt": "Welcome. Press 1 to skip this message.", "keys": { "1": "menu" }, "next": "menu" }
 * ```
 */
export const playModule: StepModule<Play> = {
  needsAnswer: true,
  outcomes: () => ['failed'],
  targets: (step) => keyTargets(step.keys),
  compile: (step, compiler) => {
    const keys = compileKeys(compiler, step.keys);
    const listens = step.bargeIn ?? keys.size > 0;
    const playing = { prompt: compiler.prompt(['prompt'], step.prompt), times: step.loop ?? 1, listens, keys };
    return {
      enter: (context) => say(playing, context, context.visit),
      resume: (context, outcome) => {
        switch (outcome.type) {
          case 'promptCompleted':
            return { type: 'leaves', outcome: 'next' };
          // Its time is over, so the prompt was heard; only the news of it was lost.
          case 'deadlinePassed':
            return { type: 'leaves', outcome: 'next', mark: 'lost' };
          case 'promptCancelled':
          case 'inputCancelled':
            return sayAgain(playing, context);
          case 'inputCollected':
            return pressed(playing, context, outcome.digits);
          case 'inputFailed':
            // The prompt is over and no key came: that is what was hoped for.
            if (outcome.reason === 'noInput') return { type: 'leaves', outcome: 'next' };
            return { type: 'leaves', outcome: 'failed', mark: outcome.reason };
          default:
            return { type: 'leaves', outcome: 'failed', mark: outcome.type };
        }
      },
      leave: leaveMedia,
    };
  },
};

interface Playing {
  readonly prompt: CompiledPrompt;
  readonly times: number;
  /** Whether a key ends the prompt. */
  readonly listens: boolean;
  readonly keys: ReadonlyMap<string, CompiledTarget>;
}

function say(playing: Playing, context: StepContext, visit: Visit): StepResult {
  const { prompts, lastsMs } = spoken(playing, context);
  if (prompts.length === 0) return { type: 'leaves', outcome: 'next', mark: 'nothingToSay' };
  const announcing: Visit = { ...visit, stage: 'announcing' };
  if (!playing.listens) {
    return {
      type: 'awaits',
      visit: announcing,
      commands: [{ command: { type: 'play', prompts }, awaits: 'prompt', withinMs: lastsMs }],
    };
  }
  const listening = {
    bargeIn: true,
    digitsMax: 1,
    initialSilenceMs: shortestSilenceMs,
    interDigitMs: shortestSilenceMs,
  };
  const command = { type: 'recogniseDigits', prompts, ...listening } as const;
  return {
    type: 'awaits',
    visit: announcing,
    commands: [{ command, awaits: 'input', withinMs: lastsMs + 2 * shortestSilenceMs }],
  };
}

/** The prompt as often as it is repeated; of a list each time the next entry. */
function spoken({ prompt, times }: Playing, context: StepContext): Speech {
  let speech = speechFor(context, prompt, 0);
  for (let time = 1; time < times; time++) speech = joined(speech, speechFor(context, prompt, time));
  return speech;
}

/** A key that leads somewhere does; any other ends a prompt that any key may end, else the prompt is begun again. */
function pressed(playing: Playing, context: StepContext, key: string): StepResult {
  const target = playing.keys.get(key);
  if (target !== undefined) return { type: 'leaves', outcome: 'next', target, mark: `key ${key}` };
  // Pressed because of the question before, not to skip this.
  if (key === context.state.lateEndKey) return marked(say(playing, context, context.visit), 'lateEndKey');
  if (playing.keys.size === 0) return { type: 'leaves', outcome: 'next', mark: 'skipped' };
  return sayAgain(playing, context);
}

/** A prompt that was cut off by nobody's wish is spoken again, a few times. */
function sayAgain(playing: Playing, context: StepContext): StepResult {
  const lost = (context.visit.lost ?? 0) + 1;
  if (lost > limits.lostResultsMax) return { type: 'leaves', outcome: 'next', mark: 'interrupted' };
  return marked(say(playing, context, { ...context.visit, lost }), 'interrupted');
}

function marked(again: StepResult, mark: string): StepResult {
  return again.type === 'awaits' ? { ...again, mark } : again;
}
