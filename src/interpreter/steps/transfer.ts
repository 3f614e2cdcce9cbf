import type { OperationOutcome } from '../event.ts';
import type { StepOf } from '../step-definition.ts';
import { announce } from './announce.ts';
import { leaveMedia } from './input.ts';
import { renderText, type StepContext } from './step-context.ts';
import type { StepModule, StepResult } from './step-module.ts';
import { promptTexts } from './step-texts.ts';
import { promptlyMs, transferSetUpMs } from './step-timing.ts';

type Transfer = StepOf<'transfer'>;

/** Hands the caller over to another number, announced or not; once accepted, the app leaves the call. */
export const transferModule: StepModule<Transfer> = {
  needsAnswer: true,
  outcomes: ['failed'],
  texts: (step) => [{ path: ['to'], source: step.to, kind: 'template' }, ...promptTexts(['prompt'], step.prompt)],
  targets: () => [],
  enter: (step, context) => announce(context, step.prompt, context.visit) ?? transferCaller(step, context),
  resume: (step, context, outcome) => {
    switch (context.visit.stage) {
      case 'announcing':
        // A caller who did not hear the announcement is still better off with a person.
        return transferCaller(step, context);
      case 'leaving':
        return { type: 'ends', disposition: 'connected', hangUp: false };
      default:
        return afterTransfer(context, outcome);
    }
  },
  leave: (_step, open) => leaveMedia(open),
};

function transferCaller(step: Transfer, context: StepContext): StepResult {
  return {
    type: 'awaits',
    visit: { ...context.visit, stage: 'transferring' },
    commands: [
      {
        command: { type: 'transfer', to: renderText(context, step.to) },
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
