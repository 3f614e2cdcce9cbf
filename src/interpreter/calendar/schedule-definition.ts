import * as z from 'zod';
import { parseDate } from './civil-date.ts';
import { overlapNextDay, overlapWithinDay } from './span.ts';
import { isTimeZone } from './time-zone.ts';

/** A leap year, so that a yearly date may be the 29th of February. */
const leapYear = '2024';

const timeOfDay = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'is not a time of day such as 08:30, at most 24:00');

const spanSchema = z
  .strictObject({
    from: timeOfDay.describe('Local time at which it opens, such as 08:00.'),
    to: timeOfDay.describe(
      'Local time at which it closes. 24:00 is midnight; a time before `from` is on the next day.',
    ),
  })
  .refine((span) => span.from !== span.to, 'opens and closes at the same time; a whole day is 00:00 to 24:00')
  .refine((span) => span.from !== '24:00' || span.to === '24:00', 'opens at 24:00; write 00:00 of the next day');

/** Opening spans that begin on one day: at most 12. None means closed. */
const spansSchema = z
  .array(spanSchema)
  .max(12)
  .refine((spans) => !overlapWithinDay(spans), 'has spans that overlap');

/** The weekdays as keys of `weekly`, Monday first. */
export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const weeklySchema = z
  .strictObject({
    monday: spansSchema.optional(),
    tuesday: spansSchema.optional(),
    wednesday: spansSchema.optional(),
    thursday: spansSchema.optional(),
    friday: spansSchema.optional(),
    saturday: spansSchema.optional(),
    sunday: spansSchema.optional(),
  })
  .superRefine((weekly, context) => {
    weekdayNames.forEach((day, index) => {
      const nextDay = weekdayNames[(index + 1) % weekdayNames.length] ?? 'monday';
      if (!overlapNextDay(weekly[day] ?? [], weekly[nextDay] ?? [])) return;
      context.addIssue({ code: 'custom', path: [day], message: `runs over midnight into the hours of ${nextDay}` });
    });
  });

const holidaySchema = z.strictObject({
  date: z
    .string()
    .regex(/^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$/, {
      error: 'is neither a date such as 2026-12-25 nor a yearly one such as 12-25',
      abort: true,
    })
    .refine(
      (date) => parseDate(date.length === 5 ? `${leapYear}-${date}` : date) !== undefined,
      'is not a date of the calendar',
    )
    .describe('A date, 2026-12-25, or one of every year, 12-25. 02-29 counts in leap years only.'),
  name: z.string().min(1).max(100).describe('What callers hear, such as Christmas Day.'),
  hours: spansSchema.optional().describe('Spans that begin on this day, in place of the weekly ones. Absent: closed.'),
});

/** One named schedule: weekly hours in a time zone, and the days on which others hold. */
export const scheduleSchema = z.strictObject({
  note: z.string().max(1_000).optional(),
  timeZone: z
    .string()
    .min(1)
    .max(64)
    .refine(isTimeZone, 'is not a time zone of the IANA list such as America/New_York')
    .describe('A name of the IANA list, such as America/New_York.'),
  weekly: weeklySchema.describe('Spans by the weekday on which they begin. A day that is missing is closed.'),
  holidays: z
    .array(holidaySchema)
    .max(1_000)
    .refine((holidays) => new Set(holidays.map(({ date }) => date)).size === holidays.length, 'names a date twice')
    .optional()
    .describe('At most 1,000. Where a dated and a yearly one meet on a day, the dated one holds.'),
});

/** The name of a schedule, formed as a step's. */
const scheduleName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'is not a name such as support or front-desk');

/** The document `schedules.json`: named schedules, at most 1,000. */
export const schedulesSchema = z.strictObject({
  $schema: z.string().max(1_000).optional(),
  schedules: z
    .record(scheduleName, scheduleSchema)
    .refine((schedules) => Object.keys(schedules).length <= 1_000, 'names more than 1,000 schedules'),
});

/** When a line is open. Never changed once parsed: what is worked out of it is remembered. */
export type Schedule = z.infer<typeof scheduleSchema>;
