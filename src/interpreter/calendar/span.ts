import { parseTime } from './civil-date.ts';

/** Open from one local time to another, `HH:MM`; over midnight where `to` is before `from`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A span in minutes since the midnight that its day begins with. */
export interface MinuteSpan {
  /** 0-1,439. */
  readonly fromMinute: number;
  /** The first minute that is no longer open; above 1,440 where the span runs over midnight. */
  readonly toMinute: number;
}

const dayMinutes = 24 * 60;

/** The spans in minutes, ordered by their beginning. Times that cannot be read, which no checked span has, count as 00:00. */
export function minuteSpans(spans: readonly Span[]): readonly MinuteSpan[] {
  return spans
    .map(({ from, to }) => {
      const fromMinute = parseTime(from) ?? 0;
      const toMinute = parseTime(to) ?? 0;
      return { fromMinute, toMinute: toMinute > fromMinute ? toMinute : toMinute + dayMinutes };
    })
    .toSorted((a, b) => a.fromMinute - b.fromMinute);
}

/** Whether two spans of one day overlap. Spans that only touch do not. */
export function overlapWithinDay(spans: readonly Span[]): boolean {
  const ordered = minuteSpans(spans);
  return ordered.some((span, index) => (ordered[index - 1]?.toMinute ?? 0) > span.fromMinute);
}

/** Whether a span of one day runs over midnight into a span of the next. */
export function overlapNextDay(spans: readonly Span[], nextDay: readonly Span[]): boolean {
  const runsTo = Math.max(0, ...minuteSpans(spans).map((span) => span.toMinute - dayMinutes));
  return minuteSpans(nextDay).some((span) => span.fromMinute < runsTo);
}
