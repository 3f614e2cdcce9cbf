import * as z from 'zod';
import type { OperationOutcome } from '../event.ts';
import type { Template } from '../expressions/template.ts';
import { everyStep, outcomes } from '../step-fields.ts';
import { promptSchema, templateSchema } from '../text-definition.ts';
import { announce, leaveMedia } from './announce.ts';
import { compileParty, notAParty, partyIn } from './party.ts';
import type { StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { promptlyMs, transferSetUpMs } from './step-timing.ts';

/** See `transferModule`. */
export const transferSchema = z.strictObject({
  type: z.literal('transfer'),
  ...everyStep,
  to: templateSchema.describe(
    'The number or identity that takes the caller over. Filled in with anything else, the step fails.',
  ),
  prompt: promptSchema.optional().describe('Announces the transfer.'),
  on: outcomes('failed'),
});

/**
 * Hands the caller over to another number, announced or not; once accepted, the app leaves the call.
 *
 * ```json
 * { "type": "transfer", "to": "+14255550199", "prompt": "One moment, please.", "on": { "failed": "nobodyThere" } }
 * ```
 */
export const transferModule: StepModule<z.infer<typeof transferSchema>> = {
  needsAnswer: true,
  outcomes: () => ['failed'],
  targets: () => [],
  compile: (step, compiler) => {
    const to = compileParty(step.to, compiler);
    const prompt = compiler.prompt(['prompt'], step.prompt);
    return {
      // Before the announcement, which would promise a person.
      enter: (context) =>
        partyIn(context, to) === undefined
          ? notAParty
          : (announce(context, prompt, context.visit) ?? transferCaller(to, context)),
      resume: (context, outcome) => {
        switch (context.visit.stage) {
          case 'announcing':
            // A caller who did not hear the announcement is still better off with a person.
            return transferCaller(to, context);
          case 'leaving':
            return { type: 'ends', disposition: 'connected', hangUp: false };
          default:
            return afterTransfer(context, outcome);
        }
      },
      leave: leaveMedia,
    };
  },
};

function transferCaller(template: Template, context: StepContext): StepResult {
  const to = partyIn(context, template);
  if (to === undefined) return notAParty;
  return {
    type: 'awaits',
    visit: { ...context.visit, stage: 'transferring' },
    commands: [
      {
        command: { type: 'transfer', to },
        awaits: 'transfer',
        withinMs: transferSetUpMs,
      },
    ],
  };
}

function afterTransfer(context: StepContext, outcome: OperationOutcome): StepResult {
  if (outcome.type !== 'transferAccepted') return { type: 'leaves', outcome: 'failed', mark: outcome.type };
  return {
    type: 'departs',
    visit: { ...context.visit, stage: 'leaving' },
    disposition: 'connected',
    withinMs: promptlyMs,
  };
}
