import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Result } from '../../src/result.ts';
import { failed, ok } from '../../src/result.ts';
import { jsonObject } from '../functions-host/json-object.ts';

/** How often the app is asked, in milliseconds. */
const pauseMs = 50;

/** Time for one answer, in milliseconds. */
const answerTimeoutMs = 5_000;

/** Most of an answer that an error repeats, in characters. */
const answerLengthMax = 2_000;

/**
 * Asks the app's health until it answers 200. The error is a line for each wrong setting, at once, since no time mends them; else
 * its last answer.
 */
export async function awaitHealth(url: string, timeoutMs: number, signal: AbortSignal): Promise<Result<void, string>> {
  const giveUpAtMs = Date.now() + timeoutMs;
  let last = 'it was not asked';
  while (Date.now() < giveUpAtMs && !signal.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
      const body = await response.text();
      if (response.status === 200) return ok(undefined);
      const wrong = wrongSettings(body);
      if (wrong !== undefined) return failed(wrong);
      last = `${response.status} ${body.slice(0, answerLengthMax)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await wait(pauseMs);
  }
  return failed(`The app is not healthy after ${timeoutMs} ms; ${url} says: ${last}`);
}

const notConfigured = z.object({
  status: z.literal('notConfigured'),
  problems: z.array(z.object({ setting: z.string(), message: z.string() })).min(1),
});

/** What is wrong with the settings of an app that says so, for people; undefined for any other answer. */
function wrongSettings(body: string): string | undefined {
  const answer = notConfigured.safeParse(jsonObject(body));
  if (!answer.success) return undefined;
  const { problems } = answer.data;
  const title = problems.length === 1 ? 'A setting is wrong:' : `${problems.length} settings are wrong:`;
  return [title, ...problems.map(({ setting, message }) => `${setting}: ${message.replace(/[.]$/, '')}.`)].join('\n');
}
