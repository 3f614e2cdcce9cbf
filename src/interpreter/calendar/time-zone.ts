import { boundedMemo } from '../bounded-memo.ts';
import { dayMs } from './civil-date.ts';

/** Instants outside the years 1 to 9999 are taken as the nearest inside, so that every local date has four digits. */
const atMsMin = Date.parse('0001-01-03');
const atMsMax = Date.parse('9999-12-29');

/** How close the search for a change of clocks comes: changes fall on whole seconds. */
const changePrecisionMs = 1_000;

/** Whether a name is a time zone of the IANA list; plain offsets such as `+01:00`, which know no summer time, are none. */
export function isTimeZone(name: string): boolean {
  return formatter(name) !== undefined;
}

/** The instant, brought into the years that the calendar knows; what is not a number counts as 1970. Milliseconds. */
function knownInstant(atMs: number): number {
  return Number.isNaN(atMs) ? 0 : Math.min(Math.max(atMs, atMsMin), atMsMax);
}

/**
 * What the clocks of a zone show, as though they showed UTC: milliseconds since 1970-01-01 00:00 on that clock.
 * An unknown zone counts as UTC: schedules name known ones only, but a program may outlive the list of zones it was checked
 * with, and a line with shifted hours is better than a silent one.
 */
export function clockMs(atMs: number, timeZone: string): number {
  const instant = knownInstant(atMs);
  return instant + offsetMs(instant, timeZone);
}

/**
 * Like `clockMs`, but as a clock that is never turned back: while an hour repeats it stands at that hour's end. Hence it
 * never falls, and `shownAt` is its inverse.
 */
export function steadyClockMs(atMs: number, timeZone: string): number {
  const instant = knownInstant(atMs);
  const offset = offsetMs(instant, timeZone);
  // A day covers every repetition there is: zones repeat at most three hours.
  const before = offsetMs(instant - dayMs, timeZone);
  if (before <= offset) return instant + offset;
  const changedAtMs = changeOfClocks(instant - dayMs, instant, timeZone);
  return Math.max(instant + offset, changedAtMs + before - 1);
}

/**
 * The first instant at which the clocks of a zone show the given time or a later one (given and shown as in `clockMs`).
 * A time that is skipped in spring is thus the moment of the change; one that comes twice in autumn is its first coming.
 */
export function shownAt(localMs: number, timeZone: string): number {
  const local = knownInstant(localMs);
  // No zone is a day from UTC, so the instant lies between these two.
  const [from, to] = [local - dayMs, local + dayMs];
  const before = offsetMs(from, timeZone);
  const after = offsetMs(to, timeZone);
  if (before === after) return local - before;
  const changedAtMs = changeOfClocks(from, to, timeZone);
  return local - before < changedAtMs ? local - before : Math.max(changedAtMs, local - after);
}

/** The instant in (`fromMs`, `toMs`] from which the offset differs from that at `fromMs`; there is one change between. */
function changeOfClocks(fromMs: number, toMs: number, timeZone: string): number {
  const before = offsetMs(fromMs, timeZone);
  let unchanged = Math.floor(fromMs / changePrecisionMs);
  let changed = Math.ceil(toMs / changePrecisionMs);
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (offsetMs(middle * changePrecisionMs, timeZone) === before) unchanged = middle;
    else changed = middle;
  }
  return changed * changePrecisionMs;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetMs(atMs: number, timeZone: string): number {
  // What `now` costs in a flow without a zone of its own; asking Intl takes some microseconds.
  if (timeZone === 'UTC') return 0;
  const instant = Math.floor(knownInstant(atMs) / 1_000) * 1_000;
  const shown = formatter(timeZone)?.format(instant) ?? '';
  const [month, day, year, hour, minute, second] = shown.split(/[^0-9]+/);
  if (second === undefined) return 0;
  const date = `${year?.padStart(4, '0')}-${month}-${day}`;
  return Date.parse(`${date}T${hour}:${minute}:${second}Z`) - instant;
}

const formatter = boundedMemo((timeZone): Intl.DateTimeFormat | undefined => {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    // Intl tells of an unknown zone by a RangeError; there is no other way to ask for one name.
    return undefined;
  }
});
