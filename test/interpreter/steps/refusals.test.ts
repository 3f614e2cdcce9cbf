import { describe, expect, it } from 'vitest';
import { codesOf } from '../a-line.ts';

const variables = {
  text: { type: 'text' },
  count: { type: 'integer' },
  rows: { type: [{ name: 'text' }] },
  row: { type: { name: 'text' } },
  texts: { type: ['text'] },
};
const http = { type: 'http', url: 'https://api.example/', timeoutMs: 1_000, next: 'bye' };
const lookup = { type: 'lookup', table: 'people', rowKey: 'x', into: 'row', next: 'bye' };
const save = { type: 'save', table: 'people', rowKey: 'x', values: { name: 'x' }, next: 'bye' };
const hours = { type: 'hours', schedule: 'desk', on: { else: 'bye' } };
const arms = [
  { name: 'a', weight: 1, next: 'bye' },
  { name: 'b', weight: 1, next: 'bye' },
];
const listen = { type: 'listen', into: 'text', prompt: 'Who?', next: 'bye' };
const wait = { type: 'wait', forMs: 1_000, next: 'bye' };
const collect = { type: 'collect', into: 'text', prompt: 'Digits?', digits: { min: 2, max: 3 }, next: 'bye' };
const keyed = [{ key: '9', next: 'bye' }];
const menu = { type: 'menu', prompt: 'Which?', next: 'bye' };
const twoWords = [
  { key: '1', phrases: ['my bill', 'billing'], next: 'bye' },
  { key: '2', phrases: ['appointments', 'My  bill.'], next: 'bye' },
];
const language = { type: 'language', next: 'bye' };
const line = { schedules: { schedules: { desk: { timeZone: 'UTC', weekly: {} } } } };

const refused: readonly (readonly [string, object, string])[] = [
  ['a host that a value could change', { ...http, url: 'https://{{ text }}.example/' }, 'schema at .url'],
  ['a host that a value could follow', { ...http, url: 'https://api.example{{ text }}' }, 'schema at .url'],
  ['an address with a name and a password', { ...http, url: 'https://user:pass@api.example/' }, 'schema at .url'],
  ['an address of a file', { ...http, url: 'file:///etc/passwd' }, 'schema at .url'],
  ['a request without a time-out', { ...http, timeoutMs: undefined }, 'schema at .timeoutMs'],
  ['a request that takes longer than a caller waits', { ...http, timeoutMs: 8_001 }, 'schema at .timeoutMs'],
  ['a GET with a body', { ...http, body: { a: 1 } }, 'schema at .body'],
  ['a HEAD with a body', { ...http, method: 'HEAD', body: 'x' }, 'schema at .body'],
  [
    'credentials in a header',
    { ...http, headers: { Authorization: 'x' } },
    'reserved-header at .headers.Authorization',
  ],
  ['a header that the app writes', { ...http, headers: { HOST: 'x' } }, 'reserved-header at .headers.HOST'],
  ['a header that is none', { ...http, headers: { 'a b': 'x' } }, 'schema at .headers.a b'],
  ['a status that is none', { ...http, statuses: { '600': 'x' } }, 'schema at .statuses.600'],
  ['an answer into a variable that is not there', { ...http, into: 'nobody' }, 'unknown-variable at .into'],
  ['a row by key and by prefix', { ...lookup, prefix: 'x' }, 'schema at '],
  ['a row by nothing', { ...lookup, rowKey: undefined }, 'schema at '],
  ['a row into a text', { ...lookup, into: 'text' }, 'wrong-type at .into'],
  ['a row into a list', { ...lookup, into: 'rows' }, 'wrong-type at .into'],
  ['rows into a shape', { ...lookup, rowKey: undefined, prefix: 'x' }, 'wrong-type at .into'],
  ['rows into a list of texts', { ...lookup, rowKey: undefined, prefix: 'x', into: 'texts' }, 'wrong-type at .into'],
  ['a table with a name of another', { ...lookup, table: 'people/../calls' }, 'schema at .table'],
  ['a list as a field', { ...save, values: { all: '{{ texts }}' } }, 'wrong-type at .values.all'],
  ['a field that no row has', { ...save, values: { PartitionKey: 'x' } }, 'schema at .values.PartitionKey'],
  ['the outcome exists where any row is written', { ...save, on: { exists: 'bye' } }, 'unknown-outcome at .on.exists'],
  ['a schedule that is not there', { ...hours, schedule: 'desc' }, 'unknown-schedule at .schedule'],
  ['an instant into a number', { ...hours, into: { opensAt: 'count' } }, 'wrong-type at .into.opensAt'],
  ['a name into a number', { ...hours, into: { holiday: 'count' } }, 'wrong-type at .into.holiday'],
  [
    'an outcome of a schedule that is known',
    { ...hours, on: { unknownSchedule: 'bye' } },
    'unknown-outcome at .on.unknownSchedule',
  ],
  ['two arms of one name', { type: 'distribute', arms: [...arms, ...arms] }, 'schema at .arms'],
  [
    'arms without a weight',
    { type: 'distribute', arms: arms.map((arm) => ({ ...arm, weight: 0 })) },
    'schema at .arms',
  ],
  ['one arm', { type: 'distribute', arms: arms.slice(1) }, 'schema at .arms'],
  [
    'an arm that leads nowhere',
    { type: 'distribute', arms: [...arms, { name: 'c', weight: 1, next: 'nowhere' }] },
    'unknown-step at .arms.2.next',
  ],
  ['speech into a number', { ...listen, into: 'count' }, 'wrong-type at .into'],
  ['two options of one key', { ...collect, options: [...keyed, ...keyed] }, 'duplicate-option at .options.1.key'],
  ['a phrase that two options have', { ...menu, options: twoWords }, 'duplicate-option at .options.1.phrases'],
  ['a phrase that two others have', { ...listen, options: twoWords }, 'duplicate-option at .options.1.phrases'],
  ['a wait of hours', { ...wait, forMs: 3_600_000 }, 'schema at .forMs'],
  ['a key that no telephone has', { ...wait, keys: { A: 'bye' } }, 'schema at .keys.A'],
  ['a language that the flow does not speak', { ...language, language: 'fr-FR' }, 'unknown-language at .language'],
  ['a speed without a voice', { ...language, rate: 1.2 }, 'voice-missing at .rate'],
];

describe('a step is refused with', () => {
  it.each(refused)('%s', (_name, step, problem) => {
    const [code, place] = problem.split(' at ');
    const codes = codesOf({ variables, steps: { ask: JSON.parse(JSON.stringify(step)) } }, line);
    expect(new Set(codes)).toEqual(new Set([`${code} at steps.ask${place}`]));
  });

  it.each(['collect', 'listen'])(
    'a confirmation of a %s step whose keys have no words in a language of the flow',
    (type) => {
      const digits = type === 'collect' ? { digits: { min: 1, max: 2 } } : {};
      const ask = { ...listen, type, ...digits, confirm: 'You said {{ text }}.' };
      const phrases = { 'en-US': ['help'], 'de-DE': ['Hilfe'] };
      const defaults = { operatorPhrases: phrases, repeatPhrases: phrases };
      const flow = { variables, languages: ['de-DE'], steps: { ask } };
      expect(codesOf({ ...flow, defaults })).toEqual(['confirm-keys-missing at steps.ask.confirm']);
      expect(codesOf({ ...flow, defaults: { ...defaults, confirmKeys: '1, 2.' } })).toEqual([]);
    },
  );
});
