import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate, parseTime } from '../../../src/interpreter/calendar/civil-date.ts';
import { atLocal, localTime } from '../../../src/interpreter/calendar/local-time.ts';
import { shownAt, steadyClockMs } from '../../../src/interpreter/calendar/time-zone.ts';

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';
const lordHowe = 'Australia/Lord_Howe';

test('localTime tells date, time and weekday', () => {
  expect(localTime(Date.parse('2026-12-25T04:59:59.999Z'), newYork)).toEqual({
    date: '2026-12-24',
    time: '23:59',
    weekday: 4,
    year: 2026,
    month: 12,
    day: 24,
    hour: 23,
    minute: 59,
  });
});

test.each([
  ['2026-03-08T06:59Z', newYork, '2026-03-08 01:59'],
  ['2026-03-08T07:00Z', newYork, '2026-03-08 03:00'],
  ['2026-11-01T05:59Z', newYork, '2026-11-01 01:59'],
  ['2026-11-01T06:00Z', newYork, '2026-11-01 01:00'],
  ['2026-03-29T00:59Z', berlin, '2026-03-29 01:59'],
  ['2026-03-29T01:00Z', berlin, '2026-03-29 03:00'],
  ['2026-10-25T00:59Z', berlin, '2026-10-25 02:59'],
  ['2026-10-25T01:00Z', berlin, '2026-10-25 02:00'],
  ['2026-04-04T14:59Z', lordHowe, '2026-04-05 01:59'],
  ['2026-04-04T15:00Z', lordHowe, '2026-04-05 01:30'],
  ['2026-10-03T15:29Z', lordHowe, '2026-10-04 01:59'],
  ['2026-10-03T15:30Z', lordHowe, '2026-10-04 02:30'],
  ['2026-06-01T12:00Z', 'Asia/Kathmandu', '2026-06-01 17:45'],
])('at %s the clocks of %s show %s', (at, zone, shown) => {
  const { date, time } = localTime(Date.parse(at), zone);
  expect(`${date} ${time}`).toBe(shown);
});

test.each([
  ['an ordinary time', '2026-07-01', '12:00', newYork, '2026-07-01T16:00Z'],
  ['the end of a day', '2026-12-31', '24:00', berlin, '2026-12-31T23:00Z'],
  ['a skipped time: the change', '2026-03-08', '02:30', newYork, '2026-03-08T07:00Z'],
  ['the end of the skipped hour', '2026-03-08', '03:00', newYork, '2026-03-08T07:00Z'],
  ['after the skipped hour', '2026-03-08', '03:01', newYork, '2026-03-08T07:01Z'],
  ['a repeated time: its first coming', '2026-11-01', '01:30', newYork, '2026-11-01T05:30Z'],
  ['the end of the repeated hour', '2026-11-01', '02:00', newYork, '2026-11-01T07:00Z'],
  ['a skipped time in Berlin', '2026-03-29', '02:00', berlin, '2026-03-29T01:00Z'],
  ['a repeated time in Berlin', '2026-10-25', '02:00', berlin, '2026-10-25T00:00Z'],
  ['a skipped time of half an hour', '2026-10-04', '02:15', lordHowe, '2026-10-03T15:30Z'],
  ['a repeated time of half an hour', '2026-04-05', '01:45', lordHowe, '2026-04-04T14:45Z'],
  ['a midnight that is skipped', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00Z'],
  ['a day that was skipped', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00Z'],
])('atLocal gives %s', (_what, date, time, zone, at) => {
  expect(new Date(atLocal(date, time, zone) ?? Number.NaN).toISOString()).toBe(new Date(at).toISOString());
});

test.each([
  ['2026-02-30', '12:00'],
  ['2026-2-3', '12:00'],
  ['0000-01-01', '12:00'],
  ['2026-02-03', '24:01'],
  ['2026-02-03', '12:60'],
  ['2026-02-03', '1200'],
])('atLocal gives nothing for %s %s', (date, time) => {
  expect(atLocal(date, time, newYork)).toBeUndefined();
});

const zones = fc.constantFrom(
  newYork,
  berlin,
  lordHowe,
  'UTC',
  'Africa/Casablanca',
  'America/Nuuk',
  'Pacific/Kiritimati',
);
const instants = fc.integer({ min: Date.parse('2001-01-01'), max: Date.parse('2037-01-01') });

test('a local minute read at an instant is shown from that instant on, or was shown before', () => {
  fc.assert(
    fc.property(instants, zones, (atMs, zone) => {
      const { date, time } = localTime(atMs, zone);
      const shownMs = atLocal(date, time, zone);
      expect(shownMs).toBeLessThanOrEqual(atMs);
      expect(localTime(shownMs ?? Number.NaN, zone)).toEqual(localTime(atMs, zone));
    }),
  );
});

test('the steady clock never falls, and shownAt is the first instant of what it shows', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 100_000_000 }), zones, (atMs, laterMs, zone) => {
      const shown = steadyClockMs(atMs, zone);
      expect(steadyClockMs(atMs + laterMs, zone)).toBeGreaterThanOrEqual(shown);
      expect(shownAt(shown, zone)).toBeLessThanOrEqual(atMs);
      expect(steadyClockMs(shownAt(shown, zone) - 1, zone)).toBeLessThan(shown);
    }),
  );
});

test('any instant in any zone has a local time', () => {
  fc.assert(
    fc.property(fc.double(), fc.oneof(zones, fc.string()), (atMs, zone) => {
      const { date, time, weekday } = localTime(atMs, zone);
      expect(parseDate(date)).toBeDefined();
      expect(parseTime(time)).toBeDefined();
      expect([1, 2, 3, 4, 5, 6, 7]).toContain(weekday);
    }),
  );
});

test('a text that is no date and no time is nothing, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), zones, (date, time, zone) => atLocal(date, time, zone) === undefined),
  );
});

test('an unknown zone counts as UTC', () => {
  expect(localTime(0, 'Mars/Olympus')).toEqual(localTime(0, 'UTC'));
});
