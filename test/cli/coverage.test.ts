import { describe, expect, it } from 'vitest';
import { neededOutcomes, reachedOutcomes } from '../../cli/coverage/needed-outcomes.ts';
import { stepSchema } from '../../src/interpreter/step-definition.ts';

describe('what a step can come to', () => {
  it.each<[object, string[]]>([
    [
      { type: 'play', prompt: 'Hello.', keys: { '1': 'a' }, next: 'a', on: { hungUp: 'b' } },
      ['next', '(key 1)', 'failed', 'hungUp'],
    ],
    [
      {
        type: 'menu',
        prompt: 'Choose.',
        options: [
          { key: '1', next: 'a' },
          { key: '2', next: 'b' },
        ],
        on: { noInput: 'a', else: 'b' },
      },
      ['(option 1)', '(option 2)', 'exhausted', 'failed', 'noInput'],
    ],
    [
      { type: 'menu', prompt: 'Choose.', optionsFrom: { list: 'l', as: 'one', say: '{{ one }}' }, next: 'a' },
      ['(item)', 'exhausted', 'failed', 'empty'],
    ],
    [
      {
        type: 'collect',
        into: 'v',
        digits: { min: 1, max: 2 },
        prompt: 'Enter.',
        options: [{ key: '9', next: 'a' }],
        next: 'b',
      },
      ['next', '(option 1)', 'exhausted', 'failed'],
    ],
    [
      {
        type: 'branch',
        cases: [
          { if: 'true', next: 'a' },
          { if: 'false', next: 'b' },
        ],
        else: 'c',
      },
      ['(case 1)', '(case 2)', '(else)'],
    ],
    [
      {
        type: 'distribute',
        arms: [
          { name: 'old', weight: 1, next: 'a' },
          { name: 'off', weight: 0, next: 'b' },
        ],
      },
      ['(old)'],
    ],
    [{ type: 'transfer', to: '+14255550101' }, ['transferred', 'failed']],
    [
      { type: 'http', url: 'https://a.example/', timeoutMs: 1_000, statuses: { '404': 'none' }, next: 'a' },
      ['next', 'failed', 'timeout', 'none'],
    ],
    [{ type: 'set', values: { a: '1' }, next: 'b' }, ['next']],
    [{ type: 'hangUp', disposition: 'served' }, []],
  ])('%j', (step, outcomes) => {
    expect(neededOutcomes(stepSchema.parse(step), {})).toEqual(outcomes);
  });
});

describe('an outcome of a trace', () => {
  it.each([
    ['next', ['next']],
    ['next (option 2)', ['(option 2)']],
    ['next (key #)', ['(key #)']],
    ['next (item 3)', ['(item)']],
    ['next (case 1)', ['(case 1)']],
    ['else (else)', ['else', '(else)']],
    ['next (old)', ['next', '(old)']],
    ['failed (promptFailed)', ['failed', '(promptFailed)']],
    ['transferred', ['transferred']],
  ])('%s counts as what it is', (traced, reached) => {
    expect(reachedOutcomes(traced)).toEqual(reached);
  });
});
