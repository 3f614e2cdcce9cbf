import { describe } from 'vitest';
import { aCall, aCallBeingAnswered, connected, hangingUp, hungUp, nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({
  steps: {
    ask: { type: 'transfer', prompt: 'One moment.', to: '+14255550102', on: { failed: 'other' } },
    silent: { type: 'transfer', to: '+14255550102' },
  },
});
const announcing = aCall(program, {
  step: 'ask',
  visit: { stage: 'announcing' },
  operations: { '3.0': open('prompt', 0) },
});
const transferring = aCall(program, {
  step: 'ask',
  visit: { stage: 'transferring' },
  operations: { '3.0': open('transfer', 60_000) },
});
const handingOver = {
  step: 'ask',
  seq: 4,
  visit: { stage: 'transferring' },
  operations: { '4.0': open('transfer', 60_000) },
} as const;
const transfer = [{ type: 'transfer', to: '+14255550102', token: '4.0' }] as const;

describe('a transfer step', () => {
  itBecomes([
    {
      name: 'announces itself',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'announcing' },
        operations: { '4.0': open('prompt', 1_100) },
      }),
      commands: [{ type: 'play', prompts: [{ text: 'One moment.', language: 'en-US' }], token: '4.0' }],
      trace: [],
    },
    {
      name: 'hands over at once where it says nothing',
      program,
      state: aCallBeingAnswered(program, 'silent'),
      event: connected,
      becomes: aCall(program, { ...handingOver, step: 'silent', answeredAtMs: nowMs }),
      commands: transfer,
      trace: [],
    },
    ...[outcome('promptCompleted'), outcome('deadlinePassed'), refused('refused')].map((event) => ({
      name: `hands over after ${event.type}, however the announcement went`,
      program,
      state: announcing,
      event,
      becomes: aCall(program, handingOver),
      commands: transfer,
      trace: [],
    })),
    {
      name: 'is connected once the other phone has accepted; the app waits to be let go',
      program,
      state: transferring,
      event: outcome('transferAccepted'),
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        visit: { stage: 'leaving' },
        parties: { caller: 'gone' },
        disposition: 'connected',
        operations: { '4.t0': open('departure', 5_000) },
        tally: { transfers: 1 },
      }),
      commands: [],
      trace: ['ask: transferred'],
    },
    ...[hungUp, outcome('deadlinePassed')].map((event) => ({
      name: `is over after ${event.type} of a caller who was handed over`,
      program,
      state: aCall(program, {
        step: 'ask',
        visit: { stage: 'leaving' },
        parties: { caller: 'gone' },
        disposition: 'connected',
        operations: { '3.0': open('departure', 0) },
      }),
      event,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        phase: 'ended',
        endedAtMs: nowMs,
        visit: { stage: 'leaving' },
        parties: { caller: 'gone' },
        disposition: 'connected',
      }),
      commands: [],
      trace: event === hungUp ? ['ask: hungUp', 'ask: ended connected'] : ['ask: ended connected'],
    })),
    ...[
      {
        event: { type: 'transferFailed', reason: '486/560486', token: '3.0', atMs: nowMs } as const,
        mark: 'transferFailed',
      },
      { event: outcome('deadlinePassed'), mark: 'deadlinePassed' },
      { event: refused('unreachable'), mark: 'commandRefused' },
    ].map(({ event, mark }) => ({
      name: `fails by ${mark}, and the flow goes on with the caller`,
      program,
      state: transferring,
      event,
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: [{ type: 'hangUp' as const, token: '4.0' }],
      trace: [`ask: failed (${mark})`, 'other: ends elsewhere'],
    })),
  ]);
});
