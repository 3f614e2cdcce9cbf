import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import { type CallState, stateVersion } from '../../src/interpreter/state.ts';
import { transition } from '../../src/interpreter/transition.ts';
import { keys } from './a-call.ts';
import { aLine } from './a-line.ts';
import { aProgram } from './a-program.ts';
import { answeringOfVersion1, stateOfVersion1 } from './a-state-of-version-1.ts';
import { stateOfVersion2 } from './a-state-of-version-2.ts';

function decoded(stored: unknown): CallState {
  const read = decodeState(stored);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

/** A frame of version 2, under the names of this one, and without its counts. */
function inThisVersion<T extends { readonly inputs: unknown; readonly visits: unknown }>(frame: T) {
  const { inputs, visits: _visits, ...rest } = frame;
  return { ...rest, retriableVisits: inputs };
}

describe('a state of version 2', () => {
  it('is brought to this version, with the running flow apart and the counts begun anew', () => {
    const { frames, tally, parties: _connected, ...rest } = stateOfVersion2;
    const { steps, ...counts } = tally;
    const [main, inner] = frames;
    expect(decoded(stateOfVersion2)).toEqual({
      ...rest,
      version: stateVersion,
      steps,
      ...inThisVersion(inner),
      outerFrames: [inThisVersion(main)],
      tally: counts,
    });
  });

  it('takes nothing from a frame that is not of a frame', () => {
    const [main, inner] = stateOfVersion2.frames;
    const stored = {
      ...stateOfVersion2,
      frames: [main, { ...inner, phase: 'ended', confidential: {}, outerFrames: 7 }],
    };
    expect(decoded(stored)).toEqual(decoded(stateOfVersion2));
  });

  it('is a call that goes on: the sub-flow returns to the flow that ran it', () => {
    const inner = { steps: { hello: { type: 'play', prompt: 'Hello.', next: 'done' }, done: { type: 'return' } } };
    const program = aLine({ steps: { run: { type: 'subflow', flow: 'inner', next: 'bye' } } }, { flows: { inner } });
    const spoken = { type: 'promptCompleted', token: '7.0', atMs: 60_000 } as const;
    const { state, commands } = transition(program, decoded(stateOfVersion2), spoken);
    expect(commands).toEqual([{ type: 'hangUp', token: '8.0' }]);
    expect(state).toMatchObject({ flow: 'test-line', step: 'bye', disposition: 'served', tags: ['first'] });
    expect(state.outerFrames).toBeUndefined();
  });

  it.each([
    ['frames that are missing', { frames: undefined }],
    ['frames that are none', { frames: 'ask' }],
    ['no frame', { frames: [] }],
    ['a frame that is none', { frames: [null] }],
    ['a frame that is none below a good one', { frames: [null, stateOfVersion2.frames[1]] }],
    ['a visit that is none', { frames: [{ ...stateOfVersion2.frames[0], visit: 'x' }] }],
    ['a tally that is none', { tally: [] }],
  ])('with %s is refused without a throw', (_name, change) => {
    const stored: unknown = JSON.parse(JSON.stringify({ ...stateOfVersion2, ...change }));
    expect(decodeState(stored).ok).toBe(false);
  });
});

describe('a state of version 1', () => {
  it('is brought to this version, with nothing lost but the counts of visits', () => {
    const { frames, tally, parties: _connected, ...rest } = stateOfVersion1;
    const { steps, ...counts } = tally;
    expect(decoded(stateOfVersion1)).toEqual({
      ...rest,
      version: stateVersion,
      steps,
      ...inThisVersion(frames[0]),
      operations: [
        { token: '3.0', kind: 'prompt', dueAtMs: 61_000 },
        { token: '3.1', kind: 'input', dueAtMs: 72_000, repeated: true },
      ],
      tags: [],
      emergencies: {},
      tally: counts,
    });
  });

  it('is a call that goes on', () => {
    const ask = {
      type: 'collect',
      into: 'pin',
      digits: { min: 2, max: 2 },
      prompt: 'Pin.',
      next: 'bye',
      on: { exhausted: 'other' },
    };
    const program = aProgram({ variables: { pin: { type: 'text' } }, steps: { ask } });
    const before = decoded(stateOfVersion1);
    expect(transition(program, before, keys('42', '3.1')).state).toMatchObject({
      disposition: 'served',
      confidential: { variables: [{ pin: '42', count: 2, known: true }] },
    });
    const asked = transition(program, before, { type: 'inputFailed', reason: 'noInput', token: '3.1', atMs: 60_000 });
    expect(asked.state).toMatchObject({ step: 'ask', visit: { noInput: 2 } });
  });

  it.each([
    ['a step', 'ask', 'ask'],
    ['a retry, which is the step here', { retry: 'ask', say: ['Once more.', 'Again.'] }, 'ask'],
    ['nothing, which is the start', undefined, undefined],
  ])('that waits to be connected waits for %s', (_name, written, waits) => {
    expect(decoded(answeringOfVersion1(written)).whenConnected).toBe(waits);
  });

  it.each([
    ['over', { phase: 'ended', endedAtMs: 9_000, disposition: 'served', operations: {} }],
    ['being hung up', { closing: true, hangUps: 2, errorHandled: true, disposition: 'sorry' }],
    ['without its caller', { parties: { caller: 'gone' }, endedAtMs: 9_000 }],
  ])('%s stays so', (_name, change) => {
    const { operations: _operations, ...rest } = { operations: {}, ...change };
    expect(decoded({ ...stateOfVersion1, ...change })).toMatchObject(rest);
  });

  it.each([
    ['operations that are a list', { operations: [7] }],
    ['operations that are none', { operations: { '1.0': 7 } }],
    ['operations that are missing', { operations: undefined }],
    ['frames that are none', { frames: 'ask' }],
    ['a frame that is none', { frames: [null] }],
    ['a retry of nothing', { whenConnected: { retry: 7 } }],
    ['a wait for a list', { whenConnected: ['ask'] }],
    ['a kind of operation that did not exist', { operations: { '1.0': { frame: 0, kind: 'dance', dueAtMs: 1 } } }],
  ])('with %s is refused without a throw', (_name, change) => {
    const stored: unknown = JSON.parse(JSON.stringify({ ...stateOfVersion1, ...change }));
    expect(decodeState(stored).ok).toBe(false);
  });
});

describe('an older state, whatever is wrong with it,', () => {
  it.each([stateOfVersion1, stateOfVersion2])('of version $version is read or refused, never thrown at', (state) => {
    const place = fc.constantFrom(...Object.keys(state), '__proto__', 'constructor', 'tags', 'outerFrames', 'steps');
    fc.assert(
      fc.property(fc.dictionary(place, fc.jsonValue()), fc.boolean(), (changes, whole) => {
        const stored = { ...(whole ? state : {}), ...changes, version: state.version };
        const read = decodeState(stored);
        if (read.ok) expect(decodeState(JSON.parse(JSON.stringify(read.value)))).toEqual(read);
      }),
      { numRuns: 1_000 },
    );
  });
});
