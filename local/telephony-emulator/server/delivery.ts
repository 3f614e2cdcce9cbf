import { setTimeout as wait } from 'node:timers/promises';

/** How one attempt to deliver went. */
export type Attempt =
  | { readonly type: 'answered'; readonly status: number; readonly body: string }
  | { readonly type: 'failed'; readonly reason: 'timedOut' | 'unreachable' };

/** One POST of JSON. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Ends the attempt with the emulator. */
  readonly signal: AbortSignal;
}

/** Longest answer that is looked at. Characters. */
const ANSWER_CHARACTERS_MAX = 10_000;

/** Sends once; whatever happens is a value. Redirects are not followed. */
export async function attempt({ url, headers, body, timeoutMs, signal }: Delivery): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    return { type: 'answered', status: response.status, body: text.slice(0, ANSWER_CHARACTERS_MAX) };
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { type: 'failed', reason: timedOut ? 'timedOut' : 'unreachable' };
  }
}

/** Waits, unless the emulator ends first; tells whether it did not. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** Stands for the status in the running list until there is one. */
export const SENT_TEXT = 'sent';

/** An attempt in two words, for logs. */
export function attemptText(result: Attempt): string {
  return result.type === 'answered' ? String(result.status) : result.reason;
}
