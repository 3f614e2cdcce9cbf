import { describe, expect, it } from 'vitest';
import { type CallState, depthOf, framesOf } from '../../src/interpreter/state.ts';
import { aLine, type FlowParts } from './a-line.ts';
import { aConnectedCall, type ToldCall } from './a-told-call.ts';

const play = { type: 'play', prompt: 'Hello.', next: 'bye' };
const done = { type: 'return' };

/** A step that leaves a mark, and goes on. */
function mark(tag: string, next: string): object {
  return { type: 'tag', tag, next };
}

/** Three flows inside each other, of which the innermost plays; what each does about a hang-up. */
function aDeepCall(main: object, middle: object, inner: object, more: Record<string, FlowParts> = {}): ToldCall {
  const flows = {
    middle: { ...middle, steps: { on: { type: 'subflow', flow: 'inner', next: 'bye' }, ...stepsOf(middle), done } },
    inner: { ...inner, steps: { play, ...stepsOf(inner), done } },
    ...more,
  };
  const steps = { run: { type: 'subflow', flow: 'middle', next: 'bye' }, ...stepsOf(main), done };
  return aConnectedCall(aLine({ ...main, steps }, { flows }));
}

function stepsOf(parts: object): Record<string, unknown> {
  return 'steps' in parts && typeof parts.steps === 'object' ? { ...parts.steps } : {};
}

/** A flow that marks the call after a hang-up, then does what is said. */
function marking(tag: string, next: string): object {
  return { onHangUp: 'left', steps: { left: mark(tag, next) } };
}

const outer = marking('outer', 'bye');
const middle = marking('middle', 'bye');

function ended(state: CallState) {
  const { phase, tags = [], disposition } = state;
  return { phase, tags, disposition, flows: framesOf(state).map(({ flow }) => flow) };
}

describe('the paths of a hang-up', () => {
  it.each([
    ['a hangUp step, whose disposition is the first', 'bye', 'served'],
    ['a return', 'done', 'served'],
    ['a step for which somebody would have to be there', 'play', 'served'],
  ])('are run from the innermost flow to the outermost, each until %s', (_name, next, disposition) => {
    const call = aDeepCall(outer, marking('middle', 'done'), marking('inner', next)).hangUp();
    expect(ended(call.state)).toEqual({
      phase: 'ended',
      tags: ['inner', 'middle', 'outer'],
      disposition,
      flows: ['test-line'],
    });
    expect(call.trace.filter((line) => line.endsWith('hungUp'))).toEqual(['play: hungUp', 'on: hungUp', 'run: hungUp']);
  });

  it('leave out the flows that have none', () => {
    expect(ended(aDeepCall(outer, {}, marking('inner', 'done')).hangUp().state).tags).toEqual(['inner', 'outer']);
    expect(ended(aDeepCall({}, middle, {}).hangUp().state).tags).toEqual(['middle']);
  });

  it('are none where no flow has one', () => {
    const { state } = aDeepCall({}, {}, {}).hangUp();
    expect(ended(state)).toMatchObject({ phase: 'ended', disposition: 'abandoned', tags: [] });
    expect(state.confidential.variables).toHaveLength(depthOf(state));
  });

  it('take what the running step lists before onHangUp, in every flow', () => {
    const listing = (tag: string) => ({ onHangUp: 'other', steps: { own: mark(tag, 'done') } });
    const program = aLine(
      {
        ...listing('outer'),
        steps: {
          run: { type: 'subflow', flow: 'inner', next: 'bye', on: { hungUp: 'own' } },
          own: mark('outer', 'bye'),
        },
      },
      {
        flows: {
          inner: {
            ...listing('inner'),
            steps: { play: { ...play, on: { hungUp: 'own' } }, own: mark('inner', 'done'), done },
          },
        },
      },
    );
    expect(ended(aConnectedCall(program).hangUp().state)).toMatchObject({
      tags: ['inner', 'outer'],
      disposition: 'served',
    });
  });

  it('see the variables of their own flow', () => {
    const inner = {
      variables: { note: { type: 'text', initial: 'of the inner' } },
      onHangUp: 'left',
      steps: { left: mark('{{ note }}', 'done') },
    };
    const main = {
      variables: { note: { type: 'text', initial: 'of the outer' } },
      onHangUp: 'left',
      steps: { left: mark('{{ note }}', 'bye') },
    };
    expect(aDeepCall(main, {}, inner).hangUp().state.tags).toEqual(['of the inner', 'of the outer']);
  });
});

describe('a sub-flow that is run by the path of a hang-up', () => {
  const tidy = { type: 'subflow', flow: 'tidy', next: 'after' };
  const inner = { onHangUp: 'tidy', steps: { tidy, after: mark('after', 'done') } };

  it('returns into the path, which goes on', () => {
    const flows = {
      tidy: { onHangUp: 'never', steps: { note: mark('tidied', 'done'), never: mark('never', 'done'), done } },
    };
    const call = aDeepCall(outer, {}, inner, flows).hangUp();
    expect(ended(call.state)).toMatchObject({ tags: ['tidied', 'after', 'outer'], disposition: 'served' });
  });

  it('that ends without a return ends the path, and the outer ones are still run', () => {
    const flows = { tidy: { steps: { note: mark('tidied', 'bye'), done } } };
    const call = aDeepCall(outer, middle, inner, flows).hangUp();
    expect(ended(call.state)).toMatchObject({ phase: 'ended', tags: ['tidied', 'middle', 'outer'] });
  });

  it('may await a row, and is not disturbed by hearing of the hang-up again', () => {
    const save = { type: 'save', table: 'left', rowKey: 'x', values: { n: 1 }, next: 'note', on: { failed: 'note' } };
    const flows = { tidy: { steps: { save, note: mark('tidied', 'done'), done } } };
    const call = aDeepCall(outer, {}, inner, flows).hangUp();
    const before = call.state;
    expect(framesOf(before).map(({ flow, leaving }) => [flow, leaving])).toEqual([
      ['test-line', undefined],
      ['middle', undefined],
      ['inner', true],
      ['tidy', undefined],
    ]);
    expect(call.hangUp().state).toBe(before);
    expect(ended(call.tell({ type: 'rowSaved' }).state)).toMatchObject({ tags: ['tidied', 'after', 'outer'] });
  });
});

describe('a path of a hang-up that fails', () => {
  const save = { type: 'save', table: 'left', rowKey: 'x', values: { n: 1 }, next: 'done' };

  it('does not keep the outer flows from theirs, and the error is what the call ended with', () => {
    const inner = { onHangUp: 'save', onError: 'done', steps: { save } };
    const call = aDeepCall(outer, middle, inner).hangUp().tell({ type: 'saveUncertain' });
    expect(ended(call.state)).toMatchObject({ phase: 'ended', tags: ['middle', 'outer'], disposition: 'error' });
    expect(call.commands).toEqual([]);
  });

  it('by going round ends there', () => {
    const inner = { onHangUp: 'round', steps: { round: { type: 'set', values: {}, next: 'round' } } };
    const { state } = aDeepCall({}, {}, inner).hangUp();
    expect(ended(state)).toMatchObject({ phase: 'ended', disposition: 'error' });
  });

  it('by a lost answer ends there as well', () => {
    const inner = { onHangUp: 'save', steps: { save: { ...save, on: { uncertain: 'done' } } } };
    const call = aDeepCall(outer, {}, inner).hangUp().waitForDue();
    expect(ended(call.state)).toMatchObject({ phase: 'ended', tags: ['outer'], disposition: 'served' });
  });
});
