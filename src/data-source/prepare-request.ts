import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HttpRequest } from '../calls/ports/http-client.ts';
import { failed, ok, type Result } from '../result.ts';
import type { AllowedHost } from './allowed-hosts.ts';
import { requestLimits } from './data-source-limits.ts';
import type { WireRequest } from './exchange.ts';
import { type RefusalCode, targetOf } from './target.ts';

/**
 * What a flow cannot say by a header: how a message is framed and forwarded (RFC 9110 7.6.1, RFC 9112), whom it is for, in
 * which encoding the answer comes, and what a request has a field of its own for.
 */
const ownHeaders: ReadonlySet<string> = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'proxy-connection', 'te', 'trailer'],
  ...['upgrade', 'expect', 'proxy-authorization', 'accept-encoding', 'user-agent', 'idempotency-key'],
]);

/** Whether a flow, or credentials, may set a header of this name. `authorization` is free where no `auth` is named. */
export function isFreeHeader(name: string): boolean {
  try {
    validateHeaderName(name);
    return !ownHeaders.has(name.toLowerCase());
  } catch {
    return false;
  }
}

/** Whether a text can be a header's value: no control characters, above all no line break, and not beyond Latin-1. */
function isHeaderValue(text: string): boolean {
  try {
    validateHeaderValue('x', text);
    return true;
  } catch {
    return false;
  }
}

/** Turns a flow's request into what goes over the wire, without credentials, or says why it may not. */
export function prepareRequest(
  request: HttpRequest,
  allowedHosts: readonly AllowedHost[],
): Result<WireRequest, RefusalCode> {
  const target = targetOf(request.url, allowedHosts);
  if (!target.ok) return target;
  const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
  // RFC 9110 9.3.1: a body in these has no meaning, and some servers take it for the beginning of another request.
  if (body !== undefined && isRead(request)) return failed('bodyNotAllowed');
  if (body !== undefined && body.length > requestLimits.bodyBytesMax) return failed('bodyTooLarge');
  const headers = headersOf(request, body);
  if (!headers.ok) return headers;
  const repeatable = isRead(request) || request.idempotencyKey !== undefined;
  return ok({ target: target.value, method: request.method, headers: headers.value, body, repeatable });
}

function isRead({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function headersOf(request: HttpRequest, body: Buffer | undefined): Result<Record<string, string>, RefusalCode> {
  const given = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const keyed = request.idempotencyKey === undefined ? [] : [['idempotency-key', request.idempotencyKey] as const];
  const allowed =
    given.length <= requestLimits.headersMax &&
    given.every(([name]) => isFreeHeader(name) && !(name === 'authorization' && request.auth !== undefined)) &&
    keyed.every(([, key]) => key.trim() !== '') &&
    [...given, ...keyed].every(([name, value]) => isHeaderValue(value) && isShort(name, value));
  if (!allowed) return failed('headerNotAllowed');
  return ok({
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...Object.fromEntries(given),
    ...Object.fromEntries(keyed),
    ...ownHeadersOf(body),
  });
}

function isShort(name: string, value: string): boolean {
  return name.length + value.length <= requestLimits.headerCharactersMax;
}

/**
 * The headers that every request has, whatever a flow says. The answer is asked for as it is: what is not unpacked cannot grow.
 */
export function ownHeadersOf(body: Buffer | undefined): Record<string, string> {
  return {
    'user-agent': 'callwright',
    'accept-encoding': 'identity',
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
  };
}
