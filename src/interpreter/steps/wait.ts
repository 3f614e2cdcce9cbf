import * as z from 'zod';
import { limits } from '../limits.ts';
import type { CompiledTarget } from '../program.ts';
import type { CompiledPrompt } from '../prompts/compiled-prompt.ts';
import { speechFor } from '../prompts/render-prompt.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { keySchema, promptSchema, targetSchema } from '../text-definition.ts';
import { leaveMedia } from './announce.ts';
import { compileKeys, keyTargets } from './keys.ts';
import type { StepContext } from './step-context.ts';
import type { AwaitedCommand, StepModule, StepResult } from './step-module.ts';
import { longestSilenceMs, shortestSilenceMs } from './step-timing.ts';

/** See `waitModule`. */
export const waitSchema = z.strictObject({
  type: z.literal('wait'),
  ...everyStep,
  forMs: z.int().min(100).max(limits.waitMsMax).describe('How long.'),
  music: promptSchema.optional().describe('What is heard meanwhile, again and again; silence where absent.'),
  keys: z.record(keySchema, targetSchema).optional().describe('Key -> where it leads during the wait.'),
  next: targetSchema,
  on: outcomes(),
});

/**
 * Waits, with music or in silence; a key of `keys` ends it.
 *
 * ```json
 * { "type": "wait", "forMs": 20000, "music": { "clip": "hold.wav", "text": "Music" }, "keys": { "1": "menu" }, "next": "menu" }
 * ```
 */
export const waitModule: StepModule<z.infer<typeof waitSchema>> = {
  needsAnswer: true,
  outcomes: () => [],
  targets: (step) => keyTargets(step.keys),
  compile: (step, compiler) => {
    const keys = compileKeys(compiler, step.keys);
    const waiting = { music: compiler.prompt(['music'], step.music), keys };
    return {
      enter: (context) => {
        const untilMs = context.atMs + step.forMs;
        const timed: AwaitedCommand = { awaits: 'timer', withinMs: step.forMs };
        const media = mediaOf(waiting, context, step.forMs);
        const visit = { ...context.visit, stage: 'waiting' as const, untilMs };
        return { type: 'awaits', visit, commands: media === undefined ? [timed] : [timed, media] };
      },
      resume: (context, outcome, kind) => {
        if (kind === 'timer') return { type: 'leaves', outcome: 'next' };
        if (outcome.type === 'inputCollected') {
          const target = keys.get(outcome.digits);
          if (target !== undefined) return { type: 'leaves', outcome: 'next', target, mark: `key ${outcome.digits}` };
        }
        // Silence, or a key that leads nowhere, is what a wait is made of.
        const isUsual =
          outcome.type === 'inputCollected' || (outcome.type === 'inputFailed' && outcome.reason === 'noInput');
        return goOn(waiting, context, isUsual ? 0 : 1);
      },
      leave: leaveMedia,
    };
  },
};

interface Waiting {
  readonly music: CompiledPrompt | undefined;
  readonly keys: ReadonlyMap<string, CompiledTarget>;
}

/**
 * What is heard and listened for. Keys end a recognition, whose prompts are heard once; music without keys is played again and
 * again by the service itself.
 */
function mediaOf({ music, keys }: Waiting, context: StepContext, leftMs: number): AwaitedCommand | undefined {
  const { prompts, lastsMs } = speechFor(context, music, 0);
  if (keys.size === 0) {
    if (prompts.length === 0) return undefined;
    return { command: { type: 'play', prompts, loop: true }, awaits: 'prompt', withinMs: leftMs };
  }
  const silenceMs =
    prompts.length > 0 ? shortestSilenceMs : Math.min(longestSilenceMs, Math.max(shortestSilenceMs, leftMs));
  const listening = { bargeIn: true, digitsMax: 1, initialSilenceMs: silenceMs, interDigitMs: shortestSilenceMs };
  const command = { type: 'recogniseDigits', prompts, ...listening } as const;
  return { command, awaits: 'input', withinMs: lastsMs + silenceMs + shortestSilenceMs };
}

/** A round of music or listening is over; the wait is not. What fails is begun again a few times, then there is silence. */
function goOn(waiting: Waiting, context: StepContext, failures: number): StepResult {
  const { visit, atMs } = context;
  const leftMs = (visit.untilMs ?? atMs) - atMs;
  const lost = (visit.lost ?? 0) + failures;
  const isWorthIt = leftMs > shortestSilenceMs && lost <= limits.lostResultsMax;
  const media = isWorthIt ? mediaOf(waiting, context, leftMs) : undefined;
  return {
    type: 'awaits',
    visit: failures === 0 ? visit : { ...visit, lost },
    commands: media === undefined ? [] : [media],
  };
}
