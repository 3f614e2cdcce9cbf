import { expect, test } from 'vitest';
import { DEFAULT_CALLER_NUMBER, displayNumber, parseCallerNumber } from '../../../local/phone/src/phone-number.ts';

test.each(['+14255550101', ' +1 (425) 555-0101 ', '+44 20 7946 0018'])('%s is a number', (typed) => {
  expect(parseCallerNumber(typed)).toEqual({ ok: true, number: `+${typed.replace(/\D/g, '')}` });
});

test.each([
  ['', `Start with + and the country code, as in ${DEFAULT_CALLER_NUMBER}.`],
  ['0425 5550101', `Start with + and the country code, as in ${DEFAULT_CALLER_NUMBER}.`],
  ['+1425', `This cannot be a phone number. Example: ${DEFAULT_CALLER_NUMBER}.`],
  ['+1 425 555 0101 ext. 7', `This cannot be a phone number. Example: ${DEFAULT_CALLER_NUMBER}.`],
  ['+hello', `This cannot be a phone number. Example: ${DEFAULT_CALLER_NUMBER}.`],
])('"%s" is none, and the sentence says what to change', (typed, problem) => {
  expect(parseCallerNumber(typed)).toEqual({ ok: false, problem });
});

test('a number is shown as people write it, anything else as it came', () => {
  expect([displayNumber('+14255550101'), displayNumber('anonymous')]).toEqual(['+1 425 555 0101', 'anonymous']);
});
