import type { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { aClient, aRequest, get, manualDeadlines } from './a-client.ts';
import { aClosedPort, aRawServer, aServer, json } from './a-server.ts';

/** A server that answers the first bytes of a request with this text, and then does more. */
function aServerSaying(text: string, andThen: (socket: Socket) => void = () => {}): Promise<number> {
  return aRawServer((socket) => {
    socket.once('data', () => socket.write(text, () => andThen(socket)));
  });
}
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

test('where nobody listens, nothing was sent', async () => {
  expect(await get(await aClosedPort())).toEqual({ type: 'unreachable', code: 'ECONNREFUSED' });
});

test('a reset after the request was sent leaves it open whether it arrived', async () => {
  const port = await aRawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await get(port)).toEqual({ type: 'uncertain', code: 'ECONNRESET' });
});

test('so does an end without an answer', async () => {
  const port = await aRawServer((socket) => socket.once('data', () => socket.end()));
  expect(await get(port)).toEqual({ type: 'uncertain', code: 'ECONNRESET' });
});

test('so does a reset in the middle of the answer, and an answer that is cut off', async () => {
  const reset = await aServerSaying(`${head}Content-Length: 10\r\n\r\n{"a"`, (socket) => socket.resetAndDestroy());
  expect(await get(reset)).toEqual({ type: 'uncertain', code: 'ECONNRESET' });
  const short = await aServerSaying(`${head}Content-Length: 10\r\n\r\n{"a"`, (socket) => socket.end());
  expect(await get(short)).toEqual({ type: 'uncertain', code: 'ECONNRESET' });
  const chunked = await aServerSaying(`${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n`, (socket) =>
    socket.end(),
  );
  expect(await get(chunked)).toEqual({ type: 'uncertain', code: 'ECONNRESET' });
});

test('an answer that ends with its connection is whole', async () => {
  const port = await aServerSaying(`${head}\r\n{"a":1}`, (socket) => socket.end());
  expect(await get(port)).toEqual({ type: 'answered', status: 200, body: { a: 1 } });
});

test.each([
  ['what is no HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ['two lengths', `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n12`],
  ['a length and chunks', `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['headers without end', `${head}X: ${'x'.repeat(100_000)}\r\n\r\n`],
])('%s is no answer', async (_, text) => {
  const result = await get(await aServerSaying(text));
  expect([result.type, 'code' in result && /^HPE_/.test(result.code)]).toEqual(['uncertain', true]);
});

test('a change of protocol is no answer', async () => {
  const port = await aServerSaying('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', (s) =>
    s.end(),
  );
  expect(await get(port)).toEqual({ type: 'uncertain', code: 'CLOSED' });
});

test('a request whose name is still looked up at its deadline was not sent', async () => {
  const deadlines = manualDeadlines();
  let asked = false;
  const resolve = () => {
    asked = true;
    return new Promise<never>(() => {});
  };
  const client = aClient('api.example.org', { resolve, timeoutSignal: deadlines.timeoutSignal });
  const result = client.send(aRequest('https://api.example.org/'), 4_000);
  await vi.waitFor(() => expect(asked).toBe(true));
  deadlines.expire();
  expect(await result).toEqual({ type: 'unreachable', code: 'timeout' });
  expect(deadlines.askedMs).toEqual([4_000]);
});

test('nor was one that still shakes hands', async () => {
  const deadlines = manualDeadlines();
  const port = await aRawServer((socket) => socket.once('data', () => deadlines.expire()));
  const host = { scheme: 'https', host: 'slow.test', below: false, port: String(port), reach: 'local' } as const;
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const client = aClient('', { allowedHosts: [host], resolve, timeoutSignal: deadlines.timeoutSignal });
  const result = await client.send(aRequest(`https://slow.test:${port}/`), 4_000);
  expect(result).toEqual({ type: 'unreachable', code: 'timeout' });
});

test('one whose answer does not come in time may have arrived', async () => {
  const { timeoutSignal, expire } = manualDeadlines();
  const server = await aServer(() => expire());
  expect(await get(server.port, { timeoutSignal })).toEqual({ type: 'uncertain', code: 'timeout' });
});

test('the deadline holds for the body as well, however steadily it drips', async () => {
  const { timeoutSignal, expire } = manualDeadlines();
  const port = await aServerSaying(`${head}Content-Length: 100\r\n\r\n{"a":`, () => expire());
  expect(await get(port, { timeoutSignal })).toEqual({ type: 'uncertain', code: 'timeout' });
});

test('a request that waits for one of the connections keeps to its deadline, and was not sent', async () => {
  const { timeoutSignal, expire } = manualDeadlines();
  const server = await aServer(() => {});
  const host = `http://127.0.0.1:${server.port}`;
  const client = aClient(host, { timeoutSignal });
  const send = () => client.send(aRequest(host), 10_000);
  const taken = Array.from({ length: 32 }, send);
  await vi.waitFor(() => expect(server.seen.length).toBe(32));
  const waiting = send();
  expire(32);
  expect(await waiting).toEqual({ type: 'unreachable', code: 'timeout' });
  for (let index = 0; index < 32; index += 1) expire(index);
  expect(new Set((await Promise.all(taken)).map(({ type }) => type))).toEqual(new Set(['uncertain']));
});

test('after a deadline the client goes on as before', async () => {
  const { timeoutSignal, expire } = manualDeadlines();
  const server = await aServer((response, request) => {
    if (request.url === '/slow') expire();
    else json('{}')(response, request);
  });
  const host = `http://127.0.0.1:${server.port}`;
  const client = aClient(host, { timeoutSignal });
  expect((await client.send(aRequest(`${host}/slow`), 10_000)).type).toBe('uncertain');
  expect((await client.send(aRequest(`${host}/fast`), 10_000)).type).toBe('answered');
});

test('without time nothing is sent, and there is a longest time', async () => {
  const { timeoutSignal, askedMs } = manualDeadlines();
  const server = await aServer(json('{}'));
  const host = `http://127.0.0.1:${server.port}`;
  const expired = aClient(host, { timeoutSignal: () => AbortSignal.abort() });
  expect(await expired.send(aRequest(host), -5)).toEqual({ type: 'unreachable', code: 'timeout' });
  expect(server.seen).toEqual([]);
  await aClient(host, { timeoutSignal }).send(aRequest(host), -5);
  await aClient(host, { timeoutSignal }).send(aRequest(host), Number.POSITIVE_INFINITY);
  expect(askedMs).toEqual([0, 30_000]);
});

test('the deadline is one of the clock, unless it is told otherwise', async () => {
  const server = await aServer(() => {});
  const host = `http://127.0.0.1:${server.port}`;
  expect(await aClient(host).send(aRequest(host), 1)).toMatchObject({ code: 'timeout' });
});

test('a body that cannot be written is a result as well', async () => {
  const circle: Record<string, never> = {};
  Object.assign(circle, { circle });
  const client = aClient('http://127.0.0.1:1');
  const result = await client.send(aRequest('http://127.0.0.1:1/', { method: 'POST', body: circle }), 10_000);
  expect(result).toEqual({ type: 'uncertain', code: 'unexpectedThrow' });
});
