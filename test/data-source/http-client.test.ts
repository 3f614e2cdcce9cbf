import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { HttpRequest } from '../../src/calls/ports/http-client.ts';
import { aClient, aRequest, get } from './a-client.ts';
import { aServer, json } from './a-server.ts';

test('a request goes out as it is written, and its answer comes back', async () => {
  const server = await aServer(json('{"status":"ready"}', 201));
  const host = `http://127.0.0.1:${server.port}`;
  const request: HttpRequest = {
    method: 'POST',
    url: `${host}/results/a%20b?x=1%2F2&y=#part`,
    headers: { 'X-Line': 'clinic', 'Content-Type': 'application/merge-patch+json' },
    body: { patient: '123456', name: 'Ünal' },
    idempotencyKey: 'call-1-123456',
  };
  expect(await aClient(host).send(request, 10_000)).toEqual({
    type: 'answered',
    status: 201,
    body: { status: 'ready' },
  });
  expect(server.seen).toEqual([
    {
      method: 'POST',
      url: '/results/a%20b?x=1%2F2&y=',
      headers: {
        host: `127.0.0.1:${server.port}`,
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'callwright',
        'x-line': 'clinic',
        'content-type': 'application/merge-patch+json',
        'content-length': '35',
        'idempotency-key': 'call-1-123456',
        connection: 'keep-alive',
      },
      body: '{"patient":"123456","name":"Ünal"}',
      connection: 1,
    },
  ]);
});

test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s arrives as such', async (method) => {
  const server = await aServer((response) => response.writeHead(204).end());
  const host = `http://127.0.0.1:${server.port}`;
  const result = await aClient(host).send(aRequest(`${host}/a`, { method }), 10_000);
  expect(result).toEqual({ type: 'answered', status: 204 });
  expect(server.seen.map((request) => [request.method, request.body])).toEqual([[method, '']]);
});

test.each([200, 304, 400, 404, 409, 429, 500, 503])('status %i is an answer', async (status) => {
  const server = await aServer((response) => response.writeHead(status).end());
  expect(await get(server.port)).toEqual({ type: 'answered', status });
});

test.each([300, 301, 302, 303, 307, 308])('redirect %i is not followed', async (status) => {
  const elsewhere = await aServer(json('{}'));
  const location = `http://127.0.0.1:${elsewhere.port}/`;
  const server = await aServer((response) => response.writeHead(status, { location }).end('{}'));
  expect(await get(server.port)).toEqual({ type: 'unusable', status, code: 'redirect' });
  expect(elsewhere.seen).toEqual([]);
});

test('an error page is of no use, but its status is told', async () => {
  const server = await aServer((response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'));
  expect(await get(server.port)).toEqual({ type: 'unusable', status: 404, code: 'notJsonType' });
});

test('an answer may have 256 kB, and not a byte more, whether it says so before or not', async () => {
  const sized = (size: number) => `"${'x'.repeat(size - 2)}"`;
  const largest = await aServer(json(sized(256 * 1024)));
  expect((await get(largest.port)).type).toBe('answered');
  const announced = await aServer(json(sized(256 * 1024 + 1)));
  expect(await get(announced.port)).toEqual({ type: 'unusable', status: 200, code: 'tooLarge' });
  const endless = await aServer((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
    };
    response.on('drain', more);
    more();
  });
  expect(await get(endless.port)).toEqual({ type: 'unusable', status: 200, code: 'tooLarge' });
});

test('requests that may be repeated share a connection; each other one gets its own', async () => {
  const server = await aServer(json('{}'));
  const host = `http://127.0.0.1:${server.port}`;
  const client = aClient(host);
  const send = (more: Partial<HttpRequest>) => client.send(aRequest(`${host}/`, more), 10_000);
  await send({});
  await send({});
  await send({ method: 'POST', body: {}, idempotencyKey: 'a' });
  await send({ method: 'POST', body: {} });
  await send({ method: 'POST', body: {} });
  await send({});
  expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1, 1, 2, 3, 1]);
});

test('a connection that is kept does not keep the process alive', async () => {
  const server = await aServer(json('{}'));
  const source = new URL('../../src/data-source/', import.meta.url).href;
  const program = `
    const { createHttpClient } = await import('${source}http-client.ts');
    const { parseAllowedHosts } = await import('${source}allowed-hosts.ts');
    const host = 'http://127.0.0.1:${server.port}';
    const client = createHttpClient({ allowedHosts: parseAllowedHosts(host).value, clock: { nowMs: () => 0 } });
    const result = await client.send({ method: 'GET', url: host, headers: {} }, 30_000);
    process.stdout.write(result.type);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { timeout: 15_000 });
  const output = child.stdout.toArray();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect((await output).join('')).toBe('answered');
});
