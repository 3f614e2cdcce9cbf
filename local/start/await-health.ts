import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';

/** How often the app is asked, in milliseconds. */
const pauseMs = 50;

/** Time for one answer, in milliseconds. */
const answerTimeoutMs = 5_000;

/** Most of an answer that an error repeats, in characters. */
const answerLengthMax = 2_000;

/** Asks the app's health until it answers 200. The error is its last answer, e.g. the names of wrong settings. */
export async function awaitHealth(url: string, timeoutMs: number, signal: AbortSignal): Promise<Result<void, string>> {
  const giveUpAtMs = Date.now() + timeoutMs;
  let last = 'it was not asked';
  while (Date.now() < giveUpAtMs && !signal.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
      const body = await response.text();
      if (response.status === 200) return ok(undefined);
      last = `${response.status} ${body.slice(0, answerLengthMax)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await wait(pauseMs);
  }
  return failed(`The app is not healthy after ${timeoutMs} ms; ${url} says: ${last}`);
}
