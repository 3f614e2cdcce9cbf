import { expect, test } from 'vitest';
import { parseSchedule } from '../../../local/functions-host/schedule.ts';

function next(text: string, afterAt: string): string {
  const parsed = parseSchedule(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return new Date(parsed.value.nextAfterMs(Date.parse(afterAt))).toISOString();
}

test.each([
  ['* * * * * *', '2026-11-20T10:00:00.000Z', '2026-11-20T10:00:01.000Z'],
  ['* * * * * *', '2026-11-20T10:00:00.999Z', '2026-11-20T10:00:01.000Z'],
  ['*/5 * * * * *', '2026-11-20T10:00:00.000Z', '2026-11-20T10:00:05.000Z'],
  ['*/5 * * * * *', '2026-11-20T10:00:57.200Z', '2026-11-20T10:01:00.000Z'],
  ['5/20 * * * * *', '2026-11-20T10:00:26.000Z', '2026-11-20T10:00:45.000Z'],
  ['10-20/5,50 * * * * *', '2026-11-20T10:00:20.000Z', '2026-11-20T10:00:50.000Z'],
  ['0 30 9 * * Mon-Fri', '2026-11-20T10:00:00.000Z', '2026-11-23T09:30:00.000Z'],
  ['0 0 0 1 jan *', '2026-11-20T10:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['0 0 0 29 2 *', '2097-01-01T00:00:00.000Z', '2104-02-29T00:00:00.000Z'],
  ['0 0 0 13 * 5', '2026-11-20T10:00:00.000Z', '2027-08-13T00:00:00.000Z'],
  ['59 59 23 31 12 *', '2026-12-31T23:59:58.000Z', '2026-12-31T23:59:59.000Z'],
  ['00:00:30', '2026-11-20T10:00:00.500Z', '2026-11-20T10:00:30.500Z'],
  ['1.00:00:00', '2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z'],
])('"%s" after %s is %s', (text, afterAt, nextAt) => {
  expect(next(text, afterAt)).toBe(nextAt);
});

test.each([
  ['*/5 * * * *', '"*/5 * * * *" has 5 fields; a schedule has six, from second to day of week.'],
  ['60 * * * * *', '"60" is no second (0-59).'],
  ['* * 24 * * *', '"24" is no hour (0-23).'],
  ['* * * 0 * *', '"0" is no day (1-31).'],
  ['* * * * Foo *', '"Foo" is no month (1-12).'],
  ['* * * * * 7', '"7" is no day of week (0-6).'],
  ['*/0 * * * * *', '"*/0" is no second (0-59).'],
  ['5-1 * * * * *', '"5-1" is no second (0-59).'],
  ['1, * * * * *', '"1," is no second (0-59).'],
  ['*-3 * * * * *', '"*-3" is no second (0-59).'],
  ['0 0 0 31 2 *', '"0 0 0 31 2 *" names a day that never comes.'],
  ['00:00:00', '"00:00:00" is no TimeSpan such as 00:00:30.'],
  ['99:00:00', '"99:00:00" is no TimeSpan such as 00:00:30.'],
  ['', '"" has 1 fields; a schedule has six, from second to day of week.'],
])('"%s" is refused', (text, error) => {
  expect(parseSchedule(text)).toEqual({ ok: false, error });
});
