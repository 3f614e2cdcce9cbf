import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import { parseNcrontab } from './ncrontab.ts';
import { parseTimeSpanMs } from './time-span.ts';

/** When a timer fires. */
export interface Schedule {
  /** The first instant after the given one, both in milliseconds since 1970. */
  nextAfterMs(instantMs: number): number;
}

/**
 * Reads a timer trigger's schedule, or says in a sentence why it is none: six NCRONTAB fields, or a TimeSpan as interval.
 * On Azure a TimeSpan works only in an App Service plan.
 */
export function parseSchedule(text: string): Result<Schedule, string> {
  if (!text.includes(':')) return parseNcrontab(text);
  const intervalMs = parseTimeSpanMs(text);
  if (intervalMs === undefined) return failed(`"${text}" is no TimeSpan such as 00:00:30.`);
  return ok({ nextAfterMs: (instantMs) => instantMs + intervalMs });
}
