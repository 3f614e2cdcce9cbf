import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import type { Schedule } from './schedule.ts';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names for the values from `min` on, in lower case. */
  readonly names?: readonly string[];
}

const second: Field = { name: 'second', min: 0, max: 59 };
const minute: Field = { name: 'minute', min: 0, max: 59 };
const hour: Field = { name: 'hour', min: 0, max: 23 };
const day: Field = { name: 'day', min: 1, max: 31 };
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month: Field = { name: 'month', min: 1, max: 12, names: monthNames };
const weekday: Field = {
  name: 'day of week',
  min: 0,
  max: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};
const fields = [second, minute, hour, day, month, weekday] as const;

const dayMs = 86_400_000;
const secondsPerDay = 86_400;

/** 29 February can be eight years away (1896 to 1904, 2096 to 2104); what does not fire in nine never will. */
const searchDaysMax = 9 * 366;

type Values = ReadonlySet<number>;

/**
 * Reads six fields, `{second} {minute} {hour} {day} {month} {day of week}`, each `*`, a value, a range, `/step` of these, or a
 * list of them; months and days of the week also by English name. Instants are UTC. As in NCrontab, which the real host
 * uses, a day must fit both its fields. Five fields are refused: their meaning would shift by one.
 */
export function parseNcrontab(text: string): Result<Schedule, string> {
  const texts = text.trim().split(/\s+/);
  if (texts.length !== fields.length) {
    return failed(`"${text}" has ${texts.length} fields; a schedule has six, from second to day of week.`);
  }
  const parsed: Values[] = [];
  for (const [index, field] of fields.entries()) {
    const values = parseField(texts[index] ?? '', field);
    if (values === undefined) return failed(`"${texts[index]}" is no ${field.name} (${field.min}-${field.max}).`);
    parsed.push(values);
  }
  const [seconds, minutes, hours, days, months, weekdays] = parsed;
  if (!seconds || !minutes || !hours || !days || !months || !weekdays) throw new Error('A field was lost.');
  const times = { seconds, minutes, hours };
  const dates = { days, months, weekdays };
  if (nextAfter(times, dates, 0) === undefined) return failed(`"${text}" names a day that never comes.`);
  return ok({ nextAfterMs: (instantMs) => expectInstant(nextAfter(times, dates, instantMs)) });
}

function parseField(text: string, field: Field): Values | undefined {
  const terms = text.split(',').map((term) => parseTerm(term, field));
  return terms.includes(undefined) ? undefined : new Set(terms.flatMap((values) => values ?? []));
}

function parseTerm(term: string, field: Field): number[] | undefined {
  const match = /^(\*|\w+)(?:(?<!\*)-(\w+))?(?:\/(\d{1,2}))?$/.exec(term);
  if (match === null) return undefined;
  const [, fromText = '*', toText, stepText] = match;
  const from = fromText === '*' ? field.min : parseValue(fromText, field);
  // `5/15` runs from 5 to the field's end; a lone `5` is only itself.
  const openEnd = fromText === '*' || stepText !== undefined ? field.max : from;
  const to = toText === undefined ? openEnd : parseValue(toText, field);
  const step = Number(stepText ?? 1);
  if (from === undefined || to === undefined || from > to || step < 1) return undefined;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function parseValue(text: string, field: Field): number | undefined {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? field.min + named : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= field.min && value <= field.max ? value : undefined;
}

interface Times {
  readonly seconds: Values;
  readonly minutes: Values;
  readonly hours: Values;
}

interface Dates {
  readonly days: Values;
  readonly months: Values;
  readonly weekdays: Values;
}

function nextAfter(times: Times, dates: Dates, instantMs: number): number | undefined {
  const earliestMs = Math.floor(instantMs / 1000) * 1000 + 1000;
  const firstDayMs = Math.floor(earliestMs / dayMs) * dayMs;
  for (let dayIndex = 0; dayIndex < searchDaysMax; dayIndex++) {
    const midnightMs = firstDayMs + dayIndex * dayMs;
    if (!isOnDay(dates, new Date(midnightMs))) continue;
    const fromSecond = dayIndex === 0 ? (earliestMs - midnightMs) / 1000 : 0;
    const secondOfDay = firstSecondOfDay(times, fromSecond);
    if (secondOfDay !== undefined) return midnightMs + secondOfDay * 1000;
  }
  return undefined;
}

function isOnDay({ days, months, weekdays }: Dates, date: Date): boolean {
  return days.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1) && weekdays.has(date.getUTCDay());
}

function firstSecondOfDay({ seconds, minutes, hours }: Times, fromSecond: number): number | undefined {
  for (let candidate = fromSecond; candidate < secondsPerDay; candidate++) {
    const minuteOfDay = Math.floor(candidate / 60);
    if (hours.has(Math.floor(minuteOfDay / 60)) && minutes.has(minuteOfDay % 60) && seconds.has(candidate % 60)) {
      return candidate;
    }
  }
  return undefined;
}

function expectInstant(instantMs: number | undefined): number {
  if (instantMs === undefined) throw new Error('A schedule that had a next instant has none.');
  return instantMs;
}
