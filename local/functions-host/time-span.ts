const dayMs = 86_400_000;

/** Longest span that is accepted; a typing error should not arm a timer for years. */
const timeSpanMaxMs = 24 * dayMs;

/** A .NET TimeSpan such as `00:01:00` or `1.00:00:00` in milliseconds; undefined if it is none, zero, or above 24 days. */
export function parseTimeSpanMs(text: string): number | undefined {
  const match = /^(?:(\d{1,2})\.)?(\d{1,2}):([0-5]?\d):([0-5]?\d)$/.exec(text.trim());
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours === undefined || hours > 23) return undefined;
  const spanMs = (days ?? 0) * dayMs + ((hours * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  return spanMs > 0 && spanMs <= timeSpanMaxMs ? spanMs : undefined;
}
