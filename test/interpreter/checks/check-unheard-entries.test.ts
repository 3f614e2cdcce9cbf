import { expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const two = ['One moment.', 'One more moment.'];
const play = { type: 'play', prompt: two, next: 'bye' };
const fetch = { type: 'http', url: 'https://api.example.org/x', timeoutMs: 4_000, next: 'bye' };
const hello = { type: 'play', prompt: 'Hello.', next: 'fetch' };

it.each([
  ['a play', { first: play }, 'first/prompt/1'],
  ['a play that says it fewer times', { first: { ...play, prompt: [...two, 'Soon.'], loop: 2 } }, 'first/prompt/2'],
  ['a goodbye', { bye: { type: 'hangUp', prompt: two, disposition: 'served' } }, 'bye/prompt/1'],
  [
    'a transfer',
    { desk: { type: 'transfer', to: '+14255550199', prompt: two, on: { failed: 'bye' } } },
    'desk/prompt/1',
  ],
  ['a filler', { first: hello, fetch: { ...fetch, filler: two } }, 'fetch/filler/1'],
  ['music', { first: { type: 'wait', forMs: 9_000, music: two, next: 'bye' } }, 'first/music/1'],
])('an entry after the last time is never heard: %s', (_name, steps, place) => {
  expect(found({ steps })).toEqual([`entry-never-heard steps/${place}`]);
});

it('the defaults are looked at as well', () => {
  const defaults = { noInput: two, noMatch: two, filler: two, confirmKeys: two };
  expect(found({ flow: { defaults }, steps: { first: hello, fetch } })).toEqual([
    'entry-never-heard defaults/filler/1',
    'entry-never-heard defaults/confirmKeys/1',
  ]);
});

it('an entry for every time is heard', () => {
  expect(found({ steps: { first: { ...play, loop: 2 } } })).toEqual([]);
  expect(found({ steps: { first: { ...aMenu, prompt: [aMenu.prompt, ...two], noMatch: two } } })).toEqual([]);
});

it('a prompt of the catalogue may have entries for those who hear it again', () => {
  const prompts = { choose: { 'en-US': [aMenu.prompt, 'Please press a key.'] } };
  const first = { ...play, prompt: { say: 'choose' }, next: 'ask' };
  const ask = { ...aMenu, prompt: { say: 'choose' } };
  expect(found({ flow: { prompts }, steps: { first, ask } })).toEqual([]);
});
