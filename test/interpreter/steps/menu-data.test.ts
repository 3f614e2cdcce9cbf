import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/interpreter/value-definition.ts';
import { keys, nowMs, open } from '../a-call.ts';
import { aLine, codesOf } from '../a-line.ts';
import { aProgram } from '../a-program.ts';
import { aConnectedCall } from '../a-told-call.ts';
import { itBecomes } from '../step-cases.ts';
import { StepRows } from './step-rows.ts';

const slot = { at: 'time', desk: 'text' };
const variables = { slots: { type: [slot] }, chosen: { type: slot }, texts: { type: ['text'] }, one: { type: 'text' } };
const optionsFrom = { list: 'slots', as: 'slot', say: 'For {{ time(slot.at) }}, press {{ key }}.', into: 'chosen' };
const ask = { type: 'menu', prompt: 'When?', optionsFrom, next: 'bye', on: { empty: 'other' } };
const program = aProgram({
  operator: 'other',
  variables,
  steps: {
    ask,
    beside: { ...ask, options: [{ key: '1', next: 'other' }], optionsFrom: { ...optionsFrom, max: 2 } },
    spoken: { ...ask, optionsFrom: { ...optionsFrom, phrase: '{{ slot.desk }}' } },
    texts: { ...ask, optionsFrom: { list: 'texts', as: 'text', say: '{{ text }}: {{ key }}.', into: 'one', max: 9 } },
  },
});

const slots: readonly Value[] = [{ at: '09:00', desk: 'north desk' }, { at: '10:30', desk: '' }, { at: '14:00' }];
const asking = { stage: 'asking' } as const;
const rows = (step: string, values: Readonly<Record<string, Value>> = { slots }) =>
  new StepRows(program, { step, visit: asking, variables: values, operations: { '3.0': open('input', 0) } });

function recognise(...texts: string[]) {
  return {
    type: 'recogniseDigits',
    prompts: texts.map((text) => ({ text, language: 'en-US' })),
    bargeIn: true,
    digitsMax: 1,
    initialSilenceMs: 5_000,
    interDigitMs: 3_000,
    token: '4.0',
  } as const;
}

function asks(...texts: string[]) {
  const characters = texts.join('').length;
  return {
    visit: asking,
    operations: { '4.0': open('input', characters * 100 + 8_000) },
    commands: [recognise(...texts)],
  };
}

const three = ['For 9:00 AM, press 1.', 'For 10:30 AM, press 2.', 'For 2:00 PM, press 3.'];

describe('a menu made from a list', () => {
  itBecomes([
    rows('ask').enters('says each item with its key', asks('When?', ...three)),
    rows('beside').enters(
      'gives items the keys that options leave, no more than it says',
      asks('When?', 'For 9:00 AM, press 2.', 'For 10:30 AM, press 3.'),
    ),
    rows('texts', { texts: Array.from({ length: 20 }, () => 'x') }).enters(
      'offers nine items at most',
      asks('When?', ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => `x: ${key}.`)),
    ),
    rows('ask', { slots: Array.from({ length: 20 }, () => ({ at: '09:00' })) }).enters(
      'offers five items where it does not say how many',
      asks('When?', ...['1', '2', '3', '4', '5'].map((key) => `For 9:00 AM, press ${key}.`)),
    ),
    rows('ask', {}).passes('is empty where the list is', { to: 'other', trace: ['ask: empty'] }),
    ...slots.map((item, index) =>
      rows('ask').leaves(`takes the item of the key ${index + 1}`, keys(`${index + 1}`), {
        to: 'bye',
        trace: [`ask: next (item ${index + 1})`],
        variables: { slots, chosen: item },
      }),
    ),
    rows('texts', { texts: ['a', 'b'] }).leaves('takes an item that is a text', keys('2'), {
      to: 'bye',
      trace: ['texts: next (item 2)'],
      variables: { texts: ['a', 'b'], one: 'b' },
    }),
    rows('beside').leaves('lets an option go before the items', keys('1'), {
      to: 'other',
      trace: ['beside: next (option 1)'],
    }),
    rows('ask').leaves('reaches the operator by zero', keys('0'), { to: 'other', trace: ['ask: operator'] }),
    rows('ask').stays('takes the key of no item as no match', keys('4'), {
      ...asks('When?', ...three),
      visit: { ...asking, noMatch: 1 },
      tally: { noMatch: 1 },
      trace: ['ask: noMatch'],
    }),
    rows('ask').stays('repeats everything by the star', keys('*'), {
      ...asks('When?', ...three),
      trace: ['ask: repeat'],
    }),
    rows('spoken').enters('lets items be said, and those without a phrase by their key', {
      visit: asking,
      operations: { '4.0': open('input', 6_900 + 5_000 + 15_000) },
      commands: [
        {
          type: 'recogniseChoice',
          prompts: recognise('When?', ...three).prompts,
          bargeIn: true,
          language: 'en-US',
          initialSilenceMs: 5_000,
          choices: [
            { label: 'item1', phrases: ['north desk'], key: '1' },
            { label: 'item2', phrases: ['2'], key: '2' },
            { label: 'item3', phrases: ['3'], key: '3' },
            { label: 'operator', phrases: ['operator', 'speak to someone', 'agent'], key: '0' },
            { label: 'repeat', phrases: ['repeat', 'say that again'], key: '*' },
          ],
          token: '4.0',
        },
      ],
      trace: ['spoken: missingValue'],
    }),
    rows('spoken').leaves(
      'takes the item that was said',
      { type: 'choiceMade', label: 'item1', token: '3.0', atMs: nowMs },
      {
        to: 'bye',
        trace: ['spoken: missingValue', 'spoken: next (item 1)'],
        variables: { slots, chosen: slots[0] ?? '' },
      },
    ),
  ]);
});

describe('the words of a menu made from a list', () => {
  const phrase = '{{ slot.desk }}';
  const choicesOf = (parts: { readonly steps: Record<string, unknown> }, desks: readonly string[]) => {
    const initial = desks.map((desk) => ({ at: '09:00', desk }));
    const slots = { ...variables.slots, initial };
    return aConnectedCall(aLine({ operator: 'other', ...parts, variables: { ...variables, slots } })).sent(
      'recogniseChoice',
    );
  };

  it('mean the first item that has them; the others are said by their keys', () => {
    const parts = { steps: { ask: { ...ask, optionsFrom: { ...optionsFrom, phrase } } } };
    const { choices } = choicesOf(parts, ['north desk', 'North desk!', 'operator']);
    expect(choices.map(({ phrases }) => phrases)).toEqual([
      ['north desk'],
      ['2'],
      ['operator'],
      ['speak to someone', 'agent'],
      ['repeat', 'say that again'],
    ]);
  });

  it('mean an option that is written rather than an item', () => {
    const options = [{ key: '1', phrases: ['north desk'], next: 'other' }];
    const parts = { steps: { ask: { ...ask, options, optionsFrom: { ...optionsFrom, phrase } } } };
    const { choices } = choicesOf(parts, ['north desk']);
    expect(choices.slice(0, 2).map(({ phrases }) => phrases)).toEqual([['north desk'], ['2']]);
  });

  const say = { 'en-US': 'For {{ slot.desk }}, press {{ key }}.', 'de-DE': '{{ slot.desk }}: {{ key }}.' };
  const phrases = { 'en-US': 'desk {{ slot.desk }}', 'de-DE': 'Schalter {{ slot.desk }}' };
  const defaults = {
    operatorPhrases: { 'en-US': ['help'], 'de-DE': ['Hilfe'] },
    repeatPhrases: { 'en-US': ['again'], 'de-DE': ['nochmal'] },
  };
  const german = {
    languages: ['de-DE'],
    defaults,
    start: 'switch',
    steps: {
      ask: { ...ask, optionsFrom: { ...optionsFrom, say, phrase: phrases } },
      switch: { type: 'language', language: 'de-DE', next: 'ask' },
    },
  };

  it('are those of the language of the call', () => {
    const { choices, prompts } = choicesOf(german, ['3']);
    expect(prompts.map(({ text }) => text)).toEqual(['When?', '3: 1.']);
    expect(choices[0]).toEqual({ label: 'item1', phrases: ['Schalter 3'], key: '1' });
  });

  it('have to be there in every language of the flow', () => {
    const half = { ...german.steps.ask, optionsFrom: { ...optionsFrom, say: { 'en-US': 'x' } } };
    expect(codesOf({ ...german, variables, steps: { ...german.steps, ask: half } })).toEqual([
      'prompt-missing-language at steps.ask.optionsFrom.say',
    ]);
  });
});

describe('what a menu made from a list is refused for', () => {
  const refused = (changes: object, step: object = {}) =>
    codesOf({ variables, steps: { ask: { ...ask, ...step, optionsFrom: { ...optionsFrom, ...changes } } } });
  it.each([
    { name: 'a list that is none', changes: { list: 'one' }, codes: ['wrong-type at steps.ask.optionsFrom.list'] },
    {
      name: 'a list that is not there',
      changes: { list: 'nobody' },
      codes: ['unknown-variable at steps.ask.optionsFrom.list'],
    },
    { name: 'an item of another type', changes: { into: 'one' }, codes: ['wrong-type at steps.ask.optionsFrom.into'] },
    {
      name: 'a field that items do not have',
      changes: { say: '{{ slot.until }}' },
      codes: ['expression at steps.ask.optionsFrom.say'],
    },
    {
      name: 'an item called as a variable is',
      changes: { as: 'chosen', say: '{{ key }}' },
      codes: ['variable-twice at steps.ask.optionsFrom.as'],
    },
    ...['key', 'call', 'now', 'string', 'true'].map((as) => ({
      name: `an item called ${as}, which means something else`,
      changes: { as, say: '{{ key }}' },
      codes: ['schema at steps.ask.optionsFrom.as'],
    })),
  ])('$name', ({ changes, codes }) => {
    expect(
      [...new Set(refused(changes))].filter((one) => !one.startsWith('expression') || codes.includes(one)),
    ).toEqual(codes);
  });

  it('nowhere to go to', () => {
    expect(refused({}, { next: undefined })).toEqual(['outcome-leads-nowhere at steps.ask.optionsFrom']);
  });
});
