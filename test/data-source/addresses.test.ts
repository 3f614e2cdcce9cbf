import { expect, test } from 'vitest';
import { aClient, aRequest } from './a-client.ts';
import { aRawServer, aServer, json } from './a-server.ts';

/** Finds the addresses that a test gives, the next ones at each look-up, and keeps the names that were asked for. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    const addresses = answers[asked.length - 1] ?? [];
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { asked, resolve };
}

/** A port that counts the connections it gets. */
async function aCountingPort() {
  const connections = { count: 0 };
  const port = await aRawServer((socket) => {
    connections.count += 1;
    socket.destroy();
  });
  return { port, connections };
}

test.each([
  ...['127.0.0.1', '10.0.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '168.63.129.16'],
  ...['::1', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
])('a name that means %s is not connected to', async (address) => {
  const { port, connections } = await aCountingPort();
  const { resolve } = resolver([address]);
  const client = aClient(`api.example.org:${port}`, { resolve });
  const result = await client.send(aRequest(`https://api.example.org:${port}/`), 10_000);
  expect(result).toEqual({ type: 'refused', code: 'addressNotAllowed' });
  expect(connections.count).toBe(0);
});

test('one bad address among good ones refuses them all', async () => {
  const { port, connections } = await aCountingPort();
  const { resolve } = resolver(['20.50.2.1', '127.0.0.1']);
  const client = aClient(`api.example.org:${port}`, { resolve });
  const result = await client.send(aRequest(`https://api.example.org:${port}/`), 10_000);
  expect(result).toEqual({ type: 'refused', code: 'addressNotAllowed' });
  expect(connections.count).toBe(0);
});

test('clear text does not leave for the internet', async () => {
  const { resolve } = resolver(['20.50.2.1']);
  const result = await aClient('http://dev.test', { resolve }).send(aRequest('http://dev.test/'), 10_000);
  expect(result).toEqual({ type: 'refused', code: 'addressNotAllowed' });
});

test('the connection goes to the address that was checked, with no second look-up', async () => {
  const server = await aServer(json('{}'));
  const host = `http://rebinding.test:${server.port}`;
  const { asked, resolve } = resolver(['127.0.0.1'], ['169.254.169.254']);
  const client = aClient(host, { resolve });
  expect((await client.send(aRequest(`${host}/a`), 10_000)).type).toBe('answered');
  expect((await client.send(aRequest(`${host}/b`), 10_000)).type).toBe('answered');
  expect(asked).toEqual(['rebinding.test']);
  expect(server.seen.map(({ headers, connection }) => [headers.host, connection])).toEqual([
    [`rebinding.test:${server.port}`, 1],
    [`rebinding.test:${server.port}`, 1],
  ]);
});

test('each new connection is checked anew', async () => {
  const server = await aServer(json('{}'));
  const host = `http://rebinding.test:${server.port}`;
  const { asked, resolve } = resolver(['127.0.0.1'], ['169.254.169.254']);
  const client = aClient(host, { resolve });
  const post = () => client.send(aRequest(host, { method: 'POST', body: {} }), 10_000);
  expect((await post()).type).toBe('answered');
  expect(await post()).toEqual({ type: 'refused', code: 'addressNotAllowed' });
  expect([asked.length, server.seen.length]).toEqual([2, 1]);
});

test('the next address is tried where one does not answer', async () => {
  const server = await aServer(json('{}'));
  const host = `http://two.test:${server.port}`;
  const { resolve } = resolver(['::1', '127.0.0.1']);
  expect((await aClient(host, { resolve }).send(aRequest(host), 10_000)).type).toBe('answered');
});

test('a name without addresses, or that nobody knows, is unreachable', async () => {
  const none = aClient('api.example.org', { resolve: async () => [] });
  expect(await none.send(aRequest('https://api.example.org/'), 10_000)).toEqual({
    type: 'unreachable',
    code: 'ENODATA',
  });
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND api.example.org'), { code: 'ENOTFOUND' });
  const lost = aClient('api.example.org', { resolve: () => Promise.reject(unknown) });
  expect(await lost.send(aRequest('https://api.example.org/'), 10_000)).toEqual({
    type: 'unreachable',
    code: 'ENOTFOUND',
  });
});
