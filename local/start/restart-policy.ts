/** What to do about a program that ended by itself. */
export type RestartDecision = { readonly type: 'restart'; readonly delayMs: number } | { readonly type: 'giveUp' };

/** Only ends within this time count, in milliseconds. */
export const crashWindowMs = 60_000;

/**
 * Waits before the first, second, ... new start within the window, in milliseconds. The first is none: callers are on the
 * line. When they are used up, the program is taken to be broken.
 */
const delaysMs: readonly number[] = [0, 250, 500, 1_000, 2_000];

/** Decides by the instants of the program's ends so far, the last one included, in milliseconds since 1970. */
export function decideRestart(endedAtMs: readonly number[], nowMs: number): RestartDecision {
  const recent = endedAtMs.filter((endMs) => nowMs - endMs < crashWindowMs).length;
  const delayMs = delaysMs[Math.max(recent, 1) - 1];
  return delayMs === undefined ? { type: 'giveUp' } : { type: 'restart', delayMs };
}
