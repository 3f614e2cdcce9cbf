import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingAt } from '../../../src/interpreter/calendar/opening-at.ts';
import { type Schedule, scheduleSchema, weekdayNames } from '../../../src/interpreter/calendar/schedule-definition.ts';

const minuteMs = 60_000;
const dayMinutes = 1_440;
const windowMinutes = 4 * dayMinutes;

/** Days on which the clocks of a zone go forward and back; the window begins two days before. */
const changes = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Nuuk', '2026-03-29'],
  ['America/Nuuk', '2026-10-25'],
  ['Antarctica/Troll', '2026-10-25'],
  ['Asia/Kolkata', '2026-03-08'],
] as const;

interface Window {
  readonly zone: string;
  readonly fromMs: number;
  /** For each minute from `fromMs` on, the greatest local minute shown so far. */
  readonly shown: readonly number[];
}

/** Reads the clocks minute by minute, knowing nothing of offsets or changes. */
function readClocks(zone: string, date: string): Window {
  const fromMs = Date.parse(date) - 2 * dayMinutes * minuteMs;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  let greatest = 0;
  const shown = Array.from({ length: windowMinutes }, (_, minute) => {
    const [day, time] = clock.format(fromMs + minute * minuteMs).split(' ');
    greatest = Math.max(greatest, Date.parse(`${day}T${time}Z`) / minuteMs);
    return greatest;
  });
  return { zone, fromMs, shown };
}

const windows = changes.map(([zone, date]) => readClocks(zone, date));

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether a local minute lies in a span that begins on its day or on the day before. */
function isOpen(schedule: Schedule, localMinute: number): boolean {
  const today = Math.floor(localMinute / dayMinutes);
  return [today - 1, today].some((day) => {
    const date = new Date(day * dayMinutes * minuteMs);
    const iso = date.toISOString().slice(0, 10);
    const named = (written: string) => schedule.holidays?.find((holiday) => holiday.date === written);
    const holiday = named(iso) ?? named(iso.slice(5));
    const weekday = weekdayNames[(date.getUTCDay() + 6) % 7] ?? 'monday';
    const spans = holiday === undefined ? schedule.weekly[weekday] : holiday.hours;
    return (spans ?? []).some(({ from, to }) => {
      const fromMinute = day * dayMinutes + minuteOf(from);
      const length = minuteOf(to) - minuteOf(from);
      return localMinute >= fromMinute && localMinute < fromMinute + (length > 0 ? length : length + dayMinutes);
    });
  });
}

const times = fc
  .oneof(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 0, max: 48 }))
  .map((five) => `${String(Math.floor(five / 12)).padStart(2, '0')}:${String((five % 12) * 5).padStart(2, '0')}`);
const daySpans = fc.array(
  fc.record({ from: times, to: fc.oneof({ weight: 4, arbitrary: times }, fc.constant('24:00')) }),
  { maxLength: 3 },
);
const weekly = fc.record(Object.fromEntries(weekdayNames.map((day) => [day, daySpans])), { requiredKeys: [] });
const holidays = fc.uniqueArray(
  fc.record(
    {
      date: fc.constantFrom('2026-03-29', '2026-10-25', '11-01', '03-08'),
      name: fc.constant('Feast'),
      hours: daySpans,
    },
    { requiredKeys: ['date', 'name'] },
  ),
  { selector: (holiday) => holiday.date, maxLength: 3 },
);

/** A window and a schedule for its zone; those that the schema refuses, for overlaps, are passed over. */
const cases = fc
  .record({ window: fc.constantFrom(...windows), weekly, holidays })
  .map(({ window, ...rest }) => ({ window, read: scheduleSchema.safeParse({ timeZone: window.zone, ...rest }) }))
  .filter(({ read }) => read.success);

test('status and next change agree with a clock read minute by minute', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: windowMinutes - 1 }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(cases, minutes, ({ window, read }, asked) => {
      if (!read.success) return;
      const open = window.shown.map((minute) => isOpen(read.data, minute));
      for (const minute of asked) {
        const found = openingAt(read.data, window.fromMs + minute * minuteMs);
        expect(found.status === 'open').toBe(open[minute]);
        const changeMinute = open.indexOf(!open[minute], minute);
        const changeAtMs = found.opensAtMs ?? found.closesAtMs ?? Number.POSITIVE_INFINITY;
        const windowEndMs = window.fromMs + windowMinutes * minuteMs;
        if (changeMinute === -1) expect(changeAtMs).toBeGreaterThanOrEqual(windowEndMs);
        else expect(new Date(changeAtMs)).toEqual(new Date(window.fromMs + changeMinute * minuteMs));
      }
    }),
    { numRuns: 150 },
  );
});

const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2036-01-01') });

test('the next opening is open and the millisecond before is not; a closing the other way round', () => {
  fc.assert(
    fc.property(cases, instants, ({ read }, atMs) => {
      if (!read.success) return;
      const { status, opensAtMs, closesAtMs } = openingAt(read.data, atMs);
      const isOpenAt = (ms: number) => openingAt(read.data, ms).status === 'open';
      expect(opensAtMs !== undefined && closesAtMs !== undefined).toBe(false);
      if (opensAtMs !== undefined)
        expect([status === 'open', isOpenAt(opensAtMs - 1), isOpenAt(opensAtMs)]).toEqual([false, false, true]);
      if (closesAtMs !== undefined)
        expect([status === 'open', isOpenAt(closesAtMs - 1), isOpenAt(closesAtMs)]).toEqual([true, true, false]);
    }),
    { numRuns: 300 },
  );
});
