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
};

/** The inter-digit time-out: documented under RecognizeFailed in one edition and under RecognizeCompleted in another. */
export const interDigitTimeout = 8532;

/** How an input ended; by the greatest count where the service gives no other reason. */
export function inputEnd(subCode: number | undefined): InputEnd {
  return inputEnds[subCode ?? 0] ?? 'maxDigits';
}

/** Why nothing usable was collected. */
export function inputFailure(subCode: number | undefined): InputFailure {
  return inputFailures[subCode ?? 0] ?? 'failed';
}

/** Error codes of requests which say that the call is over: call terminated. A 404 says so by its status. */
const goneCodes: ReadonlySet<string> = new Set(['8522', '8528']);

/**
 * Error codes of requests that may do better in a moment: the call is not established yet or any more (8501), another
 * operation is in the way (8500, 8519).
 */
const passingCodes: ReadonlySet<string> = new Set(['8500', '8501', '8519']);

/** What a refused request means. */
export function refusalOf(statusCode: number, code: string): 'gone' | 'refused' | 'uncertain' {
  if (statusCode === 404 || goneCodes.has(code)) return 'gone';
  if (statusCode === 408 || statusCode >= 500 || passingCodes.has(code)) return 'uncertain';
  return 'refused';
}
