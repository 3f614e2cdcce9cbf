import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { CallFeed, LogPlace } from '../call-feed.ts';
import { bodyOf } from '../request-body.ts';
import type { TokenSigner } from '../token-signer.ts';
import type { OperationsContext } from './apply-to-call.ts';
import { perform } from './operations.ts';
import { RepeatableRequests } from './repeatable-requests.ts';
import { signatureFault } from './request-signature.ts';
import { type Route, routeOf } from './route.ts';
import { refused, type ServiceAnswer } from './service-answer.ts';

/** What the REST side works with. */
export interface CallAutomationOptions extends OperationsContext {
  readonly accessKey: string;
  readonly signer: TokenSigner;
  readonly feed: CallFeed;
}

/** The operations that the SDK sends with repeatability headers; on others, as on play, they are not looked at. */
const REPEATABLE: readonly Route['operation'][] = [
  'answer',
  'reject',
  'redirect',
  'terminate',
  'transferToParticipant',
];

/** Call Automation's REST interface, and the documents with which its webhooks' tokens are checked. */
export function callAutomationRoutes(options: CallAutomationOptions): Hono {
  const app = new Hono();
  const repeatable = new RepeatableRequests();
  app.get('/calling/.well-known/acsopenidconfiguration', (c) => c.json(openIdConfiguration(options.signer, c.req.url)));
  app.get('/calling/keys', (c) => c.json(options.signer.jwks));
  app.all('/calling/*', async (c) => {
    const body = await bodyOf(c.req.raw);
    if (body === undefined) return respond(c, refused(413, '8523', 'The body is too large.'));
    const route = routeOf(c.req.method, new URL(c.req.url).pathname);
    const arrived = { c, body, route, place: options.feed.takePlace() };
    const answer = answerTo(arrived, options, repeatable);
    note(options.feed, arrived, answer);
    return respond(c, answer, route);
  });
  return app;
}

function isRepeatable(route: Route | undefined): boolean {
  return route !== undefined && REPEATABLE.includes(route.operation);
}

interface Arrived {
  readonly c: Context;
  readonly body: Uint8Array;
  readonly route: Route | undefined;
  readonly place: LogPlace;
}

function answerTo(arrived: Arrived, options: CallAutomationOptions, repeatable: RepeatableRequests): ServiceAnswer {
  const { c, body, route } = arrived;
  const url = new URL(c.req.url);
  const target = url.pathname + url.search;
  const request = { method: c.req.method, target, headers: c.req.raw.headers, body };
  const fault = signatureFault(request, options.accessKey, Date.now());
  // 401 with 7509 is documented by name; the body's wording is assumed.
  if (fault !== undefined) return refused(401, '7509', `Hmac Validation Error: ${fault}`);
  const apiVersion = url.searchParams.get('api-version');
  if (apiVersion === null || !/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(apiVersion)) {
    return refused(400, '8523', 'The query parameter api-version is missing or not a version.');
  }
  if (route === undefined) return refused(404, '8522', 'There is no such operation.');
  const id = isRepeatable(route) ? c.req.header('repeatability-request-id') : undefined;
  return repeatable.answer({ id, target: `${request.method} ${target}`, body }, Date.now(), () =>
    perform(options, { route, apiVersion, body }),
  );
}

function respond(c: Context, { status, body, call }: ServiceAnswer, route?: Route): Response {
  const headers = new Headers({ 'x-ms-request-id': randomUUID() });
  const clientRequestId = c.req.header('x-ms-client-request-id');
  if (clientRequestId !== undefined) headers.set('x-ms-client-request-id', clientRequestId);
  if (call !== undefined) headers.set('X-Microsoft-Skype-Chain-ID', call.correlationId);
  // The live header was captured on accepted requests; on refused ones it is left out.
  if (isRepeatable(route) && c.req.header('repeatability-request-id') !== undefined && status < 300) {
    headers.set('Repeatability-Result', 'accepted');
  }
  return body === undefined ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
}

/** The running list gets the status and the operation context, never what else a body says. */
function note(feed: CallFeed, { c, body, route, place }: Arrived, answer: ServiceAnswer): void {
  const operation = route?.operation === 'unsupported' ? 'unsupported operation' : (route?.operation ?? 'unknown path');
  const context = operationContextIn(body);
  feed.put(place, {
    callId: answer.call?.id ?? '',
    direction: 'fromApp',
    what: `${c.req.method} ${operation === 'transferToParticipant' ? 'transfer' : operation}`,
    detail: [String(answer.status), ...refusalText(answer), ...(context === undefined ? [] : [context])].join(' · '),
  });
}

function refusalText({ status, body }: ServiceAnswer): string[] {
  if (status < 400 || typeof body !== 'object' || body === null || !('error' in body)) return [];
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error ? [String(error.code)] : [];
}

function operationContextIn(body: Uint8Array): string | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    const has = typeof json === 'object' && json !== null && 'operationContext' in json;
    return has && typeof json.operationContext === 'string' ? json.operationContext : undefined;
  } catch {
    return undefined;
  }
}

function openIdConfiguration({ issuer }: TokenSigner, url: string): object {
  return {
    issuer,
    jwks_uri: new URL('/calling/keys', url).href,
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
