import type { JsonValue } from '../../interpreter/json-value.ts';

/** Sends the requests of `http` steps. */
export interface HttpClient {
  /** Sends one request, once, within the time-out. Never throws: whatever goes wrong is a result. */
  send(request: HttpRequest, timeoutMs: number): Promise<HttpResult>;
}

/** One request of a flow, templates filled in. Confidential: the caller's input may stand in every part but `auth`. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: JsonValue | undefined;
  /** Name of the credentials in the app's settings. */
  readonly auth?: string | undefined;
  /** Declares the request safe to be sent again; travels as the header `Idempotency-Key`. */
  readonly idempotencyKey?: string | undefined;
}

/** The methods that a flow can use. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What came of a request. `code` is for the log: a kind of failure, never a part of the request or of the answer. */
export type HttpResult =
  /** A whole answer, of any status but a redirect. `body` is absent where there was none. */
  | { readonly type: 'answered'; readonly status: number; readonly body?: JsonValue | undefined }
  /** It was not sent, and will not be however often it is tried: a host that is not allowed, an unknown `auth`. */
  | { readonly type: 'refused'; readonly code: string }
  /** It did not reach the other side: no address, no connection. */
  | { readonly type: 'unreachable'; readonly code: string }
  /** An answer that nobody can use: a redirect, not JSON, too large, too deep. The other side did its part. */
  | { readonly type: 'unusable'; readonly status: number; readonly code: string }
  /** Sent, or perhaps sent, and no whole answer came in time. */
  | { readonly type: 'uncertain'; readonly code: string };
