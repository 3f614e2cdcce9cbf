import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RpcCookie, RpcData, RpcHttp, RpcNullable } from './core-api.ts';

/** The request as the worker gets it from the real host: one text per name, repeated ones joined by commas. */
export function toRpcRequest(
  request: IncomingMessage,
  { url, params, body }: { url: URL; params: Readonly<Record<string, string>>; body: Buffer },
): RpcHttp {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, asText(value)] as const);
  const queryNames = [...new Set(url.searchParams.keys())];
  return {
    method: request.method ?? 'GET',
    url: url.href,
    nullableHeaders: nullable(headers),
    nullableQuery: nullable(queryNames.map((name) => [name, url.searchParams.getAll(name).join(',')] as const)),
    nullableParams: nullable(Object.entries(params)),
    body: body.length > 0 ? { bytes: body } : null,
  };
}

function asText(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function nullable(entries: readonly (readonly [string, string])[]): Record<string, RpcNullable<string>> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}

/** Writes what an HTTP function returned; nothing returned is 204, as on Azure. */
export function writeRpcResponse(response: ServerResponse, returnValue: RpcData | undefined): void {
  const http = returnValue?.http;
  if (http === undefined || http === null) {
    response.writeHead(204).end();
    return;
  }
  const cookies = (http.cookies ?? []).map(formatCookie);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  const body = bodyBytes(http.body);
  if (body.length > 0) response.setHeader('content-length', body.length);
  response.writeHead(Number(http.statusCode ?? 200), { ...http.headers });
  response.end(body);
}

function bodyBytes(body: RpcData | null | undefined): Buffer {
  if (body?.bytes) return Buffer.from(body.bytes);
  return Buffer.from(body?.string ?? body?.json ?? '');
}

const sameSiteNames = { lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

function formatCookie(cookie: RpcCookie): string {
  const parts = [`${cookie.name ?? ''}=${encodeURIComponent(cookie.value ?? '')}`];
  const expiresSeconds = cookie.expires?.value?.seconds;
  const sameSite = cookie.sameSite ?? 'none';
  if (typeof expiresSeconds === 'number') parts.push(`expires=${new Date(expiresSeconds * 1000).toUTCString()}`);
  if (typeof cookie.maxAge?.value === 'number') parts.push(`max-age=${cookie.maxAge.value}`);
  if (cookie.domain?.value) parts.push(`domain=${cookie.domain.value}`);
  if (cookie.path?.value) parts.push(`path=${cookie.path.value}`);
  if (cookie.secure?.value === true) parts.push('secure');
  if (sameSite !== 'none') parts.push(`samesite=${sameSiteNames[sameSite]}`);
  if (cookie.httpOnly?.value === true) parts.push('httponly');
  return parts.join('; ');
}
