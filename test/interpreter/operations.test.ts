import { describe, expect, it } from 'vitest';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import {
  aCall,
  aCallBeingAnswered,
  aVisit,
  connected,
  hangingUp,
  happen,
  hungUp,
  keys,
  nowMs,
  offered,
  open,
  operationsOf,
  outcome,
  refused,
} from './a-call.ts';
import { aProgram } from './a-program.ts';
import { itBecomes } from './step-cases.ts';

const program = aProgram({
  steps: {
    ask: { type: 'menu', prompt: ['Press 1.', 'One.'], options: [{ key: '1', next: 'bye' }], on: { failed: 'other' } },
    say: { type: 'play', prompt: 'Hello.', next: 'bye' },
  },
});
const unconnected = { ...aCallBeingAnswered(program, 'say'), callId: undefined };
const asking = aCall(program, { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 9_000) } });
const hangUp = [{ type: 'hangUp', token: '4.0' }] as const;

describe('an event that nothing awaits', () => {
  it.each([
    ['a token that was never given', keys('1', '9.9')],
    ['a token of an operation that is over', keys('1', '2.0')],
    ['the name of something that every object has', keys('1', 'constructor')],
    ['a second connection', connected],
    ['a second offer', offered],
    ['a failed answer of a connected call', { type: 'answerFailed', reason: '', atMs: nowMs } as const],
  ])('changes nothing: %s', (_name, event) => {
    const result = transition(program, asking, event);
    expect(result).toEqual({ state: asking, commands: [], trace: [] });
    expect(result.state).toBe(asking);
  });

  it('changes nothing of a call that is over', () => {
    const over = aCall(program, { step: 'ask', phase: 'ended', operations: { '3.0': open('input', 0) } });
    for (const event of [keys('1'), hungUp, connected, offered, outcome('deadlinePassed')])
      expect(transition(program, over, event).state).toBe(over);
  });
});

describe('a result that never came', () => {
  itBecomes([
    {
      name: 'is asked for again, at no cost to the caller',
      program,
      state: asking,
      event: outcome('deadlinePassed'),
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        visit: { stage: 'asking', lost: 1 },
        operations: { '4.0': open('input', 800 + 8_000) },
        tally: { lost: 1 },
      }),
      commands: [
        {
          type: 'recogniseDigits',
          prompts: [{ text: 'Press 1.', language: 'en-US' }],
          bargeIn: true,
          digitsMax: 1,
          initialSilenceMs: 5_000,
          interDigitMs: 3_000,
          token: '4.0',
        },
      ],
      trace: ['ask: lost'],
    },
    {
      name: 'fails the step when it has been lost three times in one visit',
      program,
      state: { ...asking, visit: aVisit({ stage: 'asking', lost: 2 }) },
      event: outcome('deadlinePassed'),
      becomes: hangingUp(program, {
        step: 'other',
        disposition: 'elsewhere',
        tally: { lost: 1 },
      }),
      commands: hangUp,
      trace: ['ask: failed (lost)', 'other: ends elsewhere'],
    },
    {
      name: 'hangs up where it was the answer and there is a connection, which nobody would speak into',
      program,
      state: aCallBeingAnswered(program, 'say'),
      event: outcome('deadlinePassed'),
      becomes: {
        ...aCallBeingAnswered(program, 'say'),
        seq: 4,
        closing: true,
        hangUps: 1,
        disposition: 'unanswered',
        operations: operationsOf({ '4.0': open('hangUp', 5_000) }),
      },
      commands: hangUp,
      trace: [],
    },
    {
      name: 'leaves a call unanswered where it was the answer',
      program,
      state: unconnected,
      event: outcome('deadlinePassed'),
      becomes: {
        ...unconnected,
        seq: 4,
        phase: 'ended',
        endedAtMs: nowMs,
        operations: [],
        disposition: 'unanswered',
      },
      commands: [],
      trace: ['say: ended unanswered'],
    },
  ]);

  it('does not come too late: what was lost is no longer awaited', () => {
    const again = transition(program, asking, outcome('deadlinePassed')).state;
    expect(transition(program, again, keys('1')).state).toBe(again);
    expect(transition(program, again, keys('1', '4.0')).state.disposition).toBe('served');
  });
});

describe('a refused command', () => {
  itBecomes([
    ...(['refused', 'unreachable'] as const).map((reason) => ({
      name: `fails its step when it was ${reason}`,
      program,
      state: asking,
      event: refused(reason),
      becomes: hangingUp(program, { step: 'other', disposition: 'elsewhere' }),
      commands: hangUp,
      trace: ['ask: failed (commandRefused)', 'other: ends elsewhere'],
    })),
    {
      name: 'ends the call when there is no such call any more',
      program,
      state: asking,
      event: refused('gone'),
      becomes: aCall(program, {
        step: 'ask',
        seq: 4,
        phase: 'ended',
        endedAtMs: nowMs,
        parties: { caller: 'gone' },
        visit: { stage: 'asking' },
        disposition: 'abandoned',
      }),
      commands: [],
      trace: ['ask: hungUp', 'ask: ended abandoned'],
    },
    ...(['gone', 'refused', 'unreachable'] as const).map((reason) => ({
      name: `leaves a call unanswered when the answer was ${reason}`,
      program,
      state: unconnected,
      event: refused(reason),
      becomes: {
        ...unconnected,
        seq: 4,
        phase: 'ended' as const,
        endedAtMs: nowMs,
        operations: [],
        disposition: 'unanswered',
      },
      commands: [],
      trace: ['say: ended unanswered'],
    })),
    {
      name: 'takes the rest of its batch with it, which is not performed',
      program,
      state: {
        ...asking,
        operations: operationsOf({ '3.0': open('prompt', 0), '3.1': open('input', 0), '2.0': open('input', 0) }),
      },
      event: refused('refused', '3.0'),
      becomes: hangingUp(program, {
        step: 'other',
        disposition: 'elsewhere',
        operations: { '4.1': open('hangUp', 5_000) },
      }),
      commands: [
        { type: 'cancelMedia', token: '4.0' },
        { type: 'hangUp', token: '4.1' },
      ],
      trace: ['ask: failed (commandRefused)', 'other: ends elsewhere'],
    },
  ]);

  it('hangs up again when the hang-up was refused, and gives up after the third time', () => {
    const closing = transition(program, asking, keys('1')).state;
    const { state } = happen(program, closing, [
      refused('unreachable', '4.0'),
      refused('unreachable', '5.0'),
      refused('unreachable', '6.0'),
    ]);
    expect({ phase: state.phase, disposition: state.disposition, hangUps: state.hangUps }).toEqual({
      phase: 'ended',
      disposition: 'served',
      hangUps: 3,
    });
  });
});

describe('before the answer', () => {
  it('set and branch run unanswered, and what speaks answers first', () => {
    const checking = aProgram({
      variables: { known: { type: 'boolean' } },
      steps: {
        ask: { type: 'set', values: { known: 'call.from == "+14255550101"' }, next: 'check' },
        check: { type: 'branch', cases: [{ if: 'known', next: 'say' }], else: 'refuse' },
        say: { type: 'play', prompt: 'Hello.', next: 'bye' },
        refuse: { type: 'reject', reason: 'forbidden' },
      },
    });
    const first = transition(checking, newCall(checking, 'attempt'), offered);
    expect(first.commands).toEqual([{ type: 'answer', token: '1.0' }]);
    expect(first.state.whenConnected).toBe('say');
    const second = transition(checking, first.state, connected);
    expect(second.commands.map(({ type }) => type)).toEqual(['play']);
    expect(second.state.whenConnected).toBeUndefined();
    const stranger = transition(checking, newCall(checking, 'attempt'), { ...offered, from: '+14255550199' });
    expect(stranger.commands).toEqual([{ type: 'reject', reason: 'forbidden', token: '1.0' }]);
  });

  it.each(['reject', 'redirect'])('%s comes too late once the call is answered', (type) => {
    const late = aProgram({
      steps: {
        ask: { type: 'play', prompt: 'Hello.', next: 'refuse' },
        refuse: type === 'reject' ? { type } : { type, to: '+14255550102' },
      },
    });
    const playing = aCall(late, {
      step: 'ask',
      visit: { stage: 'announcing' },
      operations: { '3.0': open('prompt', 0) },
    });
    const result = transition(late, playing, outcome('promptCompleted'));
    expect(result.commands).toEqual([{ type: 'hangUp', token: '4.0' }]);
    expect(result.state.disposition).toBe('sorry');
  });
});
