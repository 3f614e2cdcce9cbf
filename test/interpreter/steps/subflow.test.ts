import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/interpreter/limits.ts';
import { type CallState, runningFrame } from '../../../src/interpreter/state.ts';
import { transition } from '../../../src/interpreter/transition.ts';
import { aCall, aCallBeingAnswered, connected, nowMs, open, outcome } from '../a-call.ts';
import { aLine, codesOf, type FlowParts } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const verify: FlowParts = {
  inputs: { account: { type: 'text' }, tries: { type: 'integer', initial: 2 } },
  variables: { holder: { type: 'text' }, pin: { type: 'text', initial: 'none' } },
  outputs: ['holder'],
  outcomes: ['locked', 'unknown'],
  steps: {
    hello: { type: 'play', prompt: 'Account {{ account }}.', next: 'found' },
    found: { type: 'set', values: { holder: 'account + "!"' }, next: 'done' },
    done: { type: 'return' },
    lock: { type: 'return', outcome: 'locked' },
    unknown: { type: 'return', outcome: 'unknown' },
  },
};
const ask = {
  type: 'subflow',
  flow: 'verify',
  with: { account: '{{ number }}', tries: '{{ count }}' },
  into: { name: 'holder' },
  next: 'bye',
  on: { locked: 'other' },
};
const main = {
  variables: { number: { type: 'text' }, count: { type: 'integer' }, name: { type: 'text', initial: 'nobody' } },
  steps: { ask, plain: { ...ask, with: { account: 'x' }, into: undefined } },
} as const;
const program = aLine(main, { flows: { verify } });

const variables = { number: '17', count: 3 };
const own = { number: '17', count: 3, name: 'nobody' };
const outerFrames = [runningFrame(aCall(program, { step: 'ask', variables }))];

/** A call that stands in the sub-flow. */
function inside(step: string): CallState {
  return aCall(program, {
    flow: 'verify',
    step,
    visit: { stage: 'announcing' },
    outerFrames,
    confidential: { from: '', variables: [own, { account: '17', tries: 3, holder: 'Ada', pin: 'none' }] },
    operations: { '3.0': { ...open('prompt', 1_000), frame: 1 } },
  });
}

describe('a subflow step', () => {
  itBecomes([
    {
      name: 'runs the flow with its inputs, which has variables of its own',
      program,
      state: {
        ...aCallBeingAnswered(program, 'ask'),
        confidential: aCall(program, { step: 'ask', variables }).confidential,
      },
      event: connected,
      becomes: aCall(program, {
        flow: 'verify',
        step: 'hello',
        visit: { stage: 'announcing' },
        outerFrames,
        seq: 4,
        answeredAtMs: nowMs,
        confidential: {
          ...aCall(program, { step: 'ask' }).confidential,
          variables: [own, { account: '17', tries: 3, holder: '', pin: 'none' }],
        },
        operations: { '4.0': { ...open('prompt', 1_100), frame: 1 } },
        steps: 2,
      }),
      commands: [{ type: 'play', prompts: [{ text: 'Account 17.', language: 'en-US' }], token: '4.0' }],
      trace: ['ask: runs verify'],
    },
    {
      name: 'goes on when the flow returns, with what it hands over',
      program,
      state: inside('hello'),
      event: outcome('promptCompleted'),
      becomes: {
        ...new StepRows(program, { step: 'ask', variables: own }).leaves('', connected, { to: 'bye', trace: [] })
          .becomes,
        steps: 4,
        confidential: { from: '', variables: [{ ...own, name: '17!' }] },
      },
      commands: [{ type: 'hangUp', token: '4.0' }],
      trace: ['hello: next', 'found: next', 'done: returns next', 'ask: next', 'bye: ends served'],
    },
  ]);

  it.each([
    { at: 'lock', leads: ['lock: returns locked', 'ask: locked', 'other: ends elsewhere'] },
    {
      at: 'unknown',
      leads: ['unknown: returns unknown', 'ask: unknown', 'ask: onError (unknown)', 'sorry: ends sorry'],
    },
  ])('goes where the outcome of the flow leads: $at', ({ at, leads }) => {
    const lines = aLine({ ...main, steps: { ask } }, { flows: { verify: { ...verify, start: at } } });
    expect(aConnectedCall(lines, { inputs: variables }).trace.slice(1)).toEqual(leads);
  });

  it('gives an input that is not filled its initial value', () => {
    const lines = aLine({ ...main, start: 'plain' }, { flows: { verify } });
    expect(aConnectedCall(lines).variables).toEqual({ account: 'x', tries: 2, holder: '', pin: 'none' });
  });

  it('does not let the flow see the variables of the one that runs it', () => {
    const flows = {
      verify: { ...verify, steps: { ...verify.steps, hello: { type: 'play', prompt: '{{ number }}', next: 'done' } } },
    };
    expect(codesOf(main, { flows })).toEqual(['expression at steps.hello.prompt']);
  });

  it('bounds a recursion: too deep a one is an error of the flow', () => {
    const steps = { ask: { type: 'subflow', flow: 'loop', next: 'done' }, done: { type: 'return' } };
    const loop = { steps: { ...steps, ask: { ...steps.ask } } };
    const lines = aLine(
      { steps: { ask: { type: 'subflow', flow: 'loop', next: 'bye' } } },
      { flows: { loop: { ...loop, onError: 'sorry' } } },
    );
    const call = aConnectedCall(lines);
    const runs = call.trace.filter((one) => one === 'ask: runs loop');
    expect(runs).toHaveLength(limits.framesMax - 1);
    expect(call.trace.slice(-3)).toEqual(['ask: flowsTooDeep', 'ask: onError (flowsTooDeep)', 'sorry: ends sorry']);
    expect(call.state.tags).toEqual(['limit:flowsTooDeep']);
  });

  it('is an error where the values of all running flows would grow too large', () => {
    const list = { type: ['text'] };
    const flows = {
      keeps: {
        inputs: { rows: list },
        steps: {
          again: { type: 'subflow', flow: 'keeps', with: { rows: '{{ rows }}' }, next: 'done' },
          done: { type: 'return' },
        },
      },
    };
    const lines = aLine(
      {
        variables: { rows: list },
        steps: { ask: { type: 'subflow', flow: 'keeps', with: { rows: '{{ rows }}' }, next: 'bye' } },
      },
      { flows },
    );
    const rows = Array.from({ length: 7 }, () => 'x'.repeat(900));
    const call = aConnectedCall(lines, { inputs: { rows } });
    expect(call.trace).toContain('again: onError (variablesTooLarge)');
    expect(JSON.stringify(call.state).length).toBeLessThan(30_000);
  });

  it('is not concerned by events while its flow is running', () => {
    const state = inside('hello');
    expect(transition(program, state, outcome('promptCompleted', '2.0')).state).toBe(state);
  });

  it.each([
    {
      name: 'a flow that is not there',
      step: { flow: 'verifi' },
      codes: ['unknown-flow at steps.ask.flow', 'unknown-outcome at steps.ask.on.locked'],
    },
    {
      name: 'an input that is not there',
      step: { with: { account: 'x', acount: 'y' } },
      codes: ['unknown-input at steps.ask.with.acount'],
    },
    { name: 'an input that is missing', step: { with: {} }, codes: ['input-missing at steps.ask.with'] },
    {
      name: 'an input of another type',
      step: { with: { account: 'x', tries: '{{ number }}' } },
      codes: ['wrong-type at steps.ask.with.tries'],
    },
    {
      name: 'an input of another type, written out',
      step: { with: { account: 'x', tries: 'three' } },
      codes: ['wrong-type at steps.ask.with.tries'],
    },
    {
      name: 'an output that is not there',
      step: { into: { name: 'pin' } },
      codes: ['unknown-variable at steps.ask.into.name'],
    },
    {
      name: 'an output of another type',
      step: { into: { count: 'holder' } },
      codes: ['wrong-type at steps.ask.into.count'],
    },
    {
      name: 'a variable that is not there',
      step: { into: { nobody: 'holder' } },
      codes: ['unknown-variable at steps.ask.into.nobody'],
    },
    {
      name: 'an outcome that the flow does not have',
      step: { on: { lost: 'bye' } },
      codes: ['unknown-outcome at steps.ask.on.lost'],
    },
  ])('is refused with $name', ({ step, codes }) => {
    const parts = { ...main, steps: { ask: { ...ask, ...step } } };
    expect([...new Set(codesOf(parts, { flows: { verify } }))].sort()).toEqual(codes.sort());
  });

  it('may have names that every object has', () => {
    const flows = {
      verify: { inputs: { toString: { type: 'text' } }, outputs: ['toString'], steps: { done: { type: 'return' } } },
    };
    const parts = { ...main, steps: { ask: { ...ask, with: { toString: '17' }, into: { name: 'toString' }, on: {} } } };
    expect(aConnectedCall(aLine(parts, { flows })).variables).toEqual({ number: '', count: 0, name: '17' });
  });
});
