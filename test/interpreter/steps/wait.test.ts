import { describe } from 'vitest';
import { keys, noInput, nowMs, open, outcome, refused } from '../a-call.ts';
import { aProgram } from '../a-program.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const music = { clip: 'hold.wav', text: 'Music' };
const program = aProgram({
  steps: {
    ask: { type: 'wait', forMs: 20_000, next: 'bye' },
    music: { type: 'wait', forMs: 20_000, music, next: 'bye' },
    keyed: { type: 'wait', forMs: 20_000, keys: { '1': 'other' }, next: 'bye' },
    both: { type: 'wait', forMs: 20_000, music: 'Please hold.', keys: { '1': 'other' }, next: 'bye' },
  },
});

const untilMs = nowMs + 20_000;
const waiting = { stage: 'waiting', untilMs } as const;
const timer = open('timer', 20_000);
const ask = new StepRows(program, { step: 'ask', visit: waiting, operations: { '3.t0': timer } });

describe('a wait in silence', () => {
  itBecomes([
    ask.enters('waits for its instant', { visit: waiting, operations: { '4.t0': timer } }),
    ask.leaves('goes on when the time is up', outcome('deadlinePassed', '3.t0'), { to: 'bye', trace: ['ask: next'] }),
    ask.ignores('is not concerned by keys that nobody asked for', keys('1')),
    ask.endsByHangUp(),
  ]);
});

const clip = { text: 'Music', clip: 'hold.wav', language: 'en-US' };
const playing = new StepRows(program, {
  step: 'music',
  visit: waiting,
  operations: { '3.t0': timer, '3.0': open('prompt', 20_000) },
});

describe('a wait with music', () => {
  itBecomes([
    playing.enters('has the service play it again and again', {
      visit: waiting,
      operations: { '4.t0': timer, '4.0': open('prompt', 20_000) },
      commands: [{ type: 'play', prompts: [clip], loop: true, token: '4.0' }],
    }),
    playing.leaves('stops it when the time is up', outcome('deadlinePassed', '3.t0'), {
      to: 'bye',
      trace: ['music: next'],
      cancels: true,
    }),
    ...[
      outcome('promptCompleted'),
      outcome('promptCancelled'),
      outcome('deadlinePassed'),
      refused(),
      { type: 'promptFailed', reason: '400/8582', token: '3.0', atMs: nowMs } as const,
    ].map((event) =>
      playing.stays(`begins it again, and waits on, after ${event.type}`, event, {
        visit: { ...waiting, lost: 1 },
        operations: { '3.t0': timer, '4.0': open('prompt', 20_000) },
        commands: [{ type: 'play', prompts: [clip], loop: true, token: '4.0' }],
      }),
    ),
    playing.endsByHangUp(),
  ]);
});

describe('a wait with music that ends again and again', () => {
  const worn = new StepRows(program, {
    step: 'music',
    visit: { ...waiting, lost: 2 },
    operations: { '3.t0': timer, '3.0': open('prompt', 20_000) },
  });
  const nearlyOver = new StepRows(program, {
    step: 'music',
    visit: { stage: 'waiting', untilMs: nowMs + 900 },
    operations: { '3.t0': open('timer', 900), '3.0': open('prompt', 20_000) },
  });
  itBecomes([
    worn.stays('is silent once it has failed a third time, until the time is up', outcome('promptCompleted'), {
      visit: { ...waiting, lost: 3 },
      operations: { '3.t0': timer },
    }),
    nearlyOver.stays('is silent for its last second', outcome('promptCompleted'), {
      visit: { stage: 'waiting', untilMs: nowMs + 900, lost: 1 },
      operations: { '3.t0': open('timer', 900) },
    }),
  ]);
});

const recognise = { type: 'recogniseDigits', bargeIn: true, digitsMax: 1, interDigitMs: 1_000, token: '4.0' } as const;
const input = { '3.t0': timer, '3.0': open('input', 21_000) };
const keyed = new StepRows(program, { step: 'keyed', visit: waiting, operations: input });
const both = new StepRows(program, { step: 'both', visit: waiting, operations: input });
const hold = [{ text: 'Please hold.', language: 'en-US' }];

describe('a wait with keys', () => {
  itBecomes([
    keyed.enters('listens for them for its whole time', {
      visit: waiting,
      operations: { '4.t0': timer, '4.0': open('input', 21_000) },
      commands: [{ ...recognise, prompts: [], initialSilenceMs: 20_000 }],
    }),
    both.enters('listens for them behind its music', {
      visit: waiting,
      operations: { '4.t0': timer, '4.0': open('input', 1_200 + 2_000) },
      commands: [{ ...recognise, prompts: hold, initialSilenceMs: 1_000 }],
    }),
    keyed.leaves('goes where a key leads', keys('1'), { to: 'other', trace: ['keyed: next (key 1)'] }),
    keyed.leaves('goes on when the time is up, and listens no longer', outcome('deadlinePassed', '3.t0'), {
      to: 'bye',
      trace: ['keyed: next'],
      cancels: true,
    }),
    ...[keys('7'), noInput()].map((event) =>
      both.stays(`begins again after ${event.type}, which is what a wait is made of`, event, {
        visit: waiting,
        operations: { '3.t0': timer, '4.0': open('input', 3_200) },
        commands: [{ ...recognise, prompts: hold, initialSilenceMs: 1_000 }],
      }),
    ),
    ...[noInput('noMatch'), noInput('failed'), outcome('inputCancelled'), outcome('deadlinePassed'), refused()].map(
      (event) =>
        both.stays(`begins again after ${event.type}${'reason' in event ? ` ${event.reason}` : ''}`, event, {
          visit: { ...waiting, lost: 1 },
          operations: { '3.t0': timer, '4.0': open('input', 3_200) },
          commands: [{ ...recognise, prompts: hold, initialSilenceMs: 1_000 }],
        }),
    ),
    keyed.endsByHangUp(),
  ]);
});
