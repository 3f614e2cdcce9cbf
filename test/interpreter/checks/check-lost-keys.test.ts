import { describe, expect, it, test } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

test('clips are as long as they are, and texts as long as they take to say', () => {
  const long =
    'Thank you for calling Riverside Clinic. Our menu has changed, so please listen to all of it before you choose.';
  const play = { type: 'play', prompt: long, next: 'mark' };
  const steps = { first: play, mark: { type: 'tag', tag: 'greeted', next: 'ask' }, ask: aMenu };
  expect(found({ steps })).toEqual(['keys-lost steps/first']);
  expect(found({ steps: { ...steps, first: { ...play, bargeIn: false } } })).toEqual([]);
  expect(found({ steps: { ...steps, first: { ...play, prompt: 'Welcome.' } } })).toEqual([]);
  expect(found({ steps: { ...steps, first: { ...play, prompt: 'Welcome.', loop: 20 } } })).toEqual([
    'keys-lost steps/first',
  ]);
});

describe('a question after a text', () => {
  const long =
    'Thank you for calling Riverside Clinic. Our menu has changed, so please listen to all of it before you choose.';
  const first = { type: 'play', prompt: long, next: 'through' };
  const lost = ['keys-lost steps/first'];
  const schedules = { desk: { timeZone: 'UTC', weekly: {} } };

  it.each([
    ['branch', { type: 'branch', cases: [{ if: 'now.hour > 12.0', next: 'ask' }], else: 'bye' }],
    ['hours', { type: 'hours', schedule: 'desk', on: { open: 'ask', else: 'bye' } }],
    [
      'distribute',
      {
        type: 'distribute',
        arms: [
          { name: 'a', weight: 1, next: 'ask' },
          { name: 'b', weight: 1, next: 'bye' },
        ],
      },
    ],
    ['lookup', { type: 'lookup', table: 'rows', rowKey: 'x', into: 'row', next: 'bye', on: { else: 'ask' } }],
  ])('is found behind %s', (_name, through) => {
    const flow = { variables: { row: { type: { a: 'text' } } } };
    const codes = found({ flow, schedules, steps: { first, through, ask: aMenu } });
    expect(codes.filter((one) => one.startsWith('keys-lost'))).toEqual(lost);
  });

  it('is found at the beginning of a sub-flow, and not behind a step that takes its time', () => {
    const through = { type: 'subflow', flow: 'ask', next: 'bye' };
    const ask = { ...aMenu, options: aMenu.options.map(({ key }) => ({ key, next: 'done' })), on: { else: 'done' } };
    const inner = {
      start: 'ask',
      defaults: { noMatch: 'I did not get that.' },
      steps: { ask, done: { type: 'return' } },
    };
    expect(found({ flows: { ask: inner }, steps: { first, through } })).toEqual(lost);
    const fetch = { type: 'http', url: 'https://api.example.org/x', timeoutMs: 1_000, next: 'ask' };
    expect(found({ steps: { first, through: fetch, ask: aMenu } })).toEqual([]);
  });
});

describe('texts in a row', () => {
  const part = 'Thank you for calling Riverside Clinic, open day and night.';
  const play = (next: string, more: object = {}) => ({ type: 'play', prompt: part, next, ...more });

  it('count together, and are reported where they become too long', () => {
    const steps = { first: play('more'), more: play('again'), again: play('ask'), ask: aMenu };
    expect(found({ steps })).toEqual(['keys-lost steps/more']);
    expect(found({ steps: { first: play('ask'), ask: aMenu } })).toEqual([]);
  });

  it('end at one that takes keys, or that everybody must hear', () => {
    expect(found({ steps: { first: play('more'), more: play('ask', { bargeIn: true }), ask: aMenu } })).toEqual([]);
    expect(found({ steps: { first: play('more'), more: play('ask', { bargeIn: false }), ask: aMenu } })).toEqual([]);
  });

  it('that lead round come to an end', () => {
    const steps = { first: play('more'), more: play('first') };
    expect(found({ steps }).filter((one) => one.startsWith('keys-lost'))).toEqual([]);
  });
});
