/** The last instant of four-digit years: later ones would sort before all others. */
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since 1970 as an ISO string that sorts by time; outside 1970-9999, the nearest instant in it. */
export function instantOf(atMs: number): string {
  const inCalendar = Number.isNaN(atMs) ? 0 : Math.min(Math.max(atMs, 0), lastMs);
  return new Date(inCalendar).toISOString();
}

/** An ISO string as milliseconds since 1970; undefined where it is none. */
export function millisecondsOf(instant: string): number | undefined {
  const atMs = Date.parse(instant);
  return Number.isNaN(atMs) ? undefined : atMs;
}
