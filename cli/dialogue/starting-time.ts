import { atLocal } from '../../src/interpreter/calendar/local-time.ts';
import { isTimeZone } from '../../src/interpreter/calendar/time-zone.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { Given } from './given.ts';

/** When the call of a dialogue comes in where the dialogue does not say it: a Monday. */
const defaultAt = '2026-01-05T10:00:00Z';

/**
 * When the call of a dialogue comes in, in milliseconds since 1970. A time without a zone is one of the given zone, else of the
 * flow's. Else, in words, what is wrong with it.
 */
export function startingTime({ at = defaultAt, zone }: Given, zoneOfFlow: string): Result<number, string> {
  if (zone !== undefined && !isTimeZone(zone)) return failed(`"${zone}" is not a time zone such as America/New_York`);
  if (/(Z|[+-]\d{2}:\d{2})$/.test(at)) return ok(Date.parse(at));
  const [date = '', time = ''] = at.split('T');
  const atMs = atLocal(date, time.slice(0, 5), zone ?? zoneOfFlow);
  if (atMs === undefined) return failed(`"${at}" is not a real date and time`);
  return ok(atMs + secondsOf(time) * 1_000);
}

function secondsOf(time: string): number {
  const seconds = time.slice(6);
  return seconds === '' ? 0 : Number(seconds);
}
