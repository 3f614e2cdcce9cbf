import { isRestError, type RestError } from '@azure/core-rest-pipeline';
import type { CommandResult } from '../calls/ports/telephony.ts';
import { refusalOf } from './reason-codes.ts';

/** Waited where a throttled answer does not say how long. Milliseconds. */
const throttledMs = 1_000;

/** Waited at least, whatever the answer says: each further request counts against the limit. Milliseconds. */
const throttledMsMin = 300;

/**
 * What went wrong with a request, as a result. SDK 1.6.0 throws strings and plain objects besides errors, and any status that
 * it does not expect, even a 2xx; what is no refusal by the service is uncertain. The code is safe to log, messages are not.
 */
export function failureOf(error: unknown): Exclude<CommandResult, { type: 'done' }> {
  if (!isRestError(error)) return { type: 'uncertain', code: error instanceof Error ? error.name : 'unexpectedThrow' };
  const status = error.statusCode;
  if (status === undefined) return { type: 'uncertain', code: error.code ?? 'noAnswer' };
  const code = `${status}/${error.code ?? ''}`;
  if (status === 429) return { type: 'throttled', retryAfterMs: retryAfterMs(error), code };
  const refusal = status >= 400 ? refusalOf(status, error.code ?? '') : 'uncertain';
  return refusal === 'uncertain' ? { type: 'uncertain', code } : { type: 'refused', reason: refusal, code };
}

function retryAfterMs(error: RestError): number {
  const seconds = Number(error.response?.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.max(seconds * 1_000, throttledMsMin) : throttledMs;
}
