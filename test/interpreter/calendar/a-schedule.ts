import { type Schedule, scheduleSchema } from '../../../src/interpreter/calendar/schedule-definition.ts';

/** Spans written as `08:00-12:00 13:00-17:00`. */
export function spans(text: string): { from: string; to: string }[] {
  return text.split(' ').map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }));
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A checked schedule: hours by day, `everyDay` for those that are not named. */
export function aSchedule(
  timeZone: string,
  hours: Readonly<Record<string, string>>,
  holidays?: readonly { date: string; name: string; hours?: string }[],
): Schedule {
  const weekly = days.flatMap((day) => {
    const written = hours[day] ?? hours.everyDay;
    return written === undefined ? [] : [[day, spans(written)]];
  });
  return scheduleSchema.parse({
    timeZone,
    weekly: Object.fromEntries(weekly),
    holidays: holidays?.map((day) => ({ ...day, hours: day.hours === undefined ? undefined : spans(day.hours) })),
  });
}
