import { expect, test } from 'vitest';
import { openingAt } from '../../../src/interpreter/calendar/opening-at.ts';
import type { Schedule } from '../../../src/interpreter/calendar/schedule-definition.ts';
import { aSchedule } from './a-schedule.ts';

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';
const lordHowe = 'Australia/Lord_Howe';

/** An opening as one line: `open until 2026-03-08T07:00Z`, `holiday Christmas, opens never`. */
function told(schedule: Schedule, at: string): string {
  const { status, holiday, opensAtMs, closesAtMs } = openingAt(schedule, Date.parse(at));
  const written = (ms: number | undefined) =>
    ms === undefined ? 'never' : new Date(ms).toISOString().replace(':00.000', '');
  const change = status === 'open' ? `until ${written(closesAtMs)}` : `opens ${written(opensAtMs)}`;
  return `${status}${holiday === undefined ? '' : ` (${holiday})`} ${change}`;
}

const office = aSchedule(newYork, { monday: '08:00-12:00 13:00-17:30', friday: '08:00-12:00' });

test('a whole opening has nothing but what is known', () => {
  expect(openingAt(office, Date.parse('2026-07-06T12:00Z'))).toStrictEqual({
    status: 'open',
    closesAtMs: Date.parse('2026-07-06T16:00Z'),
  });
  expect(openingAt(aSchedule('UTC', {}), 0)).toStrictEqual({ status: 'closed' });
});

test.each([
  ['opens on the minute', '2026-07-06T12:00:00Z', 'open until 2026-07-06T16:00Z'],
  ['is closed a millisecond before', '2026-07-06T11:59:59.999Z', 'closed opens 2026-07-06T12:00Z'],
  ['closes on the minute', '2026-07-06T16:00:00Z', 'closed opens 2026-07-06T17:00Z'],
  ['is open a millisecond before', '2026-07-06T15:59:59.999Z', 'open until 2026-07-06T16:00Z'],
  ['finds the next open day', '2026-07-06T22:00Z', 'closed opens 2026-07-10T12:00Z'],
  ['finds it in the next week', '2026-07-10T20:00Z', 'closed opens 2026-07-13T12:00Z'],
])('an office %s', (_what, at, expected) => {
  expect(told(office, at)).toBe(expected);
});

const nights = aSchedule(berlin, { friday: '22:00-06:00', saturday: '22:00-24:00', sunday: '00:00-02:00 10:00-00:00' });

test.each([
  ['goes on over midnight', '2026-07-10T21:00Z', 'open until 2026-07-11T04:00Z'],
  ['is still open after midnight', '2026-07-11T03:59Z', 'open until 2026-07-11T04:00Z'],
  ['has ended in the morning', '2026-07-11T04:00Z', 'closed opens 2026-07-11T20:00Z'],
  ['is joined to what begins at midnight', '2026-07-11T20:00Z', 'open until 2026-07-12T00:00Z'],
  ['ends at a midnight written 00:00', '2026-07-12T12:00Z', 'open until 2026-07-12T22:00Z'],
])('a span over midnight %s', (_what, at, expected) => {
  expect(told(nights, at)).toBe(expected);
});

test('a line that is always open has no closing, one that is never open no opening', () => {
  expect(told(aSchedule(newYork, { everyDay: '00:00-24:00' }), '2026-07-06T12:00Z')).toBe('open until never');
  expect(told(aSchedule(newYork, {}), '2026-07-06T12:00Z')).toBe('closed opens never');
});

test('a line that is always open but for a holiday closes at its midnight', () => {
  const schedule = aSchedule(newYork, { everyDay: '00:00-24:00' }, [{ date: '12-25', name: 'Christmas' }]);
  expect(told(schedule, '2026-01-01T12:00Z')).toBe('open until 2026-12-25T05:00Z');
  expect(told(schedule, '2026-12-25T05:00Z')).toBe('holiday (Christmas) opens 2026-12-26T05:00Z');
});

const festive = aSchedule(berlin, { everyDay: '08:00-18:00', thursday: '08:00-18:00 22:00-03:00' }, [
  { date: '12-24', name: 'Christmas Eve', hours: '09:00-12:00' },
  { date: '12-25', name: 'Christmas Day' },
  { date: '2027-12-25', name: 'Closing Day', hours: '23:00-01:00' },
  { date: '02-29', name: 'Leap Day' },
]);

test.each([
  ['before its own hours', '2026-12-24T07:30Z', 'holiday (Christmas Eve) opens 2026-12-24T08:00Z'],
  ['within its own hours', '2026-12-24T08:00Z', 'open (Christmas Eve) until 2026-12-24T11:00Z'],
  ['after its own hours', '2026-12-24T11:00Z', 'holiday (Christmas Eve) opens 2026-12-26T07:00Z'],
  ['closed all day', '2026-12-25T11:00Z', 'holiday (Christmas Day) opens 2026-12-26T07:00Z'],
  ['yearly, in a later year', '2030-12-25T11:00Z', 'holiday (Christmas Day) opens 2030-12-26T07:00Z'],
  ['dated, which goes before yearly', '2027-12-25T11:00Z', 'holiday (Closing Day) opens 2027-12-25T22:00Z'],
  ['with hours over its midnight', '2027-12-25T23:30Z', 'open until 2027-12-26T00:00Z'],
  ['of the leap day', '2028-02-29T11:00Z', 'holiday (Leap Day) opens 2028-03-01T07:00Z'],
])('a holiday %s', (_what, at, expected) => {
  expect(told(festive, at)).toBe(expected);
});

test('a span that runs over midnight into a holiday goes on to its end', () => {
  const bar = aSchedule(berlin, { thursday: '22:00-03:00' }, [{ date: '2026-12-25', name: 'Christmas Day' }]);
  expect(told(bar, '2026-12-25T01:00Z')).toBe('open (Christmas Day) until 2026-12-25T02:00Z');
  expect(told(bar, '2026-12-25T02:00Z')).toBe('holiday (Christmas Day) opens 2026-12-31T21:00Z');
});

test('the one opening of a year is found, and its closing', () => {
  const yearly = aSchedule('UTC', {}, [{ date: '01-01', name: 'New Year', hours: '00:00-01:00' }]);
  expect(told(yearly, '2026-01-01T00:30Z')).toBe('open (New Year) until 2026-01-01T01:00Z');
  expect(told(yearly, '2027-12-31T23:00Z')).toBe('closed opens 2028-01-01T00:00Z');
  expect(told(yearly, '2028-01-01T01:00Z')).toBe('holiday (New Year) opens 2029-01-01T00:00Z');
});

test.each([
  // Clocks go forward at 07:00Z from 02:00 to 03:00.
  [newYork, '02:30-08:00', '2026-03-08T06:59Z', 'closed opens 2026-03-08T07:00Z'],
  [newYork, '02:30-08:00', '2026-03-08T07:00Z', 'open until 2026-03-08T12:00Z'],
  [newYork, '00:00-02:30', '2026-03-08T06:30Z', 'open until 2026-03-08T07:00Z'],
  [newYork, '02:10-02:50', '2026-03-08T06:59Z', 'closed opens 2026-03-09T06:10Z'],
  [newYork, '02:10-02:50', '2026-03-08T07:30Z', 'closed opens 2026-03-09T06:10Z'],
  [newYork, '01:00-02:00 03:00-04:00', '2026-03-08T06:00Z', 'open until 2026-03-08T08:00Z'],
  // Clocks go back at 06:00Z from 02:00 to 01:00.
  [newYork, '01:30-08:00', '2026-11-01T05:30Z', 'open until 2026-11-01T13:00Z'],
  [newYork, '01:30-08:00', '2026-11-01T06:10Z', 'open until 2026-11-01T13:00Z'],
  [newYork, '00:00-01:30', '2026-11-01T05:29Z', 'open until 2026-11-01T05:30Z'],
  [newYork, '00:00-01:30', '2026-11-01T06:10Z', 'closed opens 2026-11-02T05:00Z'],
  [newYork, '00:00-02:00', '2026-11-01T06:10Z', 'open until 2026-11-01T07:00Z'],
  [newYork, '22:00-06:00', '2026-11-01T03:00Z', 'open until 2026-11-01T11:00Z'],
  // Clocks go forward at 01:00Z from 02:00 to 03:00, and back at 01:00Z from 03:00 to 02:00.
  [berlin, '02:30-08:00', '2026-03-29T00:59Z', 'closed opens 2026-03-29T01:00Z'],
  [berlin, '22:00-06:00', '2026-03-28T22:00Z', 'open until 2026-03-29T04:00Z'],
  [berlin, '02:30-08:00', '2026-10-25T00:29Z', 'closed opens 2026-10-25T00:30Z'],
  [berlin, '02:30-08:00', '2026-10-25T01:10Z', 'open until 2026-10-25T07:00Z'],
  [berlin, '00:00-02:30', '2026-10-25T01:10Z', 'closed opens 2026-10-25T23:00Z'],
  // Clocks go forward at 15:30Z from 02:00 to 02:30, and back at 15:00Z from 02:00 to 01:30.
  [lordHowe, '02:15-08:00', '2026-10-03T15:29Z', 'closed opens 2026-10-03T15:30Z'],
  [lordHowe, '01:45-08:00', '2026-04-04T15:10Z', 'open until 2026-04-04T21:30Z'],
])('in %s open %s, at %s, it is %s', (zone, hours, at, expected) => {
  expect(told(aSchedule(zone, { everyDay: hours }), at)).toBe(expected);
});

test('an instant that is none has an opening too', () => {
  for (const atMs of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 8.64e15]) {
    expect(['open', 'closed']).toContain(openingAt(office, atMs).status);
  }
});
