import { dayMs } from './civil-date.ts';
import { type LocalSpan, type OpeningDays, openingDays } from './opening-days.ts';
import type { Schedule } from './schedule-definition.ts';
import { shownAt, steadyClockMs } from './time-zone.ts';

/** How far ahead openings and closings are looked for, in days: a line that opens on one day of the year is found. */
const daysAheadMax = 366;

/** Whether a schedule is open at an instant, and until when that holds. */
export interface Opening {
  /** `holiday`: not open, and the local date is a holiday. */
  readonly status: 'open' | 'closed' | 'holiday';
  /** The name of the holiday that the local date is, also while open within its own hours. */
  readonly holiday?: string;
  /** When it opens next. Milliseconds since 1970; only where it is not open, and absent if it stays so for 366 days. */
  readonly opensAtMs?: number;
  /** When it closes. Milliseconds since 1970; only where it is open, and absent if it stays so for 366 days. */
  readonly closesAtMs?: number;
}

/**
 * Tells whether a schedule is open at an instant (milliseconds since 1970).
 *
 * A span begins when the clocks first show its `from` or a later time, and ends when they first show its `to` or a later
 * one. So, where clocks go forward, a skipped `from` or `to` is the moment of the change (and a span that is skipped as a
 * whole does not take place); where they go back, the first of two equal times counts, and a span that began before does
 * not begin again. Spans belong to the day that they begin on: one that runs over midnight into a holiday goes on to its
 * end, and a holiday replaces the spans that begin on its date. Spans that touch, or are parted only by a skipped time, are one.
 */
export function openingAt(schedule: Schedule, atMs: number): Opening {
  const days = openingDays(schedule);
  const nowMs = steadyClockMs(atMs, schedule.timeZone);
  const view: View = {
    days,
    nowMs,
    today: Math.floor(nowMs / dayMs),
    instantOf: (ms) => shownAt(ms, schedule.timeZone),
  };
  const name = days.holiday(view.today)?.name;
  const holiday = name === undefined ? {} : { holiday: name };
  const current = currentSpan(view);
  if (current !== undefined) {
    const closesAtMs = closing(view, current);
    return { status: 'open', ...holiday, ...(closesAtMs === undefined ? {} : { closesAtMs }) };
  }
  const opensAtMs = nextOpening(view);
  const status = name === undefined ? 'closed' : 'holiday';
  return { status, ...holiday, ...(opensAtMs === undefined ? {} : { opensAtMs }) };
}

interface View {
  readonly days: OpeningDays;
  /** What the steady clock shows. */
  readonly nowMs: number;
  /** The day number of that. */
  readonly today: number;
  /** The instant at which a local time is first shown. */
  instantOf(localMs: number): number;
}

/** The span that holds now: one of today, or of yesterday over midnight. */
function currentSpan({ days, nowMs, today }: View): LocalSpan | undefined {
  const near = [...days.spans(today - 1), ...days.spans(today)];
  return near.find((span) => span.fromMs <= nowMs && nowMs < span.toMs);
}

/** When the next span begins that takes place, if one does. */
function nextOpening(view: View): number | undefined {
  for (const span of spansFromToday(view)) {
    const opensAtMs = span.fromMs > view.nowMs ? view.instantOf(span.fromMs) : undefined;
    if (opensAtMs !== undefined && opensAtMs < view.instantOf(span.toMs)) return opensAtMs;
  }
  return undefined;
}

/** When the current span and those joined to it end, unless they go on beyond the bound. */
function closing(view: View, current: LocalSpan): number | undefined {
  let toMs = current.toMs;
  for (const span of spansFromToday(view)) {
    if (span.toMs <= toMs) continue;
    if (span.fromMs > toMs && view.instantOf(span.fromMs) > view.instantOf(toMs)) return view.instantOf(toMs);
    toMs = span.toMs;
  }
  return toMs >= (view.today + daysAheadMax + 1) * dayMs ? undefined : view.instantOf(toMs);
}

function* spansFromToday({ days, today }: View): Generator<LocalSpan> {
  for (let day = today; day <= today + daysAheadMax; day += 1) yield* days.spans(day);
}
