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
      noMatch: { say: 'bye' },
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

  it('is warned of words in one that it hands over to be said', () => {
    const run = (greeting: unknown) => ({ type: 'subflow', flow: 'greet', with: { greeting }, next: 'bye' });
    const greet = {
      inputs: { greeting: { type: 'prompt' } },
      start: 'say',
      steps: {
        say: { type: 'play', prompt: '{{ greeting }}', next: 'done', on: { failed: 'done' } },
        done: { type: 'return' },
      },
    };
    const spoken = { ...flow, prompts: { bye: flow.prompts.bye } };
    const inTwo = { ...greet, languages: ['de-DE'] };
    const bilingual = (greeting: unknown) =>
      found({ flow: spoken, flows: { greet: inTwo }, steps: { ...end, first: run(greeting) } });
    expect(bilingual('Hello.')).toEqual(['text-in-one-language steps/first/with/greeting']);
    expect(bilingual({ say: 'bye' })).toEqual([]);
    expect(bilingual('{{ call.to }}')).toEqual([]);
    expect(found({ flows: { greet }, steps: { first: run('Hello.') } })).toEqual([]);
    expect(found({ flows: { greet }, steps: { first: run('bye') } })).toEqual([
      'text-is-a-name steps/first/with/greeting',
    ]);
  });
});
