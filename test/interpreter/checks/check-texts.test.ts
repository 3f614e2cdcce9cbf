import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

describe('a flow of two languages', () => {
  const flow = {
    languages: ['de-DE'],
    prompts: {
      choices: { 'en-US': aMenu.prompt, 'de-DE': 'Für Termine die 1. Für Rechnungen die 2.' },
      bye: { 'en-US': 'Bye.', 'de-DE': 'Ende.' },
    },
    defaults: {
      noInput: { say: 'bye' },
      operatorPhrases: { 'en-US': ['help'], 'de-DE': ['Hilfe'] },
      repeatPhrases: { 'en-US': ['again'], 'de-DE': ['nochmal'] },
    },
  };
  const end = {
    desk: { type: 'transfer', to: '+14255550199', on: { failed: 'bye' } },
    bye: { type: 'hangUp', prompt: { say: 'bye' }, disposition: 'served' },
  };
  const menu = { type: 'menu', prompt: { say: 'choices' }, on: { exhausted: 'desk' } };
  const list = {
    list: 'days',
    as: 'day',
    max: 3,
    say: { 'en-US': 'For {{ day }}, press {{ key }}.', 'de-DE': 'Für {{ day }} die {{ key }}.' },
  };

  it('is warned of phrases that stand in one', () => {
    const options = [
      { key: '1', phrases: ['appointments'], next: 'desk' },
      { key: '2', phrases: { 'en-US': ['billing'], 'de-DE': ['Rechnung'] }, next: 'bye' },
    ];
    expect(found({ flow, steps: { ...end, first: { ...menu, options } } })).toEqual([
      'text-in-one-language steps/first/options/0/phrases',
    ]);
    const defaults = { ...flow.defaults, operatorPhrases: ['help'] };
    const both = options.map((option) => ({
      ...option,
      phrases: { 'en-US': [`${option.key} a`], 'de-DE': [`${option.key} b`] },
    }));
    expect(found({ flow: { ...flow, defaults }, steps: { ...end, first: { ...menu, options: both } } })).toEqual([
      'text-in-one-language defaults/operatorPhrases',
    ]);
  });

  it('is warned of options from a list that are said in one', () => {
    const on = { exhausted: 'desk', empty: 'desk' };
    const first = { ...menu, options: aMenu.options, optionsFrom: list, next: 'bye', on };
    const listed = { ...flow, variables: { days: { type: ['text'], initial: ['a'] } } };
    expect(found({ flow: listed, steps: { ...end, first } })).toEqual([]);
    const inOne = { ...first, optionsFrom: { ...list, say: 'For {{ day }}, press {{ key }}.' } };
    expect(found({ flow: listed, steps: { ...end, first: inOne } })).toEqual([
      'text-in-one-language steps/first/optionsFrom/say',
    ]);
    const keyFirst = { ...list, say: { ...list.say, 'de-DE': 'Drücken Sie {{ key }} für {{ day }}.' } };
    expect(found({ flow: listed, steps: { ...end, first: { ...first, optionsFrom: keyFirst } } })).toEqual([
      'key-before-option steps/first/optionsFrom/say/de-DE',
    ]);
  });
});
