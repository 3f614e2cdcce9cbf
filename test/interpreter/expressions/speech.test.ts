import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  date,
  digits,
  money,
  number,
  ordinal,
  phone,
  speechFunctions,
  spell,
  time,
} from '../../../src/interpreter/expressions/speech.ts';

const languages = ['en-US', 'en-GB', 'es-US', 'de-DE', 'fr-FR'];

/** What each of the five languages makes of a value. */
function inAll(render: (language: string) => string | undefined): (string | undefined)[] {
  return languages.map(render);
}

test.each(speechFunctions.map((one) => [one.name, one] as const))('the example of %s holds', (_name, one) => {
  expect(one.render(one.example.arguments, 'en-US')).toBe(one.example.spoken);
  const types = one.example.arguments.map((value) => (typeof value === 'number' ? 'number' : 'text'));
  expect(one.parameters).toContainEqual(types);
});

test('spell parts the characters by pauses', () => {
  expect([spell('A1 b'), spell('')]).toEqual(['A, 1, b', '']);
});

test.each([
  ['1', '1'],
  ['1234', '1 2 3 4'],
  ['12345', '1 2 3, 4 5'],
  ['123456', '1 2 3, 4 5 6'],
  ['1234567890', '1 2 3, 4 5 6, 7 8 9 0'],
  ['(0)30/12-34.5 6', '0 3 0, 1 2 3, 4 5 6'],
  [407, '4 0 7'],
  [407n, '4 0 7'],
  ['', undefined],
  [' - ', undefined],
  ['12a', undefined],
  ['-', undefined],
  ['1'.repeat(101), undefined],
  [-1, undefined],
  [1.5, undefined],
  [1e21, undefined],
  [-1n, undefined],
])('digits of %s', (value, spoken) => {
  expect(digits(value, 'en-US')).toBe(spoken);
});

test('digits pause by the mark of the language', () => {
  expect(digits('123456', 'ja-JP')).toBe('1 2 3、4 5 6');
});

test.each([
  [1234567.891, ['1,234,567.891', '1,234,567.891', '1,234,567.891', '1.234.567,891', '1234567,891']],
  [-12, ['-12', '-12', '-12', '-12', '-12']],
  ['0012.50', ['12.5', '12.5', '12.5', '12,5', '12,5']],
  [-0.00000001, ['0', '0', '0', '0', '0']],
  [123n, ['123', '123', '123', '123', '123']],
])('number of %s', (value, spoken) => {
  expect(inAll((language) => number(value, language))).toEqual(spoken);
});

test.each(['', '1e5', '1,5', '0x10', ' 1', '.5', Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '9007199254740992'])(
  'number of %j is missing',
  (value) => {
    expect([number(value, 'en-US'), money(value, 'USD', 'en-US'), ordinal(value, 'en-US')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  },
);

test.each([
  [
    1234.5,
    'USD',
    [
      '1,234.50 US dollars',
      '1,234.50 US dollars',
      '1,234.50 dólares estadounidenses',
      '1.234,50 US-Dollar',
      '1234,50 dollars des États-Unis',
    ],
  ],
  [1, 'EUR', ['1 euro', '1 euro', '1 euro', '1 Euro', '1 euro']],
  [
    '20.00',
    'GBP',
    ['20 British pounds', '20 British pounds', '20 libras esterlinas', '20 Britische Pfund', '20 livres sterling'],
  ],
  [
    1234.5,
    'JPY',
    ['1,235 Japanese yen', '1,235 Japanese yen', '1,235 yenes japoneses', '1.235 Japanische Yen', '1235 yens japonais'],
  ],
  [
    -0.001,
    'USD',
    ['0 US dollars', '0 US dollars', '0 dólares estadounidenses', '0 US-Dollar', '0 dollar des États-Unis'],
  ],
])('money of %s %s', (amount, currency, spoken) => {
  expect(inAll((language) => money(amount, currency, language))).toEqual(spoken);
});

test('money keeps the decimals of its currency, unless the amount is whole', () => {
  expect([money(1.5, 'KWD', 'en-US'), money(2, 'KWD', 'en-US')]).toEqual(['1.500 Kuwaiti dinars', '2 Kuwaiti dinars']);
});

test.each(['', 'usd', 'ABC', 'US', '12'])('money in %j is missing', (currency) => {
  expect(money(1, currency, 'en-US')).toBeUndefined();
});

test('date has weekday, day, month and year', () => {
  expect(inAll((language) => date('2026-03-01', language))).toEqual([
    'Sunday, March 1, 2026',
    'Sunday, 1 March 2026',
    'domingo, 1 de marzo de 2026',
    'Sonntag, 1. März 2026',
    'dimanche 1 mars 2026',
  ]);
});

test.each(['', '2026-02-29', '2026-3-1', '20260301', '2026-03-01T00:00:00Z'])('date of %j is missing', (value) => {
  expect(date(value, 'en-US')).toBeUndefined();
});

test.each([
  ['00:00', ['12:00 AM', '0:00', '12:00 a.m.', '0:00', '0:00']],
  ['08:05', ['8:05 AM', '8:05', '8:05 a.m.', '8:05', '8:05']],
  ['12:00', ['12:00 PM', '12:00', '12:00 p.m.', '12:00', '12:00']],
  ['17:30', ['5:30 PM', '17:30', '5:30 p.m.', '17:30', '17:30']],
  ['24:00', ['12:00 AM', '0:00', '12:00 a.m.', '0:00', '0:00']],
])('time of %s', (value, spoken) => {
  expect(inAll((language) => time(value, language))).toEqual(spoken);
});

test.each(['', '8:05', '24:01', '12:60', '12:00:00', '1200'])('time of %j is missing', (value) => {
  expect(time(value, 'en-US')).toBeUndefined();
});

test.each([
  ['+14255550199', 'en-US', '4 2 5, 5 5 5, 0 1 9 9'],
  ['+14255550199', 'es-US', '4 2 5, 5 5 5, 0 1 9 9'],
  ['+14255550199', 'fr-CA', '4 2 5, 5 5 5, 0 1 9 9'],
  ['+14255550199', 'en', '4 2 5, 5 5 5, 0 1 9 9'],
  ['+14255550199', 'en-GB', '+1, 4 2 5, 5 5 5, 0 1 9 9'],
  ['+14255550199', 'de-DE', '+1, 4 2 5, 5 5 5, 0 1 9 9'],
  ['+1425555019', 'en-US', '+1, 4 2 5, 5 5 5, 0 1 9'],
  ['+4930123456', 'de-DE', '+4 9, 3 0 1, 2 3 4, 5 6'],
  ['+33123456789', 'fr-FR', '+3 3, 1 2 3, 4 5 6, 7 8 9'],
  ['+74951234567', 'en-US', '+7, 4 9 5, 1 2 3, 4 5 6 7'],
  ['+353123456789', 'en-GB', '+3 5 3, 1 2 3, 4 5 6, 7 8 9'],
])('phone of %s in %s', (value, language, spoken) => {
  expect(phone(value, language)).toBe(spoken);
});

test.each(['', '4255550199', '+0123456789', '+123456', '+1234567890123456', '+1 425 555 0199', '8:acs:x'])(
  'phone of %j is missing',
  (value) => {
    expect(phone(value, 'en-US')).toBeUndefined();
  },
);

test.each([
  [0, ['0th', '0th', '0º', '0.', '0e']],
  [1, ['1st', '1st', '1º', '1.', '1er']],
  [2, ['2nd', '2nd', '2º', '2.', '2e']],
  ['3', ['3rd', '3rd', '3º', '3.', '3e']],
  [11, ['11th', '11th', '11º', '11.', '11e']],
  [1023n, ['1,023rd', '1,023rd', '1,023º', '1.023.', '1023e']],
])('ordinal of %s', (value, spoken) => {
  expect(inAll((language) => ordinal(value, language))).toEqual(spoken);
});

test('ordinal is the plain number in a language without a rule', () => {
  expect(ordinal(3, 'pl-PL')).toBe('3');
});

test.each([-1, 1.5, '1.5', ''])('ordinal of %j is missing', (value) => {
  expect(ordinal(value, 'en-US')).toBeUndefined();
});

test('a language that Intl does not know is read as American English, whatever the machine speaks', () => {
  expect([date('2026-03-01', 'xx-YY'), time('14:05', 'xx'), number(1.5, 'tlh')]).toEqual([
    'Sunday, March 1, 2026',
    '2:05 PM',
    '1.5',
  ]);
});

test('a text that is no language tag leaves what depends on the language missing', () => {
  const rendered = speechFunctions.map((one) => [one.name, one.render(one.example.arguments, 'not a tag')]);
  expect(rendered.filter(([, spoken]) => spoken !== undefined).map(([name]) => name)).toEqual(['spell', 'digits']);
});

test('any arguments in any language give a text of plain blanks or nothing', () => {
  const argument = fc.oneof(
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.constantFrom('USD', '2026-03-01', '14:05', '+14255550199'),
  );
  const language = fc.oneof(fc.constantFrom(...languages, 'ar-EG', 'fr-CA', 'pl-PL', 'sv-SE', 'th-TH'), fc.string());
  fc.assert(
    fc.property(
      fc.constantFrom(...speechFunctions.slice(1)),
      fc.array(argument, { maxLength: 3 }),
      language,
      (one, values, tag) => {
        const spoken = one.render(values, tag);
        expect(spoken ?? '').not.toMatch(/[\u00a0\u202f\u200e\u200f]/);
      },
    ),
    { numRuns: 500 },
  );
});
