import { dateText, dayMs, minuteMs, parseDate, parseTime, weekdayOf } from './civil-date.ts';
import { clockMs, shownAt } from './time-zone.ts';

/** What calendar and clock show in a zone. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly time: string;
  /** 1 (Monday) to 7 (Sunday), as in ISO 8601. */
  readonly weekday: number;
  readonly year: number;
  /** 1-12. */
  readonly month: number;
  /** Day of the month, 1-31. */
  readonly day: number;
  /** 0-23. */
  readonly hour: number;
  /** 0-59. */
  readonly minute: number;
}

/**
 * The local date and time of an instant (milliseconds since 1970). Total: an instant outside the years 1 to 9999 is taken as
 * the nearest inside, an unknown zone as UTC (schedules and flows name known ones, see `isTimeZone`).
 */
export function localTime(atMs: number, timeZone: string): LocalTime {
  const shownMs = clockMs(atMs, timeZone);
  const dayNumber = Math.floor(shownMs / dayMs);
  const date = dateText(dayNumber);
  const minutes = Math.floor((shownMs - dayNumber * dayMs) / minuteMs);
  const [year, month, day] = date.split('-').map(Number);
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const weekday = weekdayOf(dayNumber);
  return { date, time, weekday, year: year ?? 0, month: month ?? 0, day: day ?? 0, hour, minute };
}

/**
 * The instant (milliseconds since 1970) at which the clocks of a zone first show a local date and time, or a later one: a
 * time that is skipped in spring is the moment of the change, one that comes twice in autumn its first coming. `24:00` is
 * the end of the day. Undefined where date (`YYYY-MM-DD`) or time (`HH:MM`) is none.
 */
export function atLocal(date: string, time: string, timeZone: string): number | undefined {
  const dayNumber = parseDate(date);
  const minutes = parseTime(time);
  if (dayNumber === undefined || minutes === undefined) return undefined;
  return shownAt(dayNumber * dayMs + minutes * minuteMs, timeZone);
}
