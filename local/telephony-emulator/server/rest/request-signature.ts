import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request's date may be from the clock. Milliseconds. The service's own bound is undocumented; this one is assumed. */
const CLOCK_SKEW_MS_MAX = 5 * 60_000;

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * Why a request's signature is not accepted, or undefined when it is. The scheme is Azure Communication Services' HMAC-SHA256
 * over method, target, date, host and the body's hash.
 */
export function signatureFault(request: SignedRequest, accessKey: string, nowMs: number): string | undefined {
  const { headers } = request;
  const date = headers.get('x-ms-date') ?? '';
  const contentHash = headers.get('x-ms-content-sha256') ?? '';
  const signature = /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=(\S+)$/.exec(
    headers.get('authorization') ?? '',
  )?.[1];
  if (signature === undefined) return 'The Authorization header is missing or is not an HMAC-SHA256 signature.';
  const skewMs = Math.abs(nowMs - Date.parse(date));
  if (!(skewMs <= CLOCK_SKEW_MS_MAX)) return 'x-ms-date is missing or too far from the current time.';
  if (contentHash !== createHash('sha256').update(request.body).digest('base64')) {
    return 'x-ms-content-sha256 is not the hash of the body.';
  }
  const signed = `${request.method}\n${request.target}\n${date};${headers.get('host') ?? ''};${contentHash}`;
  const expected = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(signed).digest('base64');
  return sameText(signature, expected) ? undefined : 'The signature does not match.';
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
