import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { adminPathPrefix, answerAdmin } from './admin-endpoint.ts';
import type { RegisteredFunction } from './app-registry.ts';
import type { EventGridOptions } from './event-grid-endpoint.ts';
import { answerEventGrid, eventGridPath } from './event-grid-endpoint.ts';
import type { HostLog } from './host-log.ts';
import { readBody } from './http-body.ts';
import { toRpcRequest, writeRpcResponse } from './http-conversion.ts';
import type { HttpFunction, HttpMatch } from './http-functions.ts';
import { findHttpFunction } from './http-functions.ts';
import type { Invoker } from './invoke-function.ts';
import { writePlainAnswer } from './plain-answer.ts';

/** The real host's own limit for a request's body, 100 MB; apps set lower ones of their own. */
const bodyBytesMax = 104_857_600;

/** Connections live longer than a client's pool keeps them, so that a call event meets no closing connection. */
const keepAliveTimeoutMs = 75_000;

/** What the server answers from. */
export interface FunctionsServerOptions {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly httpFunctions: readonly HttpFunction[];
  readonly eventGrid: EventGridOptions;
  readonly invoker: Invoker;
  readonly log: HostLog;
}

/** The HTTP side of the host; not listening yet. Authorization levels are not enforced, as with `func start`. */
export function createFunctionsServer(options: FunctionsServerOptions): Server {
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      // Here the client has gone or the function's answer cannot be written; the function's own failures are handled below.
      options.log('warning', `A request was not answered: ${error instanceof Error ? error.message : String(error)}`);
      if (response.headersSent) response.destroy();
      else writePlainAnswer(response, { status: 500, close: true });
    });
  });
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: FunctionsServerOptions,
): Promise<void> {
  const url = requestUrl(request);
  if (url === undefined) return writePlainAnswer(response, { status: 400, close: true });
  if (url.pathname.toLowerCase() === eventGridPath && request.method === 'POST') {
    return writePlainAnswer(response, await answerEventGrid(request, url.searchParams, options.eventGrid));
  }
  if (url.pathname.toLowerCase().startsWith(adminPathPrefix)) {
    return writePlainAnswer(response, await answerAdmin(request, url.pathname, options));
  }
  const match = findHttpFunction(options.httpFunctions, request.method ?? 'GET', url.pathname);
  if (match === undefined) return writePlainAnswer(response, { status: 404 });
  return answerWithFunction({ request, response, url }, match, options.invoker);
}

function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  const text = `http://${request.headers.host ?? '127.0.0.1'}${target}`;
  return target.startsWith('/') && URL.canParse(text) ? new URL(text) : undefined;
}

async function answerWithFunction(
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
  match: HttpMatch,
  invoker: Invoker,
): Promise<void> {
  const read = await readFunctionBody(request);
  if (read.type === 'tooLarge') return writePlainAnswer(response, { status: 413, close: true });
  const http = toRpcRequest(request, { url, params: match.params, body: read.bytes });
  const outcome = await invoker.invoke(match.registered, { data: { http }, triggerMetadata: {} });
  if (outcome.type === 'completed') return writeRpcResponse(response, outcome.returnValue);
  return writePlainAnswer(response, { status: 500 });
}

// The real host hands a body over only if Content-Length says that there is one: a chunked request reaches the function empty
// (azure-functions-host, GrpcMessageConversionExtensions). Copied, so that nobody relies on more than Azure gives.
function readFunctionBody(request: IncomingMessage) {
  if (Number(request.headers['content-length'] ?? 0) > 0) return readBody(request, bodyBytesMax);
  return Promise.resolve({ type: 'read', bytes: Buffer.alloc(0) } as const);
}
