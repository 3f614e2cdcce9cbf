import { expect, test } from 'vitest';
import type { HttpRequest } from '../../src/calls/ports/http-client.ts';
import { aClient, aRequest, credentialsOf } from './a-client.ts';
import { aServer, json } from './a-server.ts';

/** Sends to a server on this machine that is allowed; tells the result and whether the server saw anything. */
async function sent(more: Partial<HttpRequest>, path = '/') {
  const server = await aServer(json('{}'));
  const host = `http://127.0.0.1:${server.port}`;
  const credentials = credentialsOf({
    key: { type: 'header', hosts: [host], name: 'X-Api-Key', value: 's3cret' },
    other: { type: 'bearer', hosts: ['api.example.org'], token: 's3cret' },
  });
  const result = await aClient(host, { credentials }).send(aRequest(`${host}${path}`, more), 10_000);
  return { result, seen: server.seen };
}
const refused = (code: string) => ({ result: { type: 'refused', code }, seen: [] });

test.each([
  ...['Host', 'host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'Proxy-Connection', 'TE'],
  ...['Trailer', 'Upgrade', 'Expect', 'Proxy-Authorization', 'Accept-Encoding', 'User-Agent', 'Idempotency-Key'],
  ...['', 'X Y', 'X:Y', 'X\r\nY', 'Ü'],
])('a flow cannot set the header %j', async (name) => {
  expect(await sent({ headers: { [name]: 'x' } })).toEqual(refused('headerNotAllowed'));
});

test.each(['a\r\nx-evil: 1', 'a\nb', 'a\rb', 'a\0b', '\u{1F600}', 'x'.repeat(4_000)])(
  'a header cannot hold %j, nor can the key of a repetition',
  async (value) => {
    expect(await sent({ headers: { 'X-Name': value } })).toEqual(refused('headerNotAllowed'));
    expect(await sent({ method: 'POST', idempotencyKey: value })).toEqual(refused('headerNotAllowed'));
  },
);

test('a repetition needs a key that is not empty', async () => {
  expect(await sent({ method: 'POST', idempotencyKey: ' ' })).toEqual(refused('headerNotAllowed'));
});

test('there is an end to headers', async () => {
  const headers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`X-${at}`, 'x']));
  expect((await sent({ headers: headers(32) })).result.type).toBe('answered');
  expect(await sent({ headers: headers(33) })).toEqual(refused('headerNotAllowed'));
});

test('a flow may set Authorization only where it names no credentials', async () => {
  const headers = { AUTHORIZATION: 'Bearer mine' };
  expect((await sent({ headers })).seen[0]?.headers.authorization).toBe('Bearer mine');
  expect(await sent({ headers, auth: 'key' })).toEqual(refused('headerNotAllowed'));
});

test('credentials stand before what a flow says in their header', async () => {
  const { seen } = await sent({ headers: { 'x-api-key': 'mine' }, auth: 'key' });
  expect(seen[0]?.headers['x-api-key']).toBe('s3cret');
});

test('credentials go to their own hosts, even where others are allowed', async () => {
  expect(await sent({ auth: 'other' })).toEqual(refused('authNotForHost'));
  expect(await sent({ auth: 'missing' })).toEqual(refused('unknownAuth'));
  expect(await sent({ auth: '__proto__' })).toEqual(refused('unknownAuth'));
});

test('a body may have 64 kB, and none may go with a request to read', async () => {
  const sized = (size: number) => 'x'.repeat(size - 2);
  expect((await sent({ method: 'POST', body: sized(64 * 1024) })).result.type).toBe('answered');
  expect(await sent({ method: 'POST', body: sized(64 * 1024 + 1) })).toEqual(refused('bodyTooLarge'));
  expect(await sent({ method: 'POST', body: 'ü'.repeat(40_000) })).toEqual(refused('bodyTooLarge'));
  expect(await sent({ method: 'GET', body: {} })).toEqual(refused('bodyNotAllowed'));
});

test.each(['/a/../admin', '/a/..', '/./a', '/a/%2e%2E/admin', '/a/.%2e', '/a\\..\\admin', '/a/.\t./admin', '/..?x'])(
  'the path %j does not leave itself',
  async (path) => {
    expect(await sent({}, path)).toEqual(refused('urlNotAllowed'));
  },
);

test('dots that lead nowhere else are fine', async () => {
  expect((await sent({}, '/a..b/.c/...?next=../x&y=/./#/../')).seen[0]?.url).toBe('/a..b/.c/...?next=../x&y=/./');
});

test('an address has an end', async () => {
  expect((await sent({}, `/${'x'.repeat(7_000)}`)).result.type).toBe('answered');
  expect(await sent({}, `/${'x'.repeat(8_000)}`)).toEqual(refused('urlNotAllowed'));
});

test.each([
  ['', 'urlNotAllowed'],
  ['/results', 'urlNotAllowed'],
  ['https://', 'urlNotAllowed'],
  ['https://other.example.org/', 'hostNotAllowed'],
  ['https://api.example.org:8443/', 'hostNotAllowed'],
  ['http://api.example.org/', 'hostNotAllowed'],
  ['https://me:pw@api.example.org/', 'hostNotAllowed'],
  ['https://api.example.org@evil.test/', 'hostNotAllowed'],
  ['file:///etc/passwd', 'hostNotAllowed'],
  ['data:application/json,{}', 'hostNotAllowed'],
])('%j is not asked', async (url, code) => {
  const resolve = () => Promise.reject(new Error('It was looked up.'));
  expect(await aClient('api.example.org', { resolve }).send(aRequest(url), 10_000)).toEqual({ type: 'refused', code });
});

test.each([
  ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/'],
  ...['https://%31%32%37.0.0.1/', 'https://１２７.0.0.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/'],
  ...['https://169.254.169.254/metadata', 'https://[fe80::1]/', 'https://[64:ff9b::7f00:1]/', 'https://0/'],
])('the address in %s is refused even where the list has it', async (url) => {
  const hosts = ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '[fe80::1]', '[64:ff9b::7f00:1]', '0'];
  const resolve = () => Promise.reject(new Error('It was looked up.'));
  const result = await aClient(hosts.join(), { resolve }).send(aRequest(url), 10_000);
  expect(result).toEqual({ type: 'refused', code: 'addressNotAllowed' });
});
