import type { InputEnd, InputFailure } from '../interpreter/event.ts';

/**
 * The service's subcodes that mean something to a flow. Source: Microsoft's troubleshooting codes for the Call Automation
 * SDK. Messages are never matched: the live ones have typing errors that the documented ones have not.
 */
const inputEnds: Readonly<Record<number, InputEnd>> = { 8514: 'endKey', 8531: 'maxDigits', 8532: 'interDigit' };

const inputFailures: Readonly<Record<number, InputFailure>> = {
  8510: 'noInput',
  8511: 'promptFailed',
  8534: 'noMatch',
  8535: 'promptFailed',
  8536: 'promptFailed',
  8547: 'noMatch',
  8563: 'noMatch',
  8565: 'promptFailed',
  // The speech recognition timed out: somebody spoke, and nothing was understood. Not seen live.
  8570: 'noMatch',
};

/** The inter-digit time-out: documented under RecognizeFailed in one edition and under RecognizeCompleted in another. */
export const interDigitTimeout = 8532;

/** A cancelled operation: documented for RecognizeCanceled, and in older editions for other kinds as well. */
export const cancelled = 8508;

/** How an input ended; by the greatest count where the service gives no other reason. */
export function inputEnd(subCode: number | undefined): InputEnd {
  return inputEnds[subCode ?? 0] ?? 'maxDigits';
}

/** Why nothing usable was collected. */
export function inputFailure(subCode: number | undefined): InputFailure {
  return inputFailures[subCode ?? 0] ?? 'failed';
}

/** Error codes of requests which say that the call is over: call terminated. A 404 says so by its status. */
const goneCodes: ReadonlySet<string> = new Set(['8528']);

/**
 * Error codes of requests that may do better in a moment: the call is not established yet or any more (8501), another
 * operation is in the way (8500, 8519).
 */
const passingCodes: ReadonlySet<string> = new Set(['8500', '8501', '8519']);

/** A precondition failed because of what else is playing or listening. */
const incompatibleMedia = '8583';

/** What a refused request means. Source: OASIS Repeatable Requests 1.0, and Microsoft's list of codes. */
export function refusalOf(statusCode: number, code: string): 'gone' | 'refused' | 'uncertain' {
  if (statusCode === 404 || goneCodes.has(code)) return 'gone';
  // 409: the first request with this repeatability id is still at work. 412 besides incompatible media: it is too long ago.
  const repeated = statusCode === 409 || (statusCode === 412 && code !== incompatibleMedia);
  if (repeated || statusCode === 408 || statusCode >= 500 || passingCodes.has(code)) return 'uncertain';
  return 'refused';
}
