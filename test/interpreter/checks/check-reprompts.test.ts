import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const bye = { next: 'bye' };

describe('what is said at a retry', () => {
  const again = (say: string) => ({ retry: 'ask', say });
  const ask = {
    ...aMenu,
    options: [
      { key: '1', next: 'more' },
      { key: '2', next: 'bye' },
    ],
  };

  it.each([
    [
      'an option',
      {
        ...aMenu,
        options: [
          { key: '1', next: again('Invalid.') },
          { key: '2', next: 'bye' },
        ],
      },
      'options/0/next',
    ],
    ['a key', { type: 'play', prompt: 'Hold on.', keys: { '1': again('Invalid.') }, ...bye }, 'keys/1'],
    [
      'an arm',
      {
        type: 'distribute',
        arms: [
          { name: 'a', weight: 1, next: again('Invalid.') },
          { name: 'b', weight: 1, next: 'bye' },
        ],
      },
      'arms/0/next',
    ],
  ])('is read at %s too', (_name, more, place) => {
    const steps = { first: { type: 'play', prompt: 'Hello.', next: 'ask' }, ask, more };
    expect(found({ steps })).toContain(`blaming-words steps/more/${place}/say`);
  });
});
