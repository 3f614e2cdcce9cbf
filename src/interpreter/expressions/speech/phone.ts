import { groupsOf, spacedGroups } from './digits.ts';
import { localesOf } from './spoken-text.ts';

const e164Form = /^\+[1-9][0-9]{6,14}$/;

/** Regions of the North American Numbering Plan, where callers know numbers without the 1. Source: NANPA. */
const nanpRegions: ReadonlySet<string> = new Set(
  'US CA AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI'.split(' '),
);

/** Calling codes of two digits; 1 and 7 have one, all others three. Source: ITU-T E.164, list of assigned country codes. */
const twoDigitCodes: ReadonlySet<string> = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 ' +
    '60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/**
 * Says a phone number in E.164 form digit by digit, in groups. A number of the North American plan is read 3-3-4, without the
 * 1 if the language's region has that plan: `phone("+14255550199")` gives `4 2 5, 5 5 5, 0 1 9 9` in en-US, `+1, 4 2 5, 5 5 5, 0 1 9 9`
 * in de-DE. Any other is read with its calling code, then in groups of three, the last of two to four. Undefined for what is
 * not in E.164 form.
 */
export function phone(value: string, language: string): string | undefined {
  if (!e164Form.test(value) || localesOf(language) === undefined) return undefined;
  const row = value.slice(1);
  const code = row.slice(0, codeLength(row));
  const national = row.slice(code.length);
  if (code !== '1' || national.length !== 10) return spacedCall(code, groupsOf(national), language);
  const groups = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
  return nanpRegions.has(regionOf(language)) ? spacedGroups(groups, language) : spacedCall(code, groups, language);
}

function spacedCall(code: string, groups: readonly string[], language: string): string {
  return `+${spacedGroups([code, ...groups], language)}`;
}

function codeLength(row: string): number {
  if (row.startsWith('1') || row.startsWith('7')) return 1;
  return twoDigitCodes.has(row.slice(0, 2)) ? 2 : 3;
}

/** The region of a well-formed language tag: the one it names, else the one where most of its speakers are. */
function regionOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? '';
}
