import type { EndReason } from '../call-model/call-model.ts';
import { type Attempt, attemptText } from './delivery.ts';
import type { Line } from './options.ts';

/** How far the news of an incoming call has come. */
export type Offer =
  /** There is nobody to tell. */
  | { readonly type: 'noEndpoint' }
  /** The subscription is not confirmed yet. */
  | { readonly type: 'waiting' }
  /** The app has been told, or is being told. */
  | { readonly type: 'sent' }
  /** The last attempt failed, and there may be another. */
  | { readonly type: 'undelivered'; readonly attempt: Attempt };

/** What is known of a call that is over. */
export interface EndedCall {
  readonly endReason: EndReason | undefined;
  /** The number that was called. */
  readonly to: string;
  readonly offer: Offer;
  /** How long it may ring. Milliseconds. */
  readonly ringMs: number;
  readonly lines: readonly Line[];
}

/** Lines that an explanation names. */
const LINES_NAMED_MAX = 10;

/**
 * Sentences that say why a call came to nothing, as far as a telephone network can know: what it told the app, what the app did,
 * and which numbers are listed. Undefined when the reason says it all: somebody hung up.
 */
export function endExplanation(call: EndedCall): string | undefined {
  switch (call.endReason) {
    case 'rejected':
      return `The app rejected the call.${unlistedWords(call)}`;
    case 'notAnswered':
      return `${offerWords(call)}${unlistedWords(call)}`;
    case 'redirectFailed':
      return 'The app redirected the call, and the telephone there did not take it.';
    default:
      return undefined;
  }
}

function offerWords({ offer, ringMs }: EndedCall): string {
  switch (offer.type) {
    case 'noEndpoint':
      return 'No app was told of the call: no endpoint for IncomingCall is set.';
    case 'waiting':
      return 'The app was not told of the call: it has not confirmed the subscription to IncomingCall. Is it running?';
    case 'sent':
      return `The app was told of the call, and did not answer it within ${ringMs / 1_000} s.`;
    case 'undelivered':
      return `The app was not told of the call: ${attemptWords(offer.attempt)}`;
  }
}

function attemptWords(attempt: Attempt): string {
  if (attempt.type === 'answered') return `its answer to IncomingCall was ${attemptText(attempt)}.`;
  return attempt.reason === 'timedOut' ? 'it did not take IncomingCall in time.' : 'it could not be reached.';
}

/** Numbers that are not listed can have a line all the same; but when such a call fails, a wrong number is the likely reason. */
function unlistedWords({ to, lines }: EndedCall): string {
  if (lines.length === 0 || lines.some(({ number }) => number === to)) return '';
  const named = lines.slice(0, LINES_NAMED_MAX).map(({ number, label }) => `${number} (${label})`);
  const more = lines.length > named.length ? `, and ${lines.length - named.length} more` : '';
  return ` No line is listed under this number. The lines are: ${named.join(', ')}${more}.`;
}
