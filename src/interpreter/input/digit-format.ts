import * as z from 'zod';
import { assertNever } from '../../result.ts';
import { parseDate, parseTime } from '../calendar/civil-date.ts';

/** The order of the parts of a date as keys. */
const dateOrders = ['MMDDYYYY', 'DDMMYYYY', 'YYYYMMDD'] as const;
type DateOrder = (typeof dateOrders)[number];

/**
 * What keys mean: `date`, eight keys in the order of the call's language, or in a given one; `time`, four keys from 0000 to
 * 2359; `phone`, a number as it is dialled; `luhn`, a number with a check digit; a mask, in which each D stands for a key.
 */
export const formatSchema = z.union([
  z.enum(['date', 'time', 'phone', 'luhn']),
  z.strictObject({ date: z.enum(dateOrders) }),
  z.strictObject({
    mask: z.string().max(100).regex(/D/, 'has no D, which stands for a key'),
  }),
]);

/** A format made ready. */
export type DigitFormat =
  | { readonly type: 'date'; readonly order: DateOrder | undefined }
  | { readonly type: 'time' | 'phone' | 'luhn' }
  | { readonly type: 'mask'; readonly mask: string };

/** Makes a format ready. */
export function compileFormat(format: z.infer<typeof formatSchema>): DigitFormat {
  if (format === 'date') return { type: 'date', order: undefined };
  if (typeof format === 'string') return { type: format };
  return 'mask' in format ? { type: 'mask', mask: format.mask } : { type: 'date', order: format.date };
}

/** How many keys a format takes, where it takes just that many; undefined where the step has to say it. */
export function keysIn(format: DigitFormat): number | undefined {
  switch (format.type) {
    case 'date':
      return 8;
    case 'time':
      return 4;
    case 'mask':
      return [...format.mask].filter((character) => character === 'D').length;
    default:
      return undefined;
  }
}

/** How many keys can make sense to a format at all. Source of a telephone number's: `readPhone`, the shortest and the longest. */
export function keysThatFit(format: DigitFormat): { readonly min: number; readonly max: number } {
  const count = keysIn(format);
  if (count !== undefined) return { min: count, max: count };
  return format.type === 'phone' ? { min: 8, max: 18 } : { min: 1, max: Number.POSITIVE_INFINITY };
}

/** The types that a variable can have which takes a format's value. */
export function typesOf(format: DigitFormat | undefined): readonly ['text' | 'date' | 'time', ...string[]] {
  return format?.type === 'date' || format?.type === 'time' ? [format.type, 'text'] : ['text'];
}

/** What keys mean: a date as `YYYY-MM-DD`, a time as `HH:MM`, a number in E.164; undefined where they do not fit. */
export function readDigits(
  format: DigitFormat,
  digits: string,
  { language, to }: { readonly language: string; readonly to: string },
): string | undefined {
  switch (format.type) {
    case 'date':
      return readDate(digits, format.order ?? orderIn(language));
    case 'time':
      return readTime(digits);
    case 'phone':
      return readPhone(digits, to);
    case 'luhn':
      return hasCheckDigit(digits) ? digits : undefined;
    case 'mask':
      return masked(format.mask, digits);
    default:
      return assertNever(format);
  }
}

/** The order in which a language's readers expect a date. */
function orderIn(language: string): DateOrder {
  const parts = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
  })
    .formatToParts(0)
    .map(({ type }) => type)
    .filter((type) => type === 'year' || type === 'month' || type === 'day');
  if (parts[0] === 'year') return 'YYYYMMDD';
  return parts[0] === 'month' ? 'MMDDYYYY' : 'DDMMYYYY';
}

function readDate(digits: string, order: DateOrder): string | undefined {
  const part = (letter: string) => digits.slice(order.indexOf(letter), order.lastIndexOf(letter) + 1);
  const date = `${part('Y')}-${part('M')}-${part('D')}`;
  return parseDate(date) === undefined ? undefined : date;
}

function readTime(digits: string): string | undefined {
  const time = `${digits.slice(0, 2)}:${digits.slice(2)}`;
  return time === '24:00' || parseTime(time) === undefined ? undefined : time;
}

/**
 * As it is dialled where the line is: with the international prefix, or a national number of the line's own country in North America.
 * Elsewhere the same digits mean another number in each country, and a number that is wrong reaches a stranger: there the prefix is needed.
 */
function readPhone(digits: string, to: string): string | undefined {
  const international = /^(?:00|011)([1-9][0-9]{6,14})$/.exec(digits)?.[1];
  if (international !== undefined) return `+${international}`;
  const isNorthAmerican = /^(4:)?\+1/.test(to);
  if (isNorthAmerican && /^1?[2-9][0-9]{2}[2-9][0-9]{6}$/.test(digits)) return `+1${digits.slice(-10)}`;
  return undefined;
}

/** Source: ISO/IEC 7812-1, annex B. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function masked(mask: string, digits: string): string | undefined {
  const keys = [...digits];
  if (keys.length !== keysIn({ type: 'mask', mask })) return undefined;
  return [...mask].map((character) => (character === 'D' ? (keys.shift() ?? '') : character)).join('');
}
