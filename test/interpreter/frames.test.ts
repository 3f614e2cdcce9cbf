import { describe, expect, it } from 'vitest';
import { limits } from '../../src/interpreter/limits.ts';
import { type CallState, framesOf } from '../../src/interpreter/state.ts';
import { aLine, type FlowParts } from './a-line.ts';
import { aConnectedCall, aRingingCall, type ToldCall } from './a-told-call.ts';

/** A sub-flow that leaves its errors to the flow that runs it. */
function leaving(parts: FlowParts): FlowParts {
  return { onError: undefined, ...parts };
}

/** The running flows and their steps, as `test-line/ask`. */
function stackOf(state: CallState): string[] {
  return framesOf(state).map(({ flow, step }) => `${flow}/${step}`);
}

function errorsOf(call: ToldCall): string[] {
  return call.trace.filter((line) => line.includes('onError'));
}

const menu = {
  type: 'menu',
  prompt: 'Press 1.',
  options: [{ key: '1', next: 'done' }],
  on: { exhausted: 'done', failed: 'done' },
};
const done = { type: 'return' };
const run = { type: 'subflow', flow: 'inner', next: 'bye' };
const round = { type: 'set', values: {}, next: 'round' };
const apology = { type: 'play', prompt: 'Sorry.', next: 'bye', on: { failed: 'bye' } };

describe('a sub-flow', () => {
  const program = aLine(
    {
      variables: { name: { type: 'text', initial: 'Ada' }, tries: { type: 'integer' }, pin: { type: 'text' } },
      steps: {
        run: {
          type: 'subflow',
          flow: 'inner',
          with: { caller: '{{ name }}', often: '{{ tries + 2 }}' },
          into: { pin: 'code', tries: 'count' },
          next: 'say',
          on: { locked: 'other' },
        },
        say: { type: 'play', prompt: '{{ pin }} after {{ tries }}', next: 'bye' },
      },
    },
    {
      flows: {
        inner: {
          inputs: { caller: { type: 'text' }, often: { type: 'integer', initial: 9 } },
          variables: { code: { type: 'text' }, count: { type: 'integer' }, name: { type: 'text', initial: 'mine' } },
          outputs: ['code', 'count'],
          outcomes: ['locked'],
          steps: {
            ask: {
              type: 'collect',
              into: 'code',
              digits: { min: 2, max: 2 },
              prompt: 'Hello {{ caller }}, {{ often }}, {{ name }}.',
              next: 'check',
            },
            check: { type: 'branch', cases: [{ if: 'code == "00"', next: 'lock' }], else: 'add' },
            add: { type: 'set', values: { count: 'often + 1' }, next: 'done' },
            lock: { type: 'return', outcome: 'locked' },
            done,
          },
        },
      },
    },
  );

  it('begins with its inputs, variables and visits of its own', () => {
    const { state, heard } = aConnectedCall(program);
    expect(heard).toEqual(['Hello Ada, 2, mine.']);
    expect(stackOf(state)).toEqual(['test-line/run', 'inner/ask']);
    expect(state.confidential.variables).toEqual([
      { name: 'Ada', tries: 0, pin: '' },
      { caller: 'Ada', often: 2, code: '', count: 0, name: 'mine' },
    ]);
    expect(state.operations).toMatchObject([{ frame: 1, kind: 'input' }]);
  });

  it('returns its outputs, and its variables are gone', () => {
    const call = aConnectedCall(program).press('41');
    expect(call.trace.slice(-2)).toEqual(['done: returns next', 'run: next']);
    expect(stackOf(call.state)).toEqual(['test-line/say']);
    expect(call.state.confidential.variables).toEqual([{ name: 'Ada', tries: 3, pin: '41' }]);
    expect(call.heard).toEqual(['41 after 3']);
  });

  it('returns by an outcome that its caller lists', () => {
    const call = aConnectedCall(program).press('00');
    expect(call.trace).toContain('run: locked');
    expect(call.state).toMatchObject({ disposition: 'elsewhere', closing: true });
  });

  it('begins anew each time, with nothing of the time before', () => {
    const steps = { add: { type: 'set', values: { count: 'count + 1' }, next: 'ask' }, ask: menu, done };
    const inner = { variables: { count: { type: 'integer' } }, steps };
    const twice = aLine({ steps: { run: { ...run, next: 'run' } } }, { flows: { inner } });
    const { state } = aConnectedCall(twice).press('1');
    expect(state.confidential.variables).toEqual([{}, { count: 1 }]);
  });

  it('may run while the call rings, and its answer belongs to it', () => {
    const inner = { steps: { look: { type: 'set', values: {}, next: 'ask' }, ask: menu, done } };
    const call = aRingingCall(aLine({ steps: { run } }, { flows: { inner } }));
    expect(stackOf(call.state)).toEqual(['test-line/run', 'inner/look']);
    expect(call.state).toMatchObject({
      phase: 'answering',
      whenConnected: 'ask',
      operations: [{ kind: 'answer', frame: 1 }],
    });
    expect(stackOf(call.connect().state)).toEqual(['test-line/run', 'inner/ask']);
  });

  it('reads the clock in a zone of its own', () => {
    const variables = { at: { type: 'text' } };
    const look = { type: 'set', values: { at: 'now.time' }, next: 'done' };
    const inner = { timeZone: 'America/New_York', variables, outputs: ['at'], steps: { look, done } };
    const steps = {
      run: { ...run, into: { at: 'at' }, next: 'say' },
      say: { type: 'play', prompt: '{{ at }} and {{ now.time }}', next: 'bye' },
    };
    const call = aConnectedCall(aLine({ timeZone: 'Asia/Tokyo', variables, steps }, { flows: { inner } }));
    expect(call.heard).toEqual(['07:00 and 21:00']);
  });
});

describe('a return in the main flow', () => {
  it('ends the call', () => {
    const call = aConnectedCall(aLine({ steps: { ask: menu, done } })).press('1');
    expect(call.commands.map(({ type }) => type)).toEqual(['hangUp']);
    expect(call.state).toMatchObject({ disposition: 'completed', closing: true });
  });

  it('ends it as the flow went on after a hang-up', () => {
    const steps = { ask: menu, left: { type: 'tag', tag: 'left', next: 'done' }, done };
    const { state, commands } = aConnectedCall(aLine({ onHangUp: 'left', steps })).hangUp();
    expect(commands).toEqual([]);
    expect(state).toMatchObject({ phase: 'ended', disposition: 'abandoned', tags: ['left'] });
  });
});

describe('flows inside each other', () => {
  it('are as many as a call may have', () => {
    const inner = leaving({ onError: 'ask', steps: { again: { ...run, next: 'done' }, ask: menu, done } });
    const call = aConnectedCall(aLine({ steps: { run } }, { flows: { inner } }));
    expect(framesOf(call.state)).toHaveLength(limits.framesMax);
    expect(errorsOf(call)).toEqual(['again: onError (flowsTooDeep)']);
    expect(stackOf(call.state).at(-1)).toBe('inner/ask');
  });

  it('that run out of steps end in an onError, which has steps of its own', () => {
    const steps = { run: { ...run, next: 'run' }, apology };
    const program = aLine({ onError: 'apology', steps }, { flows: { inner: leaving({ steps: { done } }) } });
    const call = aConnectedCall(program);
    expect(errorsOf(call)).toHaveLength(1);
    expect(stackOf(call.state)).toEqual(['test-line/apology']);
    expect(call.heard).toEqual(['Sorry.']);
  });
});

describe('an error in a sub-flow', () => {
  function failing(inner: object, middle: object): ToldCall {
    const flows = {
      middle: leaving({ ...middle, steps: { on: { ...run, next: 'done' }, done, apology } }),
      inner: leaving({ ...inner, steps: { ask: { ...menu, on: { else: 'round' } }, round, done, apology } }),
    };
    const steps = { run: { ...run, flow: 'middle' }, apology };
    return aConnectedCall(aLine({ onError: 'apology', steps }, { flows })).tell({
      type: 'inputFailed',
      reason: 'failed',
    });
  }

  it.each([
    ['of the flow itself', { onError: 'apology' }, {}, ['test-line/run', 'middle/on', 'inner/apology']],
    ['of the flow that runs it', {}, { onError: 'apology' }, ['test-line/run', 'middle/apology']],
    ['of the main flow, where none in between has one', {}, {}, ['test-line/apology']],
  ])('goes to the onError %s', (_name, inner, middle, stack) => {
    const { state, heard } = failing(inner, middle);
    expect(stackOf(state)).toEqual(stack);
    expect(state.confidential.variables).toHaveLength(stack.length);
    expect(heard).toEqual(['Sorry.']);
    expect(state.operations.map(({ frame = 0 }) => frame)).toEqual([stack.length - 1]);
  });

  it('ends the call where no flow handles it', () => {
    const program = aLine({ onError: undefined, steps: { run } }, { flows: { inner: leaving({ steps: { round } }) } });
    expect(aRingingCall(program).state).toMatchObject({ disposition: 'error', closing: true });
  });

  it('ends the call where one was handled before, in whatever flow', () => {
    const inner = leaving({ onError: 'apology', steps: { round, apology: { ...apology, next: 'done' }, done } });
    const call = aConnectedCall(
      aLine({ onError: 'other', steps: { run: { ...run, next: 'run' } } }, { flows: { inner } }),
    );
    expect(call.spoken().state).toMatchObject({ disposition: 'error', tally: { errors: 2 } });
  });
});

describe('asking for the operator in a sub-flow', () => {
  const desk = { type: 'transfer', to: '+14255550199', on: { failed: 'bye' } };

  function asksFor(inner: object, main: object = { operator: 'desk' }): ToldCall {
    const flows = { inner: { ...inner, steps: { ask: menu, desk, done } } };
    return aConnectedCall(aLine({ ...main, steps: { run, desk } }, { flows })).press('0');
  }

  it('leads to its own', () => {
    const { state, commands } = asksFor({ operator: 'desk' });
    expect(stackOf(state)).toEqual(['test-line/run', 'inner/desk']);
    expect(commands.map(({ type }) => type)).toEqual(['transfer']);
  });

  it('leads to that of the flow that runs it, which ends it', () => {
    const { state, commands } = asksFor({});
    expect(stackOf(state)).toEqual(['test-line/desk']);
    expect(state.confidential.variables).toEqual([{}]);
    expect(commands.map(({ type }) => type)).toEqual(['transfer']);
  });

  it.each([
    ['itself', { operator: { none: 'A test.' } }, { operator: 'desk' }],
    ['nor the flow that runs it', {}, { operator: { none: 'A test.' } }],
  ])('is a noMatch where it has none: %s', (_name, inner, main) => {
    const { state, trace } = asksFor(inner, main);
    expect(trace.at(-1)).toBe('ask: noMatch');
    expect(stackOf(state)).toEqual(['test-line/run', 'inner/ask']);
  });
});

describe('a retry in a sub-flow', () => {
  it('comes back to the visit of its own step, whatever the steps of others are called', () => {
    const again = { key: '1', next: { retry: 'ask', say: 'Once more.' } };
    const ask = { ...menu, prompt: ['First.', 'Second.'], options: [again] };
    const inMain = { ...ask, options: [again, { key: '2', next: 'run' }] };
    const program = aLine({ steps: { ask: inMain, run, done } }, { flows: { inner: { steps: { ask, done } } } });
    const call = aConnectedCall(program).press('1').press('2');
    expect(framesOf(call.state).map(({ visit }) => visit.noMatch)).toEqual([undefined, undefined]);
    expect(call.press('1').heard).toEqual(['Once more.', 'Second.']);
    expect(framesOf(call.state).map(({ visit }) => visit.noMatch)).toEqual([undefined, 1]);
    expect(framesOf(call.state).map(({ retriableVisits }) => retriableVisits?.ask)).toMatchObject([
      { noMatch: 1 },
      { stage: 'asking' },
    ]);
    expect(call.state.tally.noMatch).toBe(2);
  });
});
