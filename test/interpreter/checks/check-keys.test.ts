import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

describe('keys that a prompt tells of', () => {
  const flow = { variables: { code: { type: 'text' } } };
  const tell = { type: 'play', prompt: '{{ code }}', next: 'bye' };
  const collect = {
    type: 'collect',
    into: 'code',
    digits: { min: 4, max: 6 },
    next: 'tell',
    on: { exhausted: 'desk' },
  };
  const skip = [{ key: '9', next: 'bye' }];
  const listen = { type: 'listen', into: 'code', next: 'tell', on: { exhausted: 'desk' } };
  const say = [{ key: '9', phrases: ['skip'], next: 'bye' }];
  const play = { type: 'play', keys: { '4': 'desk' }, next: 'bye' };
  const german = { ...collect, prompt: { text: 'Bitte die Nummer, dann die Raute-Taste.', language: 'de-DE' } };
  const missing = 'value-may-be-missing steps/tell/prompt';

  it.each([
    [
      'a hash key that ends nothing',
      { ...collect, prompt: 'The code, then the hash key.' },
      'key-without-option steps/first/prompt',
    ],
    ['the same in German', german, 'key-without-option steps/first/prompt/text'],
    [
      'the key of an option',
      { ...collect, options: skip, prompt: 'The code.' },
      'key-not-named steps/first/options/0/key',
    ],
    [
      'the key of a phrase',
      { ...listen, options: say, prompt: 'Your name?' },
      'key-not-named steps/first/options/0/key',
    ],
    [
      'a key that nothing takes',
      { ...listen, prompt: 'Your name? To skip it, press 7.' },
      'key-without-option steps/first/prompt',
    ],
    [
      'another key than those of a play',
      { ...play, prompt: 'For the desk, press 5.' },
      'key-without-option steps/first/prompt',
    ],
  ])('are looked at in every step: %s', (_name, first, code) => {
    const used = first.type === 'play' ? { steps: { first } } : { flow, steps: { first, tell } };
    expect(found(used)).toContain(code);
  });

  it.each([
    ['an end key', { ...collect, digits: { min: 4, max: 6, endKey: '#' }, prompt: 'The code, then the hash key.' }],
    ['an option', { ...collect, options: skip, prompt: 'The code. To skip it, press 9.' }],
    ['a phrase', { ...listen, options: say, prompt: 'Your name? To skip it, press 9.' }],
    ['the operator', { ...listen, prompt: 'Your name? For the desk, press 0.' }],
  ])('are told of %s', (_name, first) => {
    expect(found({ flow, steps: { first, tell } }).filter((one) => one !== missing)).toEqual([]);
  });

  it('have to be said of what a list offers', () => {
    const optionsFrom = { list: 'slots', as: 'slot', say: 'At {{ slot }}.' };
    const first = { type: 'menu', prompt: 'When?', optionsFrom, next: 'bye', on: { exhausted: 'desk', empty: 'desk' } };
    const slots = { type: ['text'], initial: [] };
    expect(found({ steps: { first }, flow: { variables: { slots } } })).toEqual([
      'key-not-named steps/first/optionsFrom/say',
    ]);
  });

  it('may be told in another language than the rest of the prompt', () => {
    const both = { choose: { 'en-US': 'For the desk, press 1.', 'de-DE': 'Zum Empfang die 1.' } };
    const parts = [{ say: 'choose' }, { text: 'Para español, pulse 2.', language: 'es-ES' }];
    const first = { ...aMenu, prompt: { parts } };
    const warned = found({ steps: { first }, flow: { languages: ['de-DE'], prompts: both } });
    expect(warned.filter((one) => one.startsWith('key-'))).toEqual([]);
  });
});
