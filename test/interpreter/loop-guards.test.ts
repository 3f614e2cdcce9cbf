import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { transition } from '../../src/interpreter/transition.ts';
import { aCall, aCallBeingAnswered, type CallParts, connected, keys, noInput, nowMs, open, outcome } from './a-call.ts';
import { aProgram } from './a-program.ts';

const circle = { type: 'set', values: { count: 'count + 1' }, next: 'branch' };
const branch = { type: 'branch', cases: [{ if: 'count < 0', next: 'bye' }], else: 'ask' };
const variables = { count: { type: 'integer' } };
const apology = { type: 'play', prompt: 'Sorry.', next: 'bye' };

const play = aProgram({
  onError: 'apology',
  steps: { ask: { type: 'play', prompt: 'Hello.', next: 'ask' }, apology },
});

/** A prompt has ended and the step plays again. */
function playAgain(parts: Partial<CallParts>, atMs = nowMs) {
  const call = aCall(play, {
    step: 'ask',
    visit: { stage: 'announcing' },
    operations: { '3.0': open('prompt', 0) },
    ...parts,
  });
  return transition(play, call, { type: 'promptCompleted', token: '3.0', atMs });
}

/** Prompts that a call hears in a circle before it is taken out of it. */
function playsUntilError(program: Program): number {
  let result = transition(program, aCallBeingAnswered(program, 'ask'), connected);
  for (let plays = 1; plays <= limits.stepsPerCallMax + 1; plays++) {
    const [operation] = result.state.operations;
    if (operation === undefined) break;
    result = transition(program, result.state, { type: 'promptCompleted', token: operation.token, atMs: nowMs });
    if (result.state.errorHandled === true) return plays;
  }
  throw new Error('The circle has no end.');
}

function traced(program: Program, result: ReturnType<typeof transition>): string[] {
  return result.trace
    .filter(({ outcome }) => outcome.startsWith('onError'))
    .map(({ outcome }) => `${outcome} in ${program.flow.name}`);
}

describe('a loop', () => {
  it('of set and branch ends in onError within one event, which has steps of its own', () => {
    const program = aProgram({ variables, onError: 'apology', steps: { ask: circle, branch, apology } });
    const result = transition(program, aCallBeingAnswered(program, 'ask'), connected);
    expect(traced(program, result)).toEqual(['onError (stepsPerEvent) in test-line']);
    expect(result.commands.map(({ type }) => type)).toEqual(['play']);
    expect(result.state).toMatchObject({ steps: limits.stepsPerEventMax + 1, tally: { errors: 1 } });
  });

  it('in onError itself ends the call', () => {
    const program = aProgram({ variables, onError: 'ask', steps: { ask: circle, branch } });
    const result = transition(program, aCallBeingAnswered(program, 'ask'), connected);
    expect(traced(program, result)).toEqual([
      'onError (stepsPerEvent) in test-line',
      'onError (stepsPerEvent) in test-line',
    ]);
    expect(result.commands).toEqual([{ type: 'hangUp', token: '4.0' }]);
    expect(result.state).toMatchObject({ disposition: 'error', closing: true });
  });

  it('after a hang-up ends the call without a word', () => {
    const program = aProgram({
      variables,
      onHangUp: 'ask',
      steps: { say: { ...apology, next: 'bye' }, ask: circle, branch },
      start: 'say',
    });
    const playing = aCall(program, {
      step: 'say',
      visit: { stage: 'announcing' },
      operations: { '3.0': open('prompt', 0) },
    });
    const result = transition(program, playing, { type: 'callDisconnected', reason: '', atMs: nowMs });
    expect(result.commands).toEqual([]);
    expect(result.state).toMatchObject({ phase: 'ended', disposition: 'error', errorHandled: true });
  });

  it('through one step ends at its visits, which are counted once a call has taken many steps', () => {
    const { state } = playAgain({ steps: limits.uncountedStepsMax - 1 });
    expect(state.visitCounts).toBeUndefined();
    expect(playAgain({ steps: limits.uncountedStepsMax }).state.visitCounts).toHaveLength(1);
    expect(playsUntilError(play)).toBe(limits.uncountedStepsMax + limits.visitsPerStepMax);
  });

  it.each([2, 3, 10, 20, 21, 30])(
    'through %i steps ends at the visits of one, or at the steps of the call',
    (count) => {
      const names = Array.from({ length: count }, (_, index) => (index === 0 ? 'ask' : `step${index}`));
      const steps = Object.fromEntries(
        names.map((name, index) => [name, { type: 'play', prompt: name, next: names[(index + 1) % count] }]),
      );
      const visits = limits.uncountedStepsMax + count * limits.visitsPerStepMax;
      expect(playsUntilError(aProgram({ onError: 'apology', steps: { ...steps, apology } }))).toBe(
        Math.min(visits, limits.stepsPerCallMax),
      );
    },
  );

  it('through more steps than are counted ends as soon as one of those that stay counted is entered too often', () => {
    const names = Array.from({ length: 15 }, (_, index) => (index === 0 ? 'ask' : `step${index}`));
    const steps = Object.fromEntries(
      names.map((name, index) => [name, { type: 'play', prompt: name, next: names[(index + 1) % 15] }]),
    );
    const plays = playsUntilError(aProgram({ onError: 'apology', steps: { ...steps, apology } }));
    const exact = limits.uncountedStepsMax + 15 * limits.visitsPerStepMax;
    expect(plays).toBeGreaterThanOrEqual(exact);
    expect(plays).toBeLessThan(exact + 15);
  });

  it('that takes another way each time ends at the step which all of them meet', () => {
    const others = Array.from({ length: 40 }, (_, index) => `other${index}`);
    const steps = Object.fromEntries(others.map((name) => [name, { type: 'play', prompt: name, next: 'ask' }]));
    const ask = { type: 'play', prompt: 'Once more.', next: 'turn' };
    const cases = others.map((name, index) => ({ if: `count == ${index}`, next: name }));
    const turn = { type: 'set', values: { count: 'count >= 39 ? 0 : count + 1' }, next: 'choose' };
    const choose = { type: 'branch', cases, else: 'bye' };
    const program = aProgram({
      variables,
      onError: 'apology',
      steps: { ask, turn, choose, ...steps, apology },
    });
    // Of the four steps of a round two play.
    const rounds = Math.ceil(limits.uncountedStepsMax / 4) + limits.visitsPerStepMax;
    expect(playsUntilError(program)).toBeLessThanOrEqual(2 * rounds);
  });

  it('that comes back to one step over and over, and passes many others, ends at that step', () => {
    const others = Array.from({ length: 20 }, (_, index) => `other${index}`);
    const steps = Object.fromEntries(
      others.map((name, index) => [name, { type: 'play', prompt: name, next: others[index + 1] ?? 'ask' }]),
    );
    const ask = { type: 'play', prompt: 'Once more.', next: 'turn' };
    const turn = { type: 'set', values: { count: 'count >= 10 ? 0 : count + 1' }, next: 'choose' };
    const choose = { type: 'branch', cases: [{ if: 'count == 10', next: 'other0' }], else: 'ask' };
    const program = aProgram({ variables, onError: 'apology', steps: { ask, turn, choose, ...steps, apology } });
    let result = transition(program, aCallBeingAnswered(program, 'ask'), connected);
    let asked = 0;
    while (result.state.errorHandled !== true && asked < limits.stepsPerCallMax) {
      if (result.state.step === 'ask') asked++;
      const token = result.state.operations[0]?.token ?? '';
      result = transition(program, result.state, { type: 'promptCompleted', token, atMs: nowMs });
    }
    expect(traced(program, result)).toEqual(['onError (visitsPerStep) in test-line']);
    expect(asked).toBeLessThanOrEqual(limits.uncountedStepsMax + limits.visitsPerStepMax);
  });

  it('is not mistaken for one where a step was entered often', () => {
    const counted = { steps: limits.uncountedStepsMax + limits.visitsPerStepMax };
    expect(playAgain({ ...counted, visits: { ask: limits.visitsPerStepMax - 1 } }).trace).toEqual([
      { step: 'ask', outcome: 'next' },
    ]);
    const breach = playAgain({ ...counted, visits: { ask: limits.visitsPerStepMax } });
    expect(traced(play, breach)).toEqual(['onError (visitsPerStep) in test-line']);
    expect(breach.state).toMatchObject({ errorHandled: true, step: 'apology' });
  });

  it('through many steps ends at the steps of a call', () => {
    expect(traced(play, playAgain({ steps: limits.stepsPerCallMax - 1 }))).toEqual([]);
    const breach = playAgain({ steps: limits.stepsPerCallMax });
    expect(traced(play, breach)).toEqual(['onError (stepsPerCall) in test-line']);
  });

  it('in time ends at the length of a call', () => {
    const lastMs = 1_000 + limits.callLengthMsMax;
    expect(traced(play, playAgain({}, lastMs))).toEqual([]);
    expect(traced(play, playAgain({}, lastMs + 1))).toEqual(['onError (callLength) in test-line']);
  });

  it('in time ends the visit of a caller who asks for repeats for ever', () => {
    const menu = { type: 'menu', prompt: 'Press 1.', options: [{ key: '1', next: 'bye' }], on: { exhausted: 'other' } };
    const program = aProgram({ onError: 'apology', steps: { ask: menu, apology } });
    const asking = aCall(program, { step: 'ask', visit: { stage: 'asking' }, operations: { '3.0': open('input', 0) } });
    const tooLateMs = 1_000 + limits.callLengthMsMax + 1;
    const result = transition(program, asking, { ...keys('*'), atMs: tooLateMs });
    expect(traced(program, result)).toEqual(['onError (callLength) in test-line']);
    expect(result.state.step).toBe('apology');
  });

  it('in time has a grace for onError, then the call ends', () => {
    const lastMs = 1_000 + limits.callLengthMsMax + limits.callLengthGraceMs;
    expect(playAgain({ errorHandled: true }, lastMs).commands.map(({ type }) => type)).toEqual(['play']);
    const over = playAgain({ errorHandled: true }, lastMs + 1);
    expect(over.commands).toEqual([{ type: 'hangUp', token: '4.0' }]);
    expect(over.state.disposition).toBe('error');
  });

  it('inside onError has as many steps again, then the call ends', () => {
    const inError = { errorHandled: true, visits: { ask: 500 } };
    expect(playAgain({ ...inError, steps: 2 * limits.stepsPerCallMax - 1 }).commands).toHaveLength(1);
    const over = playAgain({ ...inError, steps: 2 * limits.stepsPerCallMax });
    expect(over.commands).toEqual([{ type: 'hangUp', token: '4.0' }]);
    expect(over.state.disposition).toBe('error');
  });
});

describe('onError', () => {
  const failing = aProgram({
    onError: 'first',
    steps: {
      ask: { type: 'play', prompt: 'Hello.', next: 'bye' },
      first: { type: 'play', prompt: 'Sorry.', next: 'bye' },
    },
  });

  it('is taken once; an outcome that nothing lists ends the call after that', () => {
    const playing = aCall(failing, {
      step: 'ask',
      visit: { stage: 'announcing' },
      operations: { '3.0': open('prompt', 0) },
    });
    const first = transition(failing, playing, { type: 'promptFailed', reason: '', token: '3.0', atMs: nowMs });
    expect(first.state.step).toBe('first');
    const second = transition(failing, first.state, { type: 'promptFailed', reason: '', token: '4.0', atMs: nowMs });
    expect(second.commands).toEqual([{ type: 'hangUp', token: '5.0' }]);
    expect(second.state).toMatchObject({ disposition: 'error', closing: true, tally: { errors: 2 } });
  });

  it('does not stop a listed outcome from being taken afterwards', () => {
    const menu = {
      type: 'menu',
      prompt: 'Press 1.',
      options: [{ key: '1', next: 'bye' }],
      tries: 1,
      on: { exhausted: 'other' },
    };
    const program = aProgram({ onError: 'ask', steps: { ask: menu } });
    const asking = aCall(program, {
      step: 'ask',
      errorHandled: true,
      visit: { stage: 'asking' },
      operations: { '3.0': open('input', 0) },
    });
    expect(transition(program, asking, keys('7')).state.disposition).toBe('elsewhere');
    expect(transition(program, asking, noInput('failed')).state.disposition).toBe('error');
  });

  it('ends a call whose step is no longer there', () => {
    const gone = aCall(failing, { step: 'removed', operations: { '3.0': open('prompt', 0) } });
    expect(traced(failing, transition(failing, gone, outcome('promptCompleted')))).toEqual([
      'onError (stepMissing) in test-line',
    ]);
  });
});

describe('a step that is left in the middle by an error', () => {
  const spoken = { type: 'promptCompleted', atMs: nowMs } as const;

  it('takes what it still awaits with it: music does not go on under an apology, nor end it', () => {
    const wait = { type: 'wait', forMs: 1_000, music: 'Music.', next: 'bye' };
    const program = aProgram({ onError: 'apology', steps: { wait, apology } });
    const waiting = aCall(program, {
      step: 'wait',
      visit: { stage: 'waiting', untilMs: nowMs },
      operations: { '3.t0': open('timer', 0), '3.0': open('prompt', 1_000) },
    });
    const atMs = 1_000 + limits.callLengthMsMax + 1;
    const { state, commands } = transition(program, waiting, { type: 'deadlinePassed', token: '3.t0', atMs });
    // The apology takes the place of the music.
    expect(commands.map(({ type }) => type)).toEqual(['play']);
    expect(state.operations.map(({ token }) => token)).toEqual(['4.1']);
    expect(transition(program, state, { ...spoken, token: '3.0' }).state).toBe(state);
  });

  it('does so where a value is too large for the call to keep', () => {
    const text = 'x'.repeat(limits.variableCharactersMax);
    const http = {
      type: 'http',
      url: 'https://example.org',
      timeoutMs: 4_000,
      filler: 'One moment.',
      into: 'all',
      next: 'bye',
    };
    const program = aProgram({
      variables: { all: { type: ['text'] }, kept: { type: ['text'] } },
      onError: 'apology',
      steps: { http, apology },
    });
    const requesting = aCall(program, {
      step: 'http',
      visit: { stage: 'requesting' },
      variables: { kept: Array.from({ length: 15 }, () => text) },
      operations: { '3.0': open('request', 4_000), '4.0': open('prompt', 1_000) },
    });
    const body = Array.from({ length: 8 }, () => text);
    const event = { type: 'requestAnswered', status: 200, body, token: '3.0', atMs: nowMs } as const;
    const result = transition(program, requesting, event);
    expect(traced(program, result)).toEqual(['onError (variablesTooLarge) in test-line']);
    expect(result.commands.map(({ type }) => type)).toEqual(['play']);
    expect(result.state.operations.map(({ token }) => token)).toEqual(['4.1']);
  });
});
