import { HttpRequest, InvocationContext } from '@azure/functions';
import { vi } from 'vitest';
import { parseKeyRing } from '../../src/keys/parse-key-ring.ts';
import { createSigner } from '../../src/keys/signer.ts';
import { audience, type StubServices } from './stub-services.ts';

const signingKeys = `signing1:${Buffer.alloc(32, 1).toString('base64')}`;
const encryptionKeys = `sealing1:${Buffer.alloc(32, 2).toString('base64')}`;
const accessKey = Buffer.alloc(64, 3).toString('base64');

/** Settings that a working app has; the services are the stubs. */
export function settingsFor(services: StubServices, tables: string): Record<string, string> {
  return {
    PUBLIC_URL: 'http://127.0.0.1:7071',
    ACS_CONNECTION: `endpoint=${services.url}/;accesskey=${accessKey}`,
    ACS_ALLOW_HTTP: 'true',
    TABLES_CONNECTION: tables,
    CALLBACK_ISSUER: services.url,
    CALLBACK_JWKS_URL: `${services.url}/calling/keys`,
    CALLBACK_AUDIENCE: audience,
    SIGNING_KEYS: signingKeys,
    ENCRYPTION_KEYS: encryptionKeys,
    FALLBACK_NUMBER: '+14255550199',
  };
}

/** A connection string of tables that the stubs stand for: every request is counted and answered with 503. */
export function brokenTables(services: StubServices): string {
  return `DefaultEndpointsProtocol=http;AccountName=stub;AccountKey=${accessKey};TableEndpoint=${services.url}/storage;`;
}

/** Signs an attempt's id as the app does for its callback addresses. */
export function signed(attemptId: string): string {
  const ring = parseKeyRing(signingKeys);
  if (!ring.ok) throw new Error(ring.error);
  return createSigner(ring.value).sign(attemptId);
}

/** The functions of a new app under these settings, which are this process's environment. */
export async function theFunctions(settings: Readonly<Record<string, string>>) {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  // Outside the worker the library says at every registration that it leaves it out.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const [{ callEvents }, { health }, { incomingCall }, { watchdog }] = await Promise.all([
    import('../../src/functions/call-events.ts'),
    import('../../src/functions/health.ts'),
    import('../../src/functions/incoming-call.ts'),
    import('../../src/functions/watchdog.ts'),
  ]);
  warnings.mockRestore();
  return { callEvents, health, incomingCall, watchdog };
}

/** A context of an invocation, and every line that was logged under it. */
export function anInvocation(): { context: InvocationContext; lines: string[] } {
  const lines: string[] = [];
  const logHandler = (_level: string, ...args: unknown[]) => {
    lines.push(args.join(' '));
  };
  return { context: new InvocationContext({ functionName: 'test', logHandler }), lines };
}

/** A webhook's request. */
export function aCallback(request: {
  attempt: string;
  body?: string;
  token?: string;
  headers?: Record<string, string>;
}): HttpRequest {
  const { attempt, body = '[]', token, headers } = request;
  return new HttpRequest({
    method: 'POST',
    url: `http://127.0.0.1:7071/api/call-events/${attempt}`,
    params: { attempt },
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body: { string: body },
  });
}
