import { pauseMark, readOutCharactersMax } from './spoken-text.ts';

/** Says a text character by character: `123` becomes `1, 2, 3`, which speech services read as single digits. */
export function spell(text: string): string {
  return [...text.replaceAll(/\s+/g, '')].join(', ');
}

/**
 * Says a row of digits one by one, in groups that a listener can write down: `digits("4400817")` gives `4 4 0, 0 8 1 7`.
 * Blanks, hyphens, dots, slashes and parentheses between the digits are left out. Undefined for a number that is negative,
 * fractional or not exact, for a text with anything else in it or with no digit, and for more than 100 characters.
 */
export function digits(value: string | number | bigint, language: string): string | undefined {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
  const text = String(value);
  if (text.length > readOutCharactersMax) return undefined;
  if (typeof value !== 'string') return /^[0-9]+$/.test(text) ? groupedDigits(text, language) : undefined;
  const bare = text.replaceAll(/[\s./()-]/g, '');
  return /^[0-9]+$/.test(bare) ? groupedDigits(bare, language) : undefined;
}

/** Digits one by one in groups of three, the last of two to four: nobody remembers a single digit after a pause. */
function groupedDigits(row: string, language: string): string {
  return spacedGroups(groupsOf(row), language);
}

/** Groups of digits, each read digit by digit, with a pause between. */
export function spacedGroups(groups: readonly string[], language: string): string {
  return groups.map((group) => [...group].join(' ')).join(pauseMark(language));
}

/** Splits a row of digits into groups of three, the last of two to four. */
export function groupsOf(row: string): readonly string[] {
  const groups: string[] = [];
  let start = 0;
  while (row.length - start > 4) {
    groups.push(row.slice(start, start + 3));
    start += 3;
  }
  return [...groups, row.slice(start)];
}
