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

describe('a question that is asked again', () => {
  const asked = (more: object, defaults: object = {}) =>
    found({ flow: { defaults }, steps: { first: { ...aMenu, ...more } } });
  const same = ['same-reprompt steps/first/prompt'];
  const noInput = 'I did not hear anything.';
  const noMatch = 'I did not get that.';

  it('explains what was not understood, whatever it says of silence', () => {
    expect(asked({ noInput })).toEqual(same);
    expect(asked({}, { noInput })).toEqual(same);
    expect(asked({ noInput, noMatch })).toEqual([]);
    expect(asked({ noInput }, { noMatch })).toEqual([]);
    expect(asked({ noInput, on: { exhausted: 'desk', noMatch: 'desk' } })).toEqual([]);
    expect(asked({ noInput, prompt: [aMenu.prompt, 'Please press a key.'] })).toEqual([]);
  });

  it('may repeat itself after silence', () => {
    expect(asked({ noMatch })).toEqual([]);
  });

  it('says something else in the entries of a list', () => {
    const twice = [aMenu.prompt, aMenu.prompt];
    expect(asked({ prompt: twice }, { noInput, noMatch })).toEqual(same);
    expect(asked({ noMatch: [noMatch, noMatch] }, { noInput })).toEqual(['same-reprompt steps/first/noMatch']);
    expect(asked({ noMatch: ['Not {{ call.id }}.', 'Not {{ call.to }}.'] }, { noInput })).toEqual([]);
    expect(asked({ prompt: [...twice, 'Please press a key.'] }, { noInput, noMatch })).toEqual([]);
  });

  it('is read in each language of the catalogue', () => {
    const prompts = {
      ask: { 'en-US': [aMenu.prompt, aMenu.prompt], 'de-DE': ['Termine, 1. Rechnungen, 2.', 'Bitte 1 oder 2.'] },
      sorry: { 'en-US': 'Sorry.', 'de-DE': 'Entschuldigung.' },
    };
    const defaults = { noMatch: { say: 'sorry' } };
    const bye = { type: 'hangUp', prompt: { say: 'sorry' }, disposition: 'served' };
    const first = { ...aMenu, prompt: { say: 'ask' } };
    expect(found({ flow: { languages: ['de-DE'], prompts, defaults }, steps: { first, bye } })).toEqual([]);
  });
});

describe('a word that blames the caller', () => {
  const say = (prompt: string, next: unknown = 'first') => ({
    steps: {
      first: {
        ...aMenu,
        options: [
          { key: '1', next: 'say' },
          { key: '2', next: 'bye' },
        ],
      },
      say: { type: 'play', prompt, next },
    },
  });

  it('is found in a play before the question is asked again, where it can mean nothing else', () => {
    expect(found(say('Invalid number.'))).toEqual(['blaming-words steps/say/prompt']);
    expect(found(say('Something went wrong.'))).toEqual([]);
    expect(found(say('Invalid number.', 'bye'))).toEqual([]);
  });
});
