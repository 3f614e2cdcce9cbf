import { createServer as createTlsServer } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpClient } from '../../src/data-source/http-client.ts';
import { aCertificate } from './a-certificate.ts';
import { aRequest } from './a-client.ts';
import { aServer, json, listening } from './a-server.ts';

const good = aCertificate('api.example.org');

/** A client that finds `api.example.org` on this machine, which no list of hosts would let it. */
function aTlsClient(port: number, certificateAuthority?: string) {
  const host = { scheme: 'https', host: 'api.example.org', below: false, port: String(port), reach: 'local' } as const;
  const client = createHttpClient({
    allowedHosts: [host],
    clock: { nowMs: () => 0 },
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    certificateAuthority,
  });
  return () => client.send(aRequest(`https://api.example.org:${port}/`), 10_000);
}

test('a server that proves its name is spoken to, on a connection that is kept', async () => {
  const server = await aServer(json('{"a":1}'), good);
  const send = aTlsClient(server.port, good.cert);
  expect(await send()).toEqual({ type: 'answered', status: 200, body: { a: 1 } });
  expect(await send()).toEqual({ type: 'answered', status: 200, body: { a: 1 } });
  expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1]);
});

test('nothing is sent to one whose certificate nobody vouches for', async () => {
  const server = await aServer(json('{}'), good);
  expect(await aTlsClient(server.port)()).toEqual({ type: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(server.seen).toEqual([]);
});

test('nothing is sent to one with the name of another', async () => {
  const other = aCertificate('other.example.org');
  const server = await aServer(json('{}'), other);
  const result = await aTlsClient(server.port, other.cert)();
  expect(result).toEqual({ type: 'unreachable', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(server.seen).toEqual([]);
});

test('no variable of the process turns these checks off', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const server = await aServer(json('{}'), good);
  expect((await aTlsClient(server.port)()).type).toBe('unreachable');
  expect(server.seen).toEqual([]);
});

test('an old version of TLS is not spoken', async () => {
  const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const server = createTlsServer({ ...good, ...old });
  server.on('tlsClientError', () => {});
  expect((await aTlsClient(await listening(server), good.cert)()).type).toBe('unreachable');
});

test('a reset after the handshake leaves it open whether the request arrived', async () => {
  const server = createTlsServer(good, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.destroy());
  });
  expect((await aTlsClient(await listening(server), good.cert)()).type).toBe('uncertain');
});
