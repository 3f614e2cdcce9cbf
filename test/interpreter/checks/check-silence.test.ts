import { describe, expect, it } from 'vitest';
import { found } from './a-checked-flow.ts';

const wait = (forMs: number, next = 'bye', more: object = {}) => ({ type: 'wait', forMs, next, ...more });

describe('silence', () => {
  it('is counted over waits in a row, with steps that take no time between them', () => {
    const steps = { first: wait(2_000, 'mark'), mark: { type: 'tag', tag: 'x', next: 'more' }, more: wait(2_000) };
    expect(found({ steps })).toEqual(['silence-too-long steps/more/forMs']);
  });

  it('is broken by words between the waits', () => {
    const steps = {
      first: wait(2_000, 'say'),
      say: { type: 'play', prompt: 'Still here.', next: 'more' },
      more: wait(2_000),
    };
    expect(found({ steps })).toEqual([]);
  });

  it('is what music without words or sound is', () => {
    const music = { first: wait(5_000, 'bye', { music: ' ' }) };
    expect(found({ steps: music })).toEqual(['silence-too-long steps/first/forMs']);
    expect(found({ steps: { first: wait(5_000, 'bye', { music: 'La la la.' }) } })).toEqual([]);
  });

  it('is told once of a wait that leads to itself', () => {
    const first = wait(2_000, 'first', { keys: { '1': 'bye' } });
    expect(found({ steps: { first } }).filter((one) => one.startsWith('silence'))).toEqual([
      'silence-too-long steps/first/forMs',
    ]);
  });
});
