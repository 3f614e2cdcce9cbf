import { describe, expect, it } from 'vitest';
import { found } from './a-checked-flow.ts';

const wait = (forMs: number, next = 'bye', more: object = {}) => ({ type: 'wait', forMs, next, ...more });

describe('silence', () => {
  it('is counted over waits in a row, with steps that take no time between them', () => {
    const steps = { first: wait(2_000, 'mark'), mark: { type: 'tag', tag: 'x', next: 'more' }, more: wait(2_000) };
    expect(found({ steps })).toEqual(['silence-too-long steps/more/forMs']);
  });

  it.each([
    ['a branch', { between: { type: 'branch', cases: [{ if: 'now.hour > 12.0', next: 'more' }], else: 'bye' } }],
    [
      'a set and a branch',
      {
        between: { type: 'set', values: { n: '1' }, next: 'sort' },
        sort: { type: 'branch', cases: [{ if: 'n > 0', next: 'bye' }], else: 'more' },
      },
    ],
    [
      'a row that is saved',
      { between: { type: 'save', table: 'rows', rowKey: 'x', values: { n: '{{ n }}' }, next: 'more' } },
    ],
  ])('is counted through %s', (_name, between) => {
    const steps = { first: wait(2_000, 'between'), ...between, more: wait(2_000) };
    const codes = found({ flow: { variables: { n: { type: 'integer', initial: 0 } } }, steps });
    expect(codes.filter((one) => one !== 'unused-variable variables/n')).toEqual(['silence-too-long steps/more/forMs']);
  });

  it('troubles nobody behind a hang-up', () => {
    const fetch = {
      type: 'http',
      url: 'https://api.example.org/x',
      timeoutMs: 5_000,
      next: 'bye',
      on: { else: 'bye' },
    };
    expect(found({ steps: { fetch }, flow: { onHangUp: 'fetch' } })).toEqual([]);
    const first = { type: 'play', prompt: 'Hello.', next: 'bye', on: { hungUp: 'fetch' } };
    expect(found({ steps: { first, fetch } })).toEqual([]);
    expect(found({ steps: { first: { ...first, next: 'fetch' }, fetch } })).toEqual([
      'silence-too-long steps/fetch/timeoutMs',
    ]);
  });

  it('is counted over requests as well, as long as they may take', () => {
    const fetch = { type: 'http', url: 'https://api.example.org/x', timeoutMs: 2_000, next: 'bye' };
    const first = { type: 'play', prompt: 'Hello.', next: 'pause' };
    expect(found({ steps: { first, pause: wait(2_000, 'fetch'), fetch } })).toEqual([
      'silence-too-long steps/fetch/timeoutMs',
    ]);
    expect(found({ steps: { first, pause: { ...fetch, next: 'more' }, more: wait(1_500) } })).toEqual([
      'silence-too-long steps/more/forMs',
    ]);
    const filled = { ...fetch, timeoutMs: 2_500, filler: 'One moment.' };
    expect(found({ steps: { first, pause: wait(2_000, 'fetch'), fetch: filled } })).toEqual([]);
  });

  it('is not counted over ways that a caller chooses', () => {
    const keyed = wait(2_000, 'bye', { keys: { '1': 'more' } });
    expect(found({ steps: { first: keyed, more: wait(2_000) } })).toEqual([]);
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
