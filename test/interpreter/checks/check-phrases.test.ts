import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

describe('a phrase that brings callers to a person everywhere', () => {
  const options = (phrases: object) => [
    { key: '1', phrases, next: 'bye' },
    { key: '2', phrases: ['billing'], next: 'desk' },
  ];

  it('is seen however it is written, in menus and in free speech', () => {
    expect(found({ steps: { first: { ...aMenu, options: options(['Speak to someone!']) } } })).toEqual([
      'standing-phrase-taken steps/first/options/0/phrases',
    ]);
    const listen = {
      type: 'listen',
      into: 'said',
      prompt: 'Yes? To go on, press 1.',
      next: 'tell',
      on: { exhausted: 'desk' },
    };
    const steps = {
      first: { ...listen, options: [{ key: '1', phrases: ['say that again'], next: 'bye' }] },
      tell: { type: 'play', prompt: 'You said {{ said }}.', next: 'bye' },
    };
    expect(found({ steps, flow: { variables: { said: { type: 'text' } } } })).toEqual([
      'standing-phrase-taken steps/first/options/0/phrases',
    ]);
  });

  it('is free where the option is the operator itself or leads there, and where there is none', () => {
    const toDesk = options(['agent']).map((option) => ({ ...option, next: 'desk' }));
    expect(found({ steps: { first: { ...aMenu, options: toDesk } } })).toEqual([]);
    const own = [
      { key: '0', phrases: ['operator'], next: 'desk' },
      { key: '2', phrases: ['billing'], next: 'bye' },
    ];
    const prompt = 'For the desk, press 0. For billing, press 2.';
    expect(found({ steps: { first: { ...aMenu, prompt, options: own } } })).toEqual([]);
    const flow = { operator: { none: 'Nobody.' } };
    expect(found({ steps: { first: { ...aMenu, options: options(['agent']) } }, flow })).toEqual([]);
  });
});
