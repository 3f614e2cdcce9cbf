import { describe, expect, it } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const bye = { next: 'bye' };
const wait = (forMs: number, next = 'bye', more: object = {}) => ({ type: 'wait', forMs, next, ...more });

describe('silence', () => {
  it('is counted over waits in a row, with steps that take no time between them', () => {
    const steps = { first: wait(2_000, 'mark'), mark: { type: 'tag', tag: 'x', next: 'more' }, more: wait(2_000) };
    expect(found({ steps })).toEqual(['silence-too-long steps/more/forMs']);
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

describe('a phrase that brings callers to a person everywhere', () => {
  const options = (phrases: object) => [
    { key: '1', phrases, next: 'bye' },
    { key: '2', phrases: ['billing'], next: 'desk' },
  ];

  it('is seen however it is written, in menus and in free speech', () => {
    expect(found({ steps: { first: { ...aMenu, options: options(['Speak to someone!']) } } })).toEqual([
      'standing-phrase-taken steps/first/options/0/phrases',
    ]);
    const listen = { type: 'listen', into: 'said', prompt: 'Yes?', next: 'tell', on: { exhausted: 'desk' } };
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

describe('a value that callers hear', () => {
  const flow = { variables: { name: { type: 'text' } } };
  const tell = { type: 'play', prompt: 'Hello {{ name }}.', next: 'bye' };
  const ask = { type: 'listen', into: 'name', prompt: 'Who?', next: 'tell', on: { exhausted: 'desk' } };
  const missing = 'value-may-be-missing steps/tell/prompt';

  it('may be missing where a way leads past the step that asks for it', () => {
    expect(found({ flow, steps: { first: ask, tell } })).toEqual([]);
    expect(found({ flow, steps: { first: { ...ask, on: { exhausted: 'tell' } }, tell } })).toContain(missing);
    const skipped = { ...ask, options: [{ key: '1', phrases: ['skip'], next: 'tell' }] };
    expect(found({ flow, steps: { first: skipped, tell } })).toEqual([missing]);
  });

  it('is there where a step before looks at it, or the text itself does', () => {
    const skipped = { ...ask, options: [{ key: '1', phrases: ['skip'], next: 'who' }] };
    const who = { type: 'branch', cases: [{ if: 'name != ""', next: 'tell' }], else: 'bye' };
    expect(found({ flow, steps: { first: skipped, tell, who: { ...who } } })).toEqual([]);
    const guarded = { ...tell, prompt: 'Hello {{ name == "" ? "there" : name }}.' };
    expect(
      found({
        flow,
        steps: { first: { ...skipped, options: [{ key: '1', phrases: ['skip'], next: 'tell' }] }, tell: guarded },
      }),
    ).toEqual([]);
  });

  it('is there in the step that asks for it, which says it back', () => {
    const first = { ...ask, confirm: 'You said {{ name }}.', next: 'bye' };
    expect(found({ flow, steps: { first } })).toEqual([]);
  });

  it.each([
    ['a set', { type: 'set', values: { name: '"Ada"' }, next: 'tell' }],
    [
      'a menu',
      {
        ...aMenu,
        options: [
          { key: '1', value: 'Ada' },
          { key: '2', value: 'Bob' },
        ],
        into: 'name',
        next: 'tell',
      },
    ],
    ['hours', { type: 'hours', schedule: '{{ name }}', into: { announcement: 'name' }, on: { else: 'tell' } }],
  ])('is there behind %s that assigns it', (_name, first) => {
    expect(found({ flow, steps: { first, tell } })).toEqual([]);
  });
});
