import { boundedMemo } from '../../bounded-memo.ts';
import { baseLanguage, localesOf, plainText } from './spoken-text.ts';

/** Numbers above this are not exact, so that reading them out would tell a wrong number. */
const amountMax = Number.MAX_SAFE_INTEGER;

/** A decimal as JSON and forms write it: no exponent, no grouping. */
const decimalForm = /^-?[0-9]{1,16}(\.[0-9]{1,10})?$/;

/** A number, or a text that is one in plain decimal notation (`-12.50`). */
export type Spoken = number | bigint | string;

/**
 * Says a number: `number(1234.5)` gives `1,234.5` in en-US and `1.234,5` in de-DE. At most six decimals. Undefined for what is
 * no number and for one whose integer part is beyond what is exact (about 9 * 10^15).
 */
export function number(value: Spoken, language: string): string | undefined {
  const amount = amountOf(value);
  return amount === undefined ? undefined : format(amount, language, {});
}

/**
 * Says an amount of money: `money(12.5, "USD")` gives `12.50 US dollars` in en-US and `12,50 US-Dollar` in de-DE. The currency is an
 * ISO 4217 code; its own number of decimals is used (none for JPY, three for KWD), and none for a whole amount, since
 * "5 dollars" is what people say. Undefined for an unknown currency and wherever `number` is.
 */
export function money(amount: Spoken, currency: string, language: string): string | undefined {
  const value = amountOf(amount);
  if (value === undefined || !currencies.has(currency)) return undefined;
  return format(value, language, { style: 'currency', currency });
}

/**
 * Says a place in a row: `ordinal(2)` gives `2nd` in English, `2e` in French, `2.` in German, `2º` in Spanish, Italian and
 * Portuguese, the masculine form where there are several; other languages get the plain number. Undefined for what is no integer from 0 on.
 */
export function ordinal(value: Spoken, language: string): string | undefined {
  const amount = amountOf(value);
  if (amount === undefined || !Number.isInteger(amount) || amount < 0) return undefined;
  const written = number(amount, language);
  return written === undefined ? undefined : `${written}${ordinalSuffix(amount, language)}`;
}

const englishSuffixes: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' };

const ordinalSuffixes: ReadonlyMap<string, (amount: number) => string> = new Map([
  ['en', (amount: number) => englishSuffixes[englishOrdinals.select(amount)] ?? 'th'],
  ['fr', (amount: number) => (amount === 1 ? 'er' : 'e')],
  ['de', () => '.'],
  ['es', () => 'º'],
  ['it', () => 'º'],
  ['pt', () => 'º'],
]);

const englishOrdinals = new Intl.PluralRules('en-US', { type: 'ordinal' });

function ordinalSuffix(amount: number, language: string): string {
  return ordinalSuffixes.get(baseLanguage(language))?.(amount) ?? '';
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function amountOf(value: Spoken): number | undefined {
  if (typeof value === 'string' && !decimalForm.test(value)) return undefined;
  const amount = Number(value);
  return Math.abs(amount) <= amountMax ? amount : undefined;
}

function format(amount: number, language: string, kind: { style?: 'currency'; currency?: string }): string | undefined {
  const formatter = numberFormat(`${kind.currency ?? ''} ${language}`);
  return formatter === undefined ? undefined : plainText(formatter.format(amount));
}

/** By `<currency> <language>`; the currency is empty for a plain number. */
const numberFormat = boundedMemo((key): Intl.NumberFormat | undefined => {
  const separator = key.indexOf(' ');
  const currency = key.slice(0, separator);
  const locales = localesOf(key.slice(separator + 1));
  if (locales === undefined) return undefined;
  return new Intl.NumberFormat(locales, {
    ...(currency === '' ? { maximumFractionDigits: 6 } : { style: 'currency', currency, currencyDisplay: 'name' }),
    trailingZeroDisplay: 'stripIfInteger',
    // What rounds to nothing has no sign.
    signDisplay: 'negative',
    useGrouping: groupsLegibly(locales),
  });
});

/** Whether a locale parts thousands by a comma or a dot. Where it is a blank, a voice could read two numbers. */
function groupsLegibly(locales: readonly string[]): boolean {
  const parts = new Intl.NumberFormat(locales).formatToParts(1_234_567);
  return parts.some(({ type, value }) => type === 'group' && /^[.,]$/.test(value));
}
