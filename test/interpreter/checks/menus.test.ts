import { expect, test } from 'vitest';
import { aMenu, found } from './a-checked-flow.ts';

const variables = {
  slots: { type: [{ at: 'text' }], initial: [] },
  answer: { type: { at: 'text' } },
  name: { type: 'text', initial: 'Ada' },
};

test('options from a list are told option first as well', () => {
  const first = {
    type: 'menu',
    prompt: 'Which time suits you?',
    optionsFrom: { list: 'slots', as: 'slot', say: 'Press {{ key }} for {{ slot.at }}.' },
    next: 'bye',
    on: { exhausted: 'desk', empty: 'desk' },
  };
  const flow = { variables: { slots: variables.slots } };
  expect(found({ steps: { first }, flow })).toEqual(['key-before-option steps/first/optionsFrom/say']);
  const mended = { ...first, optionsFrom: { ...first.optionsFrom, say: 'For {{ slot.at }}, press {{ key }}.' } };
  expect(found({ steps: { first: mended }, flow })).toEqual([]);
});

test('a list beside written options counts with what it offers at most', () => {
  const first = {
    ...aMenu,
    optionsFrom: { list: 'slots', as: 'slot', say: 'For {{ slot.at }}, press {{ key }}.', max: 4 },
    next: 'bye',
    on: { exhausted: 'desk', empty: 'desk' },
  };
  expect(found({ steps: { first }, flow: { variables: { slots: variables.slots } } })).toEqual([
    'too-many-options steps/first/optionsFrom',
  ]);
});

const sixKeys = ['1', '2', '3', '4', '5', '6'];
const six = sixKeys.map((key) => ({ key, phrases: [`word ${key}`], next: 'bye' }));
const named = 'One, 1. Two, 2. Three, 3. Four, 4. Five, 5. Six, 6.';

test.each([
  ['a listen', { type: 'listen', into: 'name', prompt: named, options: six, next: 'bye', on: { exhausted: 'desk' } }],
  [
    'a play',
    { type: 'play', prompt: named, keys: Object.fromEntries(sixKeys.map((key) => [key, 'bye'])), next: 'bye' },
  ],
  ['a wait', { type: 'wait', forMs: 1_000, keys: Object.fromEntries(sixKeys.map((key) => [key, 'bye'])), next: 'bye' }],
])('%s offers no more than callers remember either', (_name, first) => {
  const isListen = first.type === 'listen';
  const tell = { type: 'branch', cases: [{ if: 'name == "x"', next: 'bye' }], else: 'desk' };
  const last = isListen ? { first: { ...first, next: 'tell' }, tell } : { first };
  expect(found({ steps: last, flow: isListen ? { variables: { name: { type: 'text' } } } : {} })).toEqual([
    `too-many-options steps/first/${isListen ? 'options' : 'keys'}`,
  ]);
});

test('the keys of a prompt with something to fill in are not missed, but keys of none are seen', () => {
  const first = { ...aMenu, prompt: 'Hello {{ name }}. For billing, press 2. For directions, press 4.' };
  expect(found({ steps: { first }, flow: { variables: { name: variables.name } } })).toEqual([
    'key-without-option steps/first/prompt',
  ]);
});

test('0 is a key of every menu of a flow with an operator, and of none without', () => {
  const prompt = 'For appointments, press 1. For billing, press 2. For the desk, press 0.';
  expect(found({ steps: { first: { ...aMenu, prompt } } })).toEqual([]);
  expect(found({ steps: { first: { ...aMenu, prompt } }, flow: { operator: { none: 'Nobody.' } } })).toEqual([
    'key-without-option steps/first/prompt',
  ]);
});

test('a shorter second prompt need not name every key', () => {
  const first = { ...aMenu, prompt: [aMenu.prompt, 'Please press a key.'] };
  expect(found({ steps: { first } })).toEqual([]);
});

test('a prompt of the catalogue is read in each of its languages', () => {
  const prompts = {
    choices: { 'en-US': aMenu.prompt, 'de-DE': 'Für Termine drücken Sie die 1.' },
    sorry: { 'en-US': 'Sorry.', 'de-DE': 'Entschuldigung.' },
  };
  const flow = { languages: ['de-DE'], prompts, defaults: { noMatch: { say: 'sorry' } } };
  const steps = {
    first: { ...aMenu, prompt: { say: 'choices' } },
    bye: { type: 'hangUp', prompt: { say: 'sorry' }, disposition: 'served' },
  };
  expect(found({ steps, flow })).toEqual(['key-not-named steps/first/options/1/key']);
});

test('a menu in a language that the checks cannot read is let be', () => {
  const first = { ...aMenu, prompt: 'Tryck 1 för fakturor.' };
  expect(found({ steps: { first }, flow: { language: 'sv-SE' } })).toEqual([]);
});

test('a field that a condition held on, or that was set, is not missing', () => {
  const tell = { type: 'play', prompt: 'At {{ answer.at }}.', next: 'bye' };
  const flow = { variables: { answer: variables.answer } };
  const sure = { first: { type: 'branch', cases: [{ if: 'answer.at == "noon"', next: 'tell' }], else: 'bye' }, tell };
  const lack = { first: { type: 'branch', cases: [{ if: '!has(answer.at)', next: 'bye' }], else: 'tell' }, tell };
  const unsure = { first: { type: 'branch', cases: [{ if: '!has(answer.at)', next: 'tell' }], else: 'bye' }, tell };
  const missing = (steps: object) =>
    found({ steps: { ...steps }, flow }).filter((one) => one !== 'never-assigned variables/answer');
  expect(missing(sure)).toEqual([]);
  expect(missing(lack)).toEqual([]);
  expect(missing(unsure)).toEqual(['value-may-be-missing steps/tell/prompt']);
});
