import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeServer, listen } from '../../local/telephony-emulator/server/http-server.ts';
import { callbackTokenVerifier, type TokenVerdict } from '../../src/telephony/callback-auth/callback-token.ts';

const issuer = 'https://acscallautomation.communication.azure.com';
const audience = '7b1f2c9e-5a3d-4e86-9c41-0d2f6a8e3b57';

interface Signing {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

let first: Signing;
let second: Signing;
let served: readonly JWK[] | 'broken' | 'noJson';
let fetches = 0;
let jwksUrl: string;
let verify: (authorization: string | null) => Promise<TokenVerdict>;

const server = createServer((_request, response) => {
  fetches++;
  response.statusCode = served === 'broken' ? 503 : 200;
  response.setHeader('content-type', 'application/json');
  response.end(typeof served === 'string' ? 'out of order' : JSON.stringify({ keys: served }));
});

async function aSigning(kid: string): Promise<Signing> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

beforeAll(async () => {
  [first, second] = await Promise.all([aSigning('first'), aSigning('second')]);
  jwksUrl = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/calling/keys`;
});

beforeEach(() => {
  served = [first.jwk];
  fetches = 0;
  verify = callbackTokenVerifier({ issuer, audience, jwksUrl });
});

afterEach(() => {
  expect(fetches).toBeLessThanOrEqual(2);
});

afterAll(() => closeServer(server));

interface Claims {
  readonly iss?: string;
  readonly aud?: string;
  /** Seconds from now; null for a token without expiry. */
  readonly expiresIn?: number | null;
  readonly notBefore?: number;
}

/** A token as the service sends it, or with something wrong. */
function aToken({ iss = issuer, aud = audience, expiresIn = 300, notBefore }: Claims = {}, signing = first) {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const token = new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: signing.jwk.kid ?? '' });
  token.setIssuer(iss).setAudience(aud).setIssuedAt();
  if (expiresIn !== null) token.setExpirationTime(nowSeconds + expiresIn);
  if (notBefore !== undefined) token.setNotBefore(nowSeconds + notBefore);
  return token.sign(signing.privateKey);
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test("the service's token is valid, and the keys are fetched once for many", async () => {
  const token = await aToken();
  const verdicts = await Promise.all(Array.from({ length: 50 }, () => verify(`Bearer ${token}`)));
  expect(new Set(verdicts)).toEqual(new Set(['valid']));
  expect(fetches).toBe(1);
});

test.each<[string, Claims]>([
  ['another issuer', { iss: 'https://acscallautomation.communication.azure.com/' }],
  ['another audience', { aud: 'another-resource' }],
  ['its time over', { expiresIn: -60 }],
  ['no expiry', { expiresIn: null }],
  ['its time still to come', { notBefore: 120 }],
])('a token with %s is invalid', async (_what, claims) => {
  expect(await verify(`Bearer ${await aToken(claims)}`)).toBe('invalid');
});

test('clocks may differ by half a minute', async () => {
  expect(await verify(`Bearer ${await aToken({ expiresIn: -20 })}`)).toBe('valid');
});

test('a token with any one bit changed is invalid', async () => {
  const bytes = Buffer.from(await aToken());
  // The last character of a part has bits that mean nothing; changing those alone changes no token.
  const meaningless = new Set([...bytes.entries()].flatMap(([at, byte]) => (byte === 0x2e ? [at - 1] : [])));
  meaningless.add(bytes.length - 1);
  for (let at = 0; at < bytes.length; at += 7) {
    if (meaningless.has(at)) continue;
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    expect(await verify(`Bearer ${changed.toString('latin1')}`), `bit of character ${at}`).toBe('invalid');
  }
});

test('a token without a signature, or signed with the public key as a secret, is invalid', async () => {
  const payload = base64url({ iss: issuer, aud: audience, exp: Math.floor(Date.now() / 1_000) + 300 });
  const none = `${base64url({ alg: 'none', kid: 'first' })}.${payload}.`;
  const body = `${base64url({ alg: 'HS256', kid: 'first' })}.${payload}`;
  const secret = JSON.stringify(first.jwk);
  const symmetric = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  expect(await verify(`Bearer ${none}`)).toBe('invalid');
  expect(await verify(`Bearer ${symmetric}`)).toBe('invalid');
});

test("a token signed with another's key under the service's key id is invalid", async () => {
  const forged = { privateKey: second.privateKey, jwk: first.jwk };
  expect(await verify(`Bearer ${await aToken({}, forged)}`)).toBe('invalid');
});

test.each([
  ['none', null],
  ['an empty one', ''],
  ['another scheme', 'Basic abc'],
  ['no token', 'Bearer '],
  ['something after the token', 'Bearer a.b.c d'],
  ['a line break', 'Bearer a.b.c\n'],
  ['one that is too long', `Bearer ${'a'.repeat(8_001)}`],
])('an authorization that is %s is invalid, and no key is fetched for it', async (_what, authorization) => {
  expect(await verify(authorization)).toBe('invalid');
  expect(fetches).toBe(0);
});

test('keys that cannot be fetched or read make it unavailable, not invalid', async () => {
  const token = `Bearer ${await aToken()}`;
  served = 'broken';
  expect(await verify(token)).toBe('unavailable');
  served = 'noJson';
  expect(await verify(token)).toBe('unavailable');
});

test('nobody listening for the keys makes it unavailable, until somebody does', async () => {
  const closed = createServer();
  const port = await listen(closed, 0, '127.0.0.1');
  await closeServer(closed);
  const nowhere = callbackTokenVerifier({ issuer, audience, jwksUrl: `http://127.0.0.1:${port}/keys` });
  expect(await nowhere(`Bearer ${await aToken()}`)).toBe('unavailable');
});

test('a new key of the service is found when the first token bears it', async () => {
  served = [second.jwk];
  expect(await verify(`Bearer ${await aToken({}, second)}`)).toBe('valid');
  expect(fetches).toBe(1);
});

test('a thousand tokens with unknown key ids fetch the keys at most once more', async () => {
  const token = await aToken();
  expect(await verify(`Bearer ${token}`)).toBe('valid');
  const [, payload, signature] = token.split('.');
  const verdicts = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      verify(`Bearer ${base64url({ alg: 'RS256', kid: `forged-${index}` })}.${payload}.${signature}`),
    ),
  );
  expect(new Set(verdicts)).toEqual(new Set(['invalid']));
  expect(fetches).toBeLessThanOrEqual(2);
});
