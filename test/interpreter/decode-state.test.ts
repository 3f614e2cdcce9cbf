import { describe, expect, it } from 'vitest';
import { decodeState } from '../../src/interpreter/decode-state.ts';
import { stateVersion } from '../../src/interpreter/state.ts';
import type { Upcaster } from '../../src/interpreter/upcast-state.ts';
import { aCall, open } from './a-call.ts';
import { aProgram } from './a-program.ts';

const program = aProgram({ steps: { ask: { type: 'play', prompt: 'Hello.', next: 'bye' } } });
const state = aCall(program, {
  step: 'ask',
  visit: { stage: 'announcing' },
  retriableVisits: { menu: { noMatch: 1 } },
  operations: { '3.0': open('prompt', 600) },
  disposition: 'served',
});

/** As it comes out of a row. */
function stored(changes: object = {}): Record<string, unknown> {
  return { ...JSON.parse(JSON.stringify(state)), ...changes };
}

describe('a stored state', () => {
  it('is read back as it was', () => {
    expect(decodeState(stored())).toEqual({ ok: true, value: state });
  });

  it('of this version with a count that only a later deployment knows is read without it', () => {
    expect(decodeState(stored({ tally: { dances: 1 } }))).toEqual({ ok: true, value: state });
  });

  it('of an older version is brought up by one upcaster after the other', () => {
    const { steps: _steps, ...older } = stored({ version: 0 });
    const upcasters: Record<number, Upcaster> = {
      0: (before) => ({ ...before, version: 1, steps: 5 }),
      1: (before) => ({ ...before, version: 2, steps: Number(before.steps) + 1 }),
      2: (before) => ({ ...before, version: 3, steps: Number(before.steps) + 1 }),
    };
    expect(decodeState(older, upcasters)).toEqual({ ok: true, value: { ...state, steps: 7 } });
  });

  it.each<[string, Record<number, Upcaster>]>([
    ['has no upcaster', {}],
    ['has one that stays where it is', { 0: (before) => ({ ...before }) }],
    ['has one that leaps', { 0: (before) => ({ ...before, version: 2 }) }],
  ])('of an older version is refused where it %s', (_name, upcasters) => {
    expect(decodeState(stored({ version: 0 }), upcasters)).toEqual({
      ok: false,
      error: 'There is no upcaster from version 0.',
    });
  });

  it('of a newer version is refused: it was written by a deployment that was rolled back', () => {
    expect(decodeState(stored({ version: stateVersion + 1 }))).toEqual({
      ok: false,
      error: `The state does not fit version ${stateVersion}: version invalid_value.`,
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'state'],
    ['a list', []],
    ['an object without a version', {}],
    ['a version that is no number', stored({ version: '1' })],
    ['a version that is not whole', stored({ version: 0.5 })],
    ['no step', stored({ step: undefined })],
    ['outer frames that are no list', stored({ outerFrames: {} })],
    ['a count that is none', stored({ tally: { noInput: 'often' } })],
    ['an unknown phase', stored({ phase: 'lost' })],
    ['an unknown kind of operation', stored({ operations: [{ token: '1.0', frame: 0, kind: 'dance', dueAtMs: 1 }] })],
    ['operations that are no list', stored({ operations: {} })],
    ['an operation without its token', stored({ operations: [{ frame: 0, kind: 'input', dueAtMs: 1 }] })],
    ['a number that JSON cannot hold', stored({ seq: null })],
    ['a field that is missing', stored({ confidential: undefined })],
  ])('that is none is refused without a throw: %s', (_name, value) => {
    expect(decodeState(value).ok).toBe(false);
  });

  it('tells nothing of the caller when it is refused', () => {
    const read = decodeState(stored({ confidential: { from: '+14255550101', headers: 'secret', variables: [] } }));
    expect(JSON.stringify(read)).not.toMatch(/14255550101|secret/);
  });
});
