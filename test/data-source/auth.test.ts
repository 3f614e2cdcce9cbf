import { expect, test, vi } from 'vitest';
import type { HttpRequest } from '../../src/calls/ports/http-client.ts';
import type { HttpClientOptions } from '../../src/data-source/http-client.ts';
import { aClient, aRequest, credentialsOf, manualDeadlines } from './a-client.ts';
import { type Answer, aClosedPort, aServer, json } from './a-server.ts';

const tokenText = (token: string, life: unknown = 3_600) =>
  JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: life });

/** A server of an API and one of tokens, and a client that has client credentials for the first from the second. */
async function aScene(
  { api = json('{}'), tokens = json(tokenText('one')) }: { api?: Answer; tokens?: Answer } = {},
  { credential = {}, ...options }: Partial<HttpClientOptions> & { credential?: object } = {},
) {
  const apiServer = await aServer(api);
  const tokenServer = await aServer(tokens);
  const host = `http://127.0.0.1:${apiServer.port}`;
  const tokenUrl = `http://127.0.0.1:${tokenServer.port}/token?tenant=a`;
  const oauth = {
    type: 'oauth',
    hosts: [host],
    tokenUrl,
    clientId: 'me & you',
    clientSecret: 's3c:ret+',
    scope: 'a b',
  };
  const credentials = credentialsOf({ clinicApi: { ...oauth, ...credential } });
  const client = aClient(host, { credentials, ...options });
  const send = (auth = 'clinicApi', more: Partial<HttpRequest> = { idempotencyKey: 'k' }) =>
    client.send(aRequest(`${host}/`, { method: 'POST', body: { a: 1 }, auth, ...more }), 10_000);
  return { host, send, api: apiServer.seen, tokens: tokenServer.seen };
}

/** An API that takes only these tokens. */
function accepting(...tokens: readonly string[]): Answer {
  return (response, request) => {
    const known = tokens.some((token) => request.headers.authorization === `Bearer ${token}`);
    json('{}', known ? 200 : 401)(response, request);
  };
}

/** A server of tokens that gives the next one at each request. */
function giving(...tokens: readonly string[]): Answer {
  let given = 0;
  return (response, request) => {
    given += 1;
    json(tokenText(tokens[given - 1] ?? 'none'))(response, request);
  };
}

test('a token and a header are sent as they are', async () => {
  const server = await aServer(json('{}'));
  const host = `http://127.0.0.1:${server.port}`;
  const credentials = credentialsOf({
    plain: { type: 'bearer', hosts: [host], token: 'abc' },
    key: { type: 'header', hosts: [host], name: 'X-Api-Key', value: 'k e y' },
  });
  const client = aClient(host, { credentials });
  for (const auth of ['plain', 'key']) await client.send(aRequest(host, { auth }), 10_000);
  expect(server.seen.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
    ['Bearer abc', undefined],
    [undefined, 'k e y'],
  ]);
});

test('a token is fetched with the credentials of the client, and kept', async () => {
  const { send, api, tokens } = await aScene();
  expect((await send()).type).toBe('answered');
  expect((await send()).type).toBe('answered');
  expect(api.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer one']);
  expect(
    tokens.map(({ method, url, body, headers }) => [method, url, headers['content-type'], headers.authorization, body]),
  ).toEqual([
    [
      'POST',
      '/token?tenant=a',
      'application/x-www-form-urlencoded',
      undefined,
      'grant_type=client_credentials&scope=a+b&client_id=me+%26+you&client_secret=s3c%3Aret%2B',
    ],
  ]);
});

test('the credentials of the client may stand in a header instead', async () => {
  const { send, tokens } = await aScene({}, { credential: { clientAuth: 'basic' } });
  await send();
  const [request] = tokens;
  expect(request?.body).toBe('grant_type=client_credentials&scope=a+b');
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('me+%26+you:s3c%3Aret%2B').toString('base64')}`);
});

test('a token is renewed before it ends', async () => {
  const clock = { atMs: 0, nowMs: () => clock.atMs };
  const { send, api } = await aScene({ tokens: giving('one', 'two') }, { clock });
  await send();
  clock.atMs = 3_539_999;
  await send();
  clock.atMs = 3_540_000;
  await send();
  expect(api.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer one', 'Bearer two']);
});

test('a token that is not accepted is renewed once, and a request that may be repeated sent again', async () => {
  const { send, api, tokens } = await aScene({ api: accepting('two'), tokens: giving('one', 'two') });
  expect(await send()).toEqual({ type: 'answered', status: 200, body: {} });
  expect(api.map(({ headers, body }) => [headers.authorization, body])).toEqual([
    ['Bearer one', '{"a":1}'],
    ['Bearer two', '{"a":1}'],
  ]);
  expect(tokens.length).toBe(2);
});

test('a request that is not declared safe to repeat is sent once, and the next one has a new token', async () => {
  const { send, api } = await aScene({ api: accepting('two'), tokens: giving('one', 'two') });
  expect(await send('clinicApi', {})).toEqual({ type: 'answered', status: 401, body: {} });
  expect(api.map(({ headers }) => headers.authorization)).toEqual(['Bearer one']);
  expect(await send('clinicApi', {})).toEqual({ type: 'answered', status: 200, body: {} });
  expect(api.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
});

test('where no token is accepted, the refusal is the answer', async () => {
  const { send, api, tokens } = await aScene({ api: accepting(), tokens: giving('one', 'two') });
  expect(await send()).toEqual({ type: 'answered', status: 401, body: {} });
  expect([api.length, tokens.length]).toEqual([2, 2]);
});

test('a server that gives the same token again is not asked a third time', async () => {
  const { send, api, tokens } = await aScene({ api: accepting() });
  expect(await send()).toEqual({ type: 'answered', status: 401, body: {} });
  expect([api.length, tokens.length]).toEqual([1, 2]);
});

test('a refusal with a page that nobody can use renews as well', async () => {
  const page: Answer = (response, request) => {
    if (request.headers.authorization === 'Bearer two') json('{}')(response, request);
    else response.writeHead(401, { 'content-type': 'text/html' }).end('<html>');
  };
  const { send } = await aScene({ api: page, tokens: giving('one', 'two') });
  expect((await send()).type).toBe('answered');
});

test('a refusal renews no token that cannot be renewed', async () => {
  const server = await aServer(json('{}', 401));
  const host = `http://127.0.0.1:${server.port}`;
  const credentials = credentialsOf({ plain: { type: 'bearer', hosts: [host], token: 'abc' } });
  const result = await aClient(host, { credentials }).send(aRequest(host, { auth: 'plain' }), 10_000);
  expect([result, server.seen.length]).toEqual([{ type: 'answered', status: 401, body: {} }, 1]);
});

test('many requests at once fetch one token, and one more when it is not accepted', async () => {
  const { send, api, tokens } = await aScene({ api: accepting('two'), tokens: giving('one', 'two', 'three') });
  const results = await Promise.all(Array.from({ length: 20 }, () => send()));
  expect(new Set(results.map(({ type }) => type))).toEqual(new Set(['answered']));
  expect(results.filter((result) => 'status' in result && result.status === 200).length).toBe(20);
  expect([api.length, tokens.length]).toEqual([40, 2]);
});

test.each([
  [400, '{"error":"invalid_client"}', { type: 'refused', code: 'token/400' }],
  [401, '{"error":"invalid_client"}', { type: 'refused', code: 'token/401' }],
  [403, '<html>', { type: 'refused', code: 'token/403' }],
  [429, '{}', { type: 'unreachable', code: 'token/429' }],
  [503, '', { type: 'unreachable', code: 'token/503' }],
  [302, '{}', { type: 'unreachable', code: 'token/302' }],
  [200, '', { type: 'unreachable', code: 'token/unusable' }],
  [200, '{}', { type: 'unreachable', code: 'token/unusable' }],
  [200, '<html>', { type: 'unreachable', code: 'token/200' }],
  [200, '{"access_token":"a\\r\\nb","token_type":"Bearer"}', { type: 'unreachable', code: 'token/unusable' }],
  [200, '{"access_token":"a","token_type":"mac"}', { type: 'unreachable', code: 'token/unusable' }],
  [200, tokenText('a', -1), { type: 'unreachable', code: 'token/unusable' }],
])('without a token nothing is sent: %i %s', async (status, text, expected) => {
  const { send, api } = await aScene({ tokens: json(text, status) });
  expect(await send()).toEqual(expected);
  expect(api).toEqual([]);
});

test('a life that is a text, or not told, is taken as well', async () => {
  for (const answer of [tokenText('one', '3600'), '{"access_token":"one","token_type":"bearer"}'])
    expect((await (await aScene({ tokens: json(answer) })).send()).type).toBe('answered');
});

test('a server of tokens that is not there is told, without the request being sent', async () => {
  const port = await aClosedPort();
  const { send, api } = await aScene({}, { credential: { tokenUrl: `http://127.0.0.1:${port}/` } });
  expect(await send()).toEqual({ type: 'unreachable', code: 'token/ECONNREFUSED' });
  expect(api).toEqual([]);
});

test('the server of tokens is checked like any other', async () => {
  const resolve = async () => [{ address: '169.254.169.254', family: 4 }];
  const { send } = await aScene({}, { credential: { tokenUrl: 'https://login.example.org/token' }, resolve });
  expect(await send()).toEqual({ type: 'refused', code: 'token/addressNotAllowed' });
});

test('a request waits for a token within its own time; the fetch goes on for the next one', async () => {
  const deadlines = manualDeadlines();
  const held: (() => void)[] = [];
  const tokens: Answer = (response, request) => held.push(() => json(tokenText('one'))(response, request));
  const { send, api, ...seen } = await aScene({ tokens }, { timeoutSignal: deadlines.timeoutSignal });
  const first = send();
  await vi.waitFor(() => expect(held.length).toBe(1));
  expect(deadlines.askedMs).toEqual([10_000, 8_000]);
  const second = send();
  deadlines.expire(0);
  expect(await first).toEqual({ type: 'unreachable', code: 'token/timeout' });
  held[0]?.();
  expect((await second).type).toBe('answered');
  expect([api.length, seen.tokens.length]).toEqual([1, 1]);
});

test('a token that does not come at all is fetched anew by the next request', async () => {
  const deadlines = manualDeadlines();
  let asked = 0;
  const tokens: Answer = (response, request) => {
    asked += 1;
    if (asked === 1) deadlines.expire(1);
    else json(tokenText('one'))(response, request);
  };
  const { send } = await aScene({ tokens }, { timeoutSignal: deadlines.timeoutSignal });
  expect(await send()).toEqual({ type: 'unreachable', code: 'token/timeout' });
  expect((await send()).type).toBe('answered');
});

test('the identity of the app is asked for its scope, and its token kept', async () => {
  const asked: string[] = [];
  const identityTokens: HttpClientOptions['identityTokens'] = async (scope) => {
    asked.push(scope);
    return { token: `token${asked.length}`, expiresOnTimestamp: 3_600_000 };
  };
  const server = await aServer(accepting('token2'));
  const host = `http://127.0.0.1:${server.port}`;
  const credentials = credentialsOf({ own: { type: 'managedIdentity', hosts: [host], scope: 'api://x/.default' } });
  const client = aClient(host, { credentials, identityTokens });
  for (let count = 0; count < 2; count += 1)
    expect((await client.send(aRequest(host, { auth: 'own' }), 10_000)).type).toBe('answered');
  expect(asked).toEqual(['api://x/.default', 'api://x/.default']);
});

test.each([
  ['throws', () => Promise.reject(new Error('s3cret')), { type: 'unreachable', code: 'token/identity' }],
  ['has no token', async () => null, { type: 'unreachable', code: 'token/unusable' }],
  ['is not there', undefined, { type: 'refused', code: 'noIdentity' }],
])('nothing is sent when the identity of the app %s', async (_, identityTokens, expected) => {
  const server = await aServer(json('{}'));
  const host = `http://127.0.0.1:${server.port}`;
  const credentials = credentialsOf({ own: { type: 'managedIdentity', hosts: [host], scope: 'a' } });
  const client = aClient(host, { credentials, identityTokens });
  expect(await client.send(aRequest(host, { auth: 'own' }), 10_000)).toEqual(expected);
  expect(server.seen).toEqual([]);
});

test('an identity that never answers and heeds no signal keeps nobody waiting', async () => {
  const deadlines = manualDeadlines();
  const identityTokens = () => new Promise<never>(() => {});
  const host = 'http://127.0.0.1:1';
  const credentials = credentialsOf({ own: { type: 'managedIdentity', hosts: [host], scope: 'a' } });
  const client = aClient(host, { credentials, identityTokens, timeoutSignal: deadlines.timeoutSignal });
  const results = [1, 2].map(() => client.send(aRequest(host, { auth: 'own' }), 10_000));
  await vi.waitFor(() => expect(deadlines.askedMs).toEqual([10_000, 8_000, 10_000]));
  deadlines.expire(1);
  expect(await Promise.all(results)).toEqual([1, 2].map(() => ({ type: 'unreachable', code: 'token/timeout' })));
});
