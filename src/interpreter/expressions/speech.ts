import { date, time } from './speech/dates.ts';
import { digits, spell } from './speech/digits.ts';
import { money, number, ordinal, type Spoken } from './speech/numbers.ts';
import { phone } from './speech/phone.ts';

export { date, time } from './speech/dates.ts';
export { digits, spell } from './speech/digits.ts';
export { money, number, ordinal } from './speech/numbers.ts';
export { phone } from './speech/phone.ts';

/** A function that renders values for speech, as expressions call it and the documentation shows it. */
export interface SpeechFunction {
  readonly name: string;
  /** Its overloads: the types of the arguments of each. */
  readonly parameters: readonly (readonly SpeechParameter[])[];
  /** What it says, in a sentence or two. */
  readonly doc: string;
  /** What American English makes of some arguments. */
  readonly example: { readonly arguments: readonly (string | number)[]; readonly spoken: string };
  /** Renders arguments of one of the overloads in a language (BCP 47). Undefined where they have no such rendering. */
  render(values: readonly Spoken[], language: string): string | undefined;
}

/** The type of an argument. */
export type SpeechParameter = 'text' | 'number';

const ofTextOrNumber = [['text'], ['number']] as const;
const ofText = [['text']] as const;

/** All functions that render for speech. */
export const speechFunctions: readonly SpeechFunction[] = [
  {
    name: 'spell',
    parameters: ofTextOrNumber,
    doc: 'Character by character, with a pause after each.',
    example: { arguments: ['AB12'], spoken: 'A, B, 1, 2' },
    render: ([value = '']) => spell(String(value)),
  },
  {
    name: 'digits',
    parameters: ofTextOrNumber,
    doc: 'Digit by digit, in groups of three, the last of two to four. Missing if there is anything but digits, blanks and - . / ( ).',
    example: { arguments: ['4400817'], spoken: '4 4 0, 0 8 1 7' },
    render: ([value = ''], language) => digits(value, language),
  },
  {
    name: 'number',
    parameters: ofTextOrNumber,
    doc: 'A number as the language writes it, with at most six decimals.',
    example: { arguments: [1234.5], spoken: '1,234.5' },
    render: ([value = ''], language) => number(value, language),
  },
  {
    name: 'money',
    parameters: [
      ['number', 'text'],
      ['text', 'text'],
    ],
    doc: 'An amount with the name of its currency (ISO 4217); a whole amount without decimals.',
    example: { arguments: [12.5, 'USD'], spoken: '12.50 US dollars' },
    render: ([amount = '', currency = ''], language) => money(amount, String(currency), language),
  },
  {
    name: 'date',
    parameters: ofText,
    doc: 'A date, YYYY-MM-DD, with weekday and year.',
    example: { arguments: ['2026-03-01'], spoken: 'Sunday, March 1, 2026' },
    render: ([value = ''], language) => date(String(value), language),
  },
  {
    name: 'time',
    parameters: ofText,
    doc: 'A time of day, HH:MM, by twelve or twenty-four hours as the region does.',
    example: { arguments: ['14:05'], spoken: '2:05 PM' },
    render: ([value = ''], language) => time(String(value), language),
  },
  {
    name: 'phone',
    parameters: ofText,
    doc: 'A phone number in E.164 form, digit by digit in groups.',
    example: { arguments: ['+14255550199'], spoken: '4 2 5, 5 5 5, 0 1 9 9' },
    render: ([value = ''], language) => phone(String(value), language),
  },
  {
    name: 'ordinal',
    parameters: ofTextOrNumber,
    doc: 'A place in a row. Beside en, fr, de, es, it and pt the plain number.',
    example: { arguments: [2], spoken: '2nd' },
    render: ([value = ''], language) => ordinal(value, language),
  },
];
