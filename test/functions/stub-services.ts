import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { closeServer, listen } from '../../local/telephony-emulator/server/http-server.ts';

/** Everything that the app talks to besides table storage: keys of tokens, Call Automation. Requests are kept by their path. */
export interface StubServices {
  readonly url: string;
  /** Requests that were for telephony, as `METHOD path`. */
  readonly telephonyRequests: string[];
  /** Requests to the account that stands in for storage, where one uses it. */
  readonly storageRequests: string[];
  /** What it calls the connection of every call that is answered. */
  readonly callConnectionId: string;
  /** A token that the app must take for the service's. */
  token(claims?: { aud?: string }): Promise<string>;
  close(): Promise<void>;
}

/** `aud` of the tokens. */
export const audience = '7b1f2c9e-5a3d-4e86-9c41-0d2f6a8e3b57';

/** Starts them, on a free port; Call Automation takes every command, storage is out of order. */
export async function startStubServices(): Promise<StubServices> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'stub', alg: 'RS256' };
  const telephonyRequests: string[] = [];
  const storageRequests: string[] = [];
  const callConnectionId = randomUUID();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://stub').pathname;
    if (path === '/calling/keys') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [jwk] }));
      return;
    }
    const isStorage = path.startsWith('/storage');
    (isStorage ? storageRequests : telephonyRequests).push(`${request.method} ${path}`);
    if (path.endsWith(':answer')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ callConnectionId, callConnectionState: 'connecting' }));
      return;
    }
    // The SDK takes only the status that the service has for an operation: 202 for media, 204 for the others.
    response.statusCode = isStorage ? 503 : path.endsWith(':play') ? 202 : 204;
    response.end();
  });
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  const token = ({ aud = audience } = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: 'stub' })
      .setIssuer(url)
      .setAudience(aud)
      .setExpirationTime('5m')
      .sign(privateKey);
  return { url, telephonyRequests, storageRequests, callConnectionId, token, close: () => closeServer(server) };
}
