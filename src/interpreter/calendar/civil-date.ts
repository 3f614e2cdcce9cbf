/** A minute in milliseconds. */
export const minuteMs = 60_000;
/** A day of the calendar in milliseconds; a local day may be shorter or longer where clocks are changed. */
export const dayMs = 24 * 60 * minuteMs;

const dateForm = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const timeForm = /^([0-9]{2}):([0-9]{2})$/;

/**
 * Reads a date written as `2026-12-25` into its day number: days since 1970-01-01, negative before.
 * Undefined where there is no such date (`2026-02-30`) or it is written otherwise. Years 0001-9999.
 */
export function parseDate(date: string): number | undefined {
  if (!dateForm.test(date) || date.startsWith('0000')) return undefined;
  const atMs = Date.parse(date);
  // Engines may read the 30th of February as the 2nd of March; writing it back shows that.
  return Number.isNaN(atMs) || dateText(atMs / dayMs) !== date ? undefined : atMs / dayMs;
}

/** Writes a day number as `2026-12-25`. The inverse of `parseDate`, for the same years. */
export function dateText(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10);
}

/** The weekday of a day number, 1 (Monday) to 7 (Sunday), as in ISO 8601. */
export function weekdayOf(dayNumber: number): number {
  // Day 0, 1970-01-01, was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/**
 * Reads a time written as `08:30` into minutes since midnight, 0-1440; `24:00` is the end of the day.
 * Undefined where there is no such time or it is written otherwise.
 */
export function parseTime(time: string): number | undefined {
  const [, hour, minute] = timeForm.exec(time) ?? [];
  if (hour === undefined || minute === undefined || Number(minute) > 59) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= 24 * 60 ? minutes : undefined;
}
