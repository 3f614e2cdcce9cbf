import { describe } from 'vitest';
import { aCall, aCallBeingAnswered, connected, hangingUp, hungUp, nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';

const program = aProgram({ steps: { ask: { type: 'hangUp', prompt: 'Bye.', disposition: 'done' } } });
const saying = aCall(program, {
  step: 'ask',
  visit: { stage: 'announcing' },
  operations: { '3.0': open('prompt', 400) },
});
const ended = { step: 'ask', seq: 4, phase: 'ended', endedAtMs: nowMs } as const;

describe('a hangUp step', () => {
  itBecomes([
    {
      name: 'says goodbye first',
      program,
      state: aCallBeingAnswered(program, 'ask'),
      event: connected,
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        answeredAtMs: nowMs,
        visit: { stage: 'announcing' },
        operations: { '4.0': open('prompt', 400) },
      }),
      commands: [{ type: 'play', prompts: [{ text: 'Bye.', language: 'en-US' }], token: '4.0' }],
      trace: [],
    },
    ...[outcome('promptCompleted'), outcome('deadlinePassed'), refused('refused')].map((event) => ({
      name: `hangs up after ${event.type}, however the goodbye went`,
      program,
      state: saying,
      event,
      becomes: hangingUp(program, {
        step: 'ask',
        visit: { stage: 'announcing' },
        disposition: 'done',
        steps: 1,
      }),
      commands: [{ type: 'hangUp' as const, token: '4.0' }],
      trace: ['ask: ends done'],
    })),
    {
      name: 'is over, with its disposition, when the caller hangs up during the goodbye',
      program,
      state: saying,
      event: hungUp,
      becomes: aCall(program, {
        ...ended,
        visit: { stage: 'announcing' },
        parties: { caller: 'gone' },
        disposition: 'done',
      }),
      commands: [],
      trace: ['ask: hungUp', 'ask: ended done'],
    },
    {
      name: 'is over when the service says that the call has ended',
      program,
      state: aCall(program, {
        step: 'ask',
        closing: true,
        disposition: 'done',
        operations: { '3.0': open('hangUp', 0) },
      }),
      event: hungUp,
      becomes: aCall(program, { ...ended, closing: true, parties: { caller: 'gone' }, disposition: 'done' }),
      commands: [],
      trace: ['ask: hungUp', 'ask: ended done'],
    },
    {
      name: 'hangs up again where no end came',
      program,
      state: aCall(program, {
        step: 'ask',
        closing: true,
        hangUps: 1,
        disposition: 'done',
        operations: { '3.0': open('hangUp', 0) },
      }),
      event: outcome('deadlinePassed'),
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        closing: true,
        hangUps: 2,
        disposition: 'done',
        operations: { '4.0': open('hangUp', 5_000) },
      }),
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: [],
    },
    {
      name: 'gives the call up after the third time',
      program,
      state: aCall(program, {
        step: 'ask',
        closing: true,
        hangUps: 3,
        disposition: 'done',
        operations: { '3.0': open('hangUp', 0) },
      }),
      event: outcome('deadlinePassed'),
      becomes: aCall(program, { ...ended, closing: true, hangUps: 3, disposition: 'done' }),
      commands: [],
      trace: ['ask: ended done'],
    },
  ]);
});
