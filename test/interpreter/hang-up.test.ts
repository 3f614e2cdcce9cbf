import { describe, expect, it } from 'vitest';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import {
  aCall,
  aCallBeingAnswered,
  type CallParts,
  happen,
  hungUp,
  nowMs,
  offered,
  open,
  outcome,
  refused,
} from './a-call.ts';
import { aProgram } from './a-program.ts';
import { itBecomes } from './step-cases.ts';

const steps = {
  say: { type: 'play', prompt: 'Hello.', next: 'bye' },
  listed: { type: 'play', prompt: 'Hello.', next: 'bye', on: { hungUp: 'remember' } },
  ask: { type: 'menu', prompt: 'Press 1.', options: [{ key: '1', next: 'bye' }] },
  enter: {
    type: 'collect',
    into: 'pin',
    digits: { min: 2, max: 4 },
    prompt: 'Pin.',
    confirm: '{{ pin }}',
    next: 'bye',
  },
  desk: { type: 'transfer', prompt: 'One moment.', to: '+14255550102', on: { failed: 'other' } },
  remember: { type: 'set', values: { left: 'true' }, next: 'gone' },
  gone: { type: 'hangUp', prompt: 'Nobody hears this.', disposition: 'left' },
};
const variables = { pin: { type: 'text' }, left: { type: 'boolean' } };
const plain = aProgram({ steps, variables });
const remembering = aProgram({ steps, variables, onHangUp: 'remember' });

const waiting: readonly CallParts[] = [
  { step: 'say', visit: { stage: 'announcing' }, operations: { '3.0': open('prompt', 600) } },
  { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 9_000) } },
  { step: 'enter', visit: { stage: 'asking' }, operations: { '3.0': open('input', 9_000) } },
  { step: 'enter', visit: { stage: 'confirming' }, operations: { '3.0': open('input', 9_000) } },
  { step: 'desk', visit: { stage: 'announcing' }, operations: { '3.0': open('prompt', 1_100) } },
];
const ended = { seq: 4, phase: 'ended', endedAtMs: nowMs, parties: { caller: 'gone' }, operations: {} } as const;

describe('a caller who hangs up', () => {
  itBecomes(
    waiting.map((parts) => ({
      name: `ends the call in ${parts.step}, ${parts.visit?.stage}`,
      program: plain,
      state: aCall(plain, parts),
      event: hungUp,
      becomes: aCall(plain, { ...parts, ...ended, disposition: 'abandoned' }),
      commands: [],
      trace: [`${parts.step}: hungUp`, `${parts.step}: ended abandoned`],
    })),
  );

  itBecomes(
    waiting.map((parts) => ({
      name: `takes the flow's onHangUp in ${parts.step}, ${parts.visit?.stage}, which speaks to nobody`,
      program: remembering,
      state: aCall(remembering, parts),
      event: hungUp,
      becomes: aCall(remembering, {
        ...ended,
        step: 'remember',
        leaving: true,
        variables: { left: true },
        disposition: 'left',
        steps: 2,
      }),
      commands: [],
      trace: [`${parts.step}: hungUp`, 'remember: next', 'remember: ended left'],
    })),
  );

  itBecomes([
    {
      name: "takes what the step lists before the flow's onHangUp",
      program: plain,
      state: aCall(plain, { step: 'listed', visit: { stage: 'announcing' }, operations: { '3.0': open('prompt', 0) } }),
      event: hungUp,
      becomes: aCall(plain, {
        ...ended,
        step: 'remember',
        leaving: true,
        variables: { left: true },
        disposition: 'left',
        steps: 2,
      }),
      commands: [],
      trace: ['listed: hungUp', 'remember: next', 'remember: ended left'],
    },
    {
      name: 'ends the call that is still being answered',
      program: plain,
      state: aCallBeingAnswered(plain, 'say'),
      event: { type: 'answerFailed', reason: '487/540487', atMs: nowMs },
      becomes: {
        ...aCallBeingAnswered(plain, 'say'),
        seq: 4,
        phase: 'ended',
        endedAtMs: nowMs,
        operations: [],
        disposition: 'unanswered',
      },
      commands: [],
      trace: ['say: ended unanswered'],
    },
    {
      name: 'is found out by a command that finds no call',
      program: plain,
      state: aCall(plain, { step: 'say', visit: { stage: 'announcing' }, operations: { '3.0': open('prompt', 0) } }),
      event: refused('gone'),
      becomes: aCall(plain, { ...ended, step: 'say', visit: { stage: 'announcing' }, disposition: 'abandoned' }),
      commands: [],
      trace: ['say: hungUp', 'say: ended abandoned'],
    },
  ]);
});

describe('the end of our leg while a transfer is open', () => {
  const transferring = aCall(plain, {
    step: 'desk',
    visit: { stage: 'transferring' },
    operations: { '3.0': open('transfer', 60_000) },
  });
  const undecided = aCall(plain, {
    endedAtMs: nowMs,
    step: 'desk',
    seq: 4,
    visit: { stage: 'transferring' },
    parties: { caller: 'gone' },
    // Three seconds for the transfer's own news.
    operations: { '3.0': { ...open('transfer', 0), dueAtMs: nowMs + 3_000 } },
  });
  const over = { ...ended, step: 'desk', seq: 5 } as const;

  itBecomes([
    {
      name: 'decides nothing by itself, for either a hang-up or an accepted transfer looks like this',
      program: plain,
      state: transferring,
      event: hungUp,
      becomes: undecided,
      commands: [],
      trace: [],
    },
    {
      name: 'is a connected call when the transfer turns out to be accepted',
      program: plain,
      state: undecided,
      event: outcome('transferAccepted'),
      becomes: aCall(plain, {
        ...over,
        visit: { stage: 'leaving' },
        disposition: 'connected',
        tally: { transfers: 1 },
      }),
      commands: [],
      trace: ['desk: transferred', 'desk: ended connected'],
    },
    ...[
      { type: 'transferFailed', reason: '487/8542', token: '3.0', atMs: nowMs } as const,
      outcome('deadlinePassed'),
    ].map((event) => ({
      name: `is a hang-up after ${event.type}`,
      program: plain,
      state: undecided,
      event,
      becomes: aCall(plain, { ...over, visit: { stage: 'transferring' }, disposition: 'abandoned' }),
      commands: [],
      trace: [`desk: failed (${event.type})`, 'desk: ended abandoned'],
    })),
    {
      name: 'takes onHangUp only once it is known to be a hang-up',
      program: remembering,
      state: aCall(remembering, {
        step: 'desk',
        visit: { stage: 'transferring' },
        parties: { caller: 'gone' },
        operations: { '3.0': open('transfer', 0) },
      }),
      event: outcome('deadlinePassed'),
      becomes: aCall(remembering, {
        ...ended,
        step: 'remember',
        leaving: true,
        variables: { left: true },
        disposition: 'left',
        steps: 2,
      }),
      commands: [],
      trace: ['desk: failed (deadlinePassed)', 'remember: next', 'remember: ended left'],
    },
  ]);

  it('takes no second news', () => {
    const { state } = happen(plain, transferring, [outcome('transferAccepted'), hungUp]);
    expect(state.phase).toBe('ended');
    expect(transition(plain, state, hungUp)).toEqual({ state, commands: [], trace: [] });
  });
});

describe('a caller who hangs up before the answer', () => {
  it('leaves a call unanswered that was to be rejected', () => {
    const rejecting = aProgram({ steps: { ask: { type: 'reject' } } });
    const { state } = happen(rejecting, newCall(rejecting, 'attempt'), [offered, hungUp]);
    expect({ phase: state.phase, disposition: state.disposition }).toEqual({
      phase: 'ended',
      disposition: 'unanswered',
    });
  });
});
