import { dayMs, minuteMs, parseDate, weekdayOf } from './civil-date.ts';
import { type Schedule, weekdayNames } from './schedule-definition.ts';
import { type MinuteSpan, minuteSpans } from './span.ts';

type Holiday = NonNullable<Schedule['holidays']>[number];

interface OpenHoliday {
  readonly name: string;
  readonly spans: readonly MinuteSpan[];
}

/** A schedule made ready to be asked about days. */
export interface OpeningDays {
  /** The holiday on a day number, dated before yearly. */
  holiday(dayNumber: number): OpenHoliday | undefined;
  /** The spans that begin on a day number, ordered, as local times counted as though they were UTC, in milliseconds. */
  spans(dayNumber: number): readonly LocalSpan[];
}

/** A span on the local clock counted as though it showed UTC: milliseconds since 1970-01-01 00:00 on that clock. */
export interface LocalSpan {
  readonly fromMs: number;
  /** The first instant that is no longer open. */
  readonly toMs: number;
}

const remembered = new WeakMap<Schedule, OpeningDays>();

/** Makes a schedule ready, once per schedule object: hence a schedule must not be changed after it was parsed. */
export function openingDays(schedule: Schedule): OpeningDays {
  const known = remembered.get(schedule);
  if (known !== undefined) return known;
  const made = prepare(schedule);
  remembered.set(schedule, made);
  return made;
}

function prepare(schedule: Schedule): OpeningDays {
  const weekly = weekdayNames.map((day) => minuteSpans(schedule.weekly[day] ?? []));
  const holidays = schedule.holidays ?? [];
  const dated = new Map(holidays.map((holiday) => [parseDate(holiday.date), openHoliday(holiday)]));
  const yearly = new Map(
    holidays.filter(({ date }) => date.length === 5).map((holiday) => [holiday.date, openHoliday(holiday)]),
  );
  const holiday = (dayNumber: number) =>
    dated.get(dayNumber) ?? (yearly.size > 0 ? yearly.get(monthAndDay(dayNumber)) : undefined);
  return {
    holiday,
    spans: (dayNumber) =>
      (holiday(dayNumber)?.spans ?? weekly[weekdayOf(dayNumber) - 1] ?? []).map((span) => ({
        fromMs: dayNumber * dayMs + span.fromMinute * minuteMs,
        toMs: dayNumber * dayMs + span.toMinute * minuteMs,
      })),
  };
}

function openHoliday(holiday: Holiday): OpenHoliday {
  return { name: holiday.name, spans: minuteSpans(holiday.hours ?? []) };
}

/** `12-25` of a day number. */
function monthAndDay(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(5, 10);
}
