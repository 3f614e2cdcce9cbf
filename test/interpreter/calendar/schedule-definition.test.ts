import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { scheduleSchema, schedulesSchema } from '../../../src/interpreter/calendar/schedule-definition.ts';
import { isTimeZone } from '../../../src/interpreter/calendar/time-zone.ts';
import { spans } from './a-schedule.ts';

/** What is wrong with a schedule, as `path: message`. */
function problems(change: Readonly<Record<string, unknown>>): string[] {
  const read = scheduleSchema.safeParse({ timeZone: 'America/New_York', weekly: {}, ...change });
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const monday = (text: string) => ({ weekly: { monday: spans(text) } });
const holiday = (...dates: string[]) => ({ holidays: dates.map((date) => ({ date, name: 'Feast' })) });

test('a document with everything in it is read as it stands', () => {
  const document = {
    $schema: './schedules.schema.json',
    schedules: {
      support: {
        note: 'The desk in Berlin.',
        timeZone: 'Europe/Berlin',
        weekly: {
          monday: spans('08:00-12:00 13:00-17:30'),
          friday: spans('22:00-06:00'),
          sunday: spans('00:00-24:00'),
        },
        holidays: [
          { date: '2026-12-24', name: 'Christmas Eve', hours: spans('08:00-12:00') },
          { date: '12-25', name: 'Christmas Day' },
          { date: '02-29', name: 'Leap Day' },
        ],
      },
    },
  };
  expect(schedulesSchema.parse(document)).toEqual(document);
});

test.each([
  [
    'a time that does not exist',
    monday('08:00-25:00'),
    'weekly.monday.0.to: is not a time of day such as 08:30, at most 24:00',
  ],
  [
    'a time beyond midnight',
    monday('08:00-24:30'),
    'weekly.monday.0.to: is not a time of day such as 08:30, at most 24:00',
  ],
  [
    'an empty span',
    monday('08:00-08:00'),
    'weekly.monday.0: opens and closes at the same time; a whole day is 00:00 to 24:00',
  ],
  ['an opening at 24:00', monday('24:00-08:00'), 'weekly.monday.0: opens at 24:00; write 00:00 of the next day'],
  ['spans that overlap', monday('08:00-12:00 11:59-17:00'), 'weekly.monday: has spans that overlap'],
  ['spans that overlap over midnight', monday('22:00-06:00 23:00-23:30'), 'weekly.monday: has spans that overlap'],
  [
    'a span that overlaps the next day',
    { weekly: { sunday: spans('22:00-06:00'), monday: spans('05:59-08:00') } },
    'weekly.sunday: runs over midnight into the hours of monday',
  ],
  [
    'an unknown zone',
    { timeZone: 'America/Atlantis' },
    'timeZone: is not a time zone of the IANA list such as America/New_York',
  ],
  [
    'an offset for a zone',
    { timeZone: '+01:00' },
    'timeZone: is not a time zone of the IANA list such as America/New_York',
  ],
  ['a date that does not exist', holiday('2026-02-30'), 'holidays.0.date: is not a date of the calendar'],
  ['a leap day in another year', holiday('2026-02-29'), 'holidays.0.date: is not a date of the calendar'],
  ['a yearly date that does not exist', holiday('06-31'), 'holidays.0.date: is not a date of the calendar'],
  [
    'a date in another form',
    holiday('25.12.'),
    'holidays.0.date: is neither a date such as 2026-12-25 nor a yearly one such as 12-25',
  ],
  ['a date named twice', holiday('12-25', '12-25'), 'holidays: names a date twice'],
  [
    'overlapping hours of a holiday',
    { holidays: [{ date: '12-24', name: 'Eve', hours: spans('08:00-12:00 09:00-10:00') }] },
    'holidays.0.hours: has spans that overlap',
  ],
])('%s is refused', (_what, change, problem) => {
  expect(problems(change)).toEqual([problem]);
});

test('spans that only touch are accepted, also over midnight and from Sunday to Monday', () => {
  const weekly = {
    sunday: spans('20:00-06:00'),
    monday: spans('06:00-12:00 12:00-24:00'),
    tuesday: spans('00:00-01:00'),
  };
  expect(problems({ weekly })).toEqual([]);
});

test('a dated and a yearly holiday may meet on a day', () => {
  expect(problems(holiday('12-25', '2026-12-25'))).toEqual([]);
});

function documentNaming(name: string): unknown {
  return JSON.parse(`{ "schedules": { ${JSON.stringify(name)}: { "timeZone": "UTC", "weekly": {} } } }`);
}

test.each(['1st', 'a b', '', 'a'.repeat(65)])('%j is no name of a schedule', (name) => {
  expect(schedulesSchema.safeParse(documentNaming(name)).success).toBe(false);
});

test('a schedule that is named after the prototype is left out', () => {
  const { schedules } = schedulesSchema.parse(documentNaming('__proto__'));
  expect([Object.keys(schedules), Object.getPrototypeOf(schedules)]).toEqual([[], Object.prototype]);
});

test('editors can be given a schema of the document', () => {
  expect(JSON.stringify(z.toJSONSchema(schedulesSchema))).toContain('timeZone');
});

test('any JSON is read or refused, never thrown at', () => {
  const spanLike = fc.array(fc.record({ from: fc.string(), to: fc.string() }));
  const scheduleLike = fc.record({
    timeZone: fc.string(),
    weekly: fc.record({ monday: spanLike }),
    holidays: fc.jsonValue(),
  });
  const anything = fc.oneof(fc.jsonValue(), fc.record({ schedules: fc.dictionary(fc.string(), scheduleLike) }));
  fc.assert(fc.property(anything, (document) => typeof schedulesSchema.safeParse(document).success === 'boolean'));
});

test('any text is a time zone or none', () => {
  fc.assert(fc.property(fc.string(), (name) => typeof isTimeZone(name) === 'boolean'));
  expect(Intl.supportedValuesOf('timeZone').filter((zone) => !isTimeZone(zone))).toEqual([]);
});
