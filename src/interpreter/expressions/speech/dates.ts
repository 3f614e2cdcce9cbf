import { boundedMemo } from '../../bounded-memo.ts';
import { dayMs, minuteMs, parseDate, parseTime } from '../../calendar/civil-date.ts';
import { localesOf, plainText } from './spoken-text.ts';

/**
 * Says a date with its weekday and year: `date("2026-03-01")` gives `Sunday, March 1, 2026` in en-US and
 * `Sonntag, 1. März 2026` in de-DE. The year is always said, since leaving it out would need a clock. Undefined for what is no
 * date written `YYYY-MM-DD`.
 */
export function date(value: string, language: string): string | undefined {
  const dayNumber = parseDate(value);
  const formatter = dateFormat(language);
  return dayNumber === undefined || formatter === undefined
    ? undefined
    : plainText(formatter.format(dayNumber * dayMs));
}

/**
 * Says a time of day, by twelve or twenty-four hours as the language's region does: `time("14:05")` gives `2:05 PM` in en-US and
 * `14:05` in de-DE. `24:00` is midnight. Undefined for what is no time written `HH:MM`.
 */
export function time(value: string, language: string): string | undefined {
  const minutes = parseTime(value);
  const formatter = timeFormat(language);
  return minutes === undefined || formatter === undefined ? undefined : plainText(formatter.format(minutes * minuteMs));
}

const dateFormat = boundedMemo((language) =>
  dateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
);

const timeFormat = boundedMemo((language) => dateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }));

function dateTimeFormat(language: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat | undefined {
  const locales = localesOf(language);
  return locales === undefined ? undefined : new Intl.DateTimeFormat(locales, { ...fields, timeZone: 'UTC' });
}
