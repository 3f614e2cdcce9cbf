import { TableClient } from '@azure/data-tables';
import type { EventGridEvent, Timer } from '@azure/functions';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestTables, type TestTables } from '../azurite.ts';
import { aCallback, anInvocation, brokenTables, settingsFor, signed, theFunctions } from './app-under-test.ts';
import { type StubServices, startStubServices } from './stub-services.ts';

const caller = '+14255550177';
const keys = '4728193';
const attempt = 'a'.repeat(64);
const phone = (value: string) => ({ kind: 'phoneNumber', rawId: `4:${value}`, phoneNumber: { value } });

let services: StubServices;
let tables: TestTables;
/** What the invocations of a test have logged, and what went to the console beside them. */
let logged: string[];

beforeAll(async () => {
  [services, tables] = await Promise.all([startStubServices(), startTestTables()]);
});

beforeEach(() => {
  logged = [];
  services.telephonyRequests.length = 0;
  services.storageRequests.length = 0;
});

afterEach(() => {
  for (const line of logged) {
    expect(line).not.toContain(caller.slice(1));
    expect(line).not.toContain(keys);
    expect(line).not.toMatch(/Bearer|eyJ/);
  }
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([services.close(), tables.close()]);
});

function invoked() {
  const { context, lines } = anInvocation();
  logged = lines;
  return context;
}

const onTables = () => theFunctions(settingsFor(services, tables.connectionString));
const onBrokenTables = () => theFunctions(settingsFor(services, brokenTables(services)));

/** A body with one event of a call. */
function aBody(kind: string, data: object = {}): string {
  const event = { id: `id-of-${kind}`, type: `Microsoft.Communication.${kind}`, specversion: '1.0' };
  return JSON.stringify([{ ...event, data: { callConnectionId: 'unknown-call', operationContext: '4.0', ...data } }]);
}

/** An IncomingCall as Event Grid delivers it. */
function anIncomingCall(to: string, changes: object = {}): EventGridEvent {
  return {
    id: 'event',
    topic: 'topic',
    subject: 'subject',
    eventType: 'Microsoft.Communication.IncomingCall',
    dataVersion: '1.0',
    metadataVersion: '1',
    eventTime: new Date().toISOString(),
    data: { to: phone(to), from: phone(caller), incomingCallContext: `eyJ.${to}.context`, ...changes },
  };
}

async function cdrRows(): Promise<Record<string, unknown>[]> {
  const table = TableClient.fromConnectionString(tables.connectionString, 'cdr', { allowInsecureConnection: true });
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities()) rows.push(row);
  return rows;
}

describe('callEvents', () => {
  test('refuses wrong signatures and tokens with 401, and touches neither storage nor telephony', async () => {
    const { callEvents } = await onBrokenTables();
    const token = await services.token();
    const body = aBody('CallConnected');
    const wrong = [
      aCallback({ attempt: '', token, body }),
      aCallback({ attempt: attempt, token, body }),
      aCallback({ attempt: `${signed(attempt)}x`, token, body }),
      aCallback({ attempt: signed(attempt).replace('signing1', 'signing2'), token, body }),
      aCallback({ attempt: signed(attempt), body }),
      aCallback({ attempt: signed(attempt), token: `${token}x`, body }),
      aCallback({ attempt: signed(attempt), token: await services.token({ aud: 'another' }), body }),
      aCallback({ attempt: signed(attempt), headers: { authorization: `Basic ${token}` }, body }),
    ];
    for (const request of wrong) expect(await callEvents(request, invoked())).toEqual({ status: 401 });
    expect(services.storageRequests).toEqual([]);
    expect(services.telephonyRequests).toEqual([]);
  });

  test('refuses a body that is too large with 413, by its claim and by its size', async () => {
    const { callEvents } = await onBrokenTables();
    const proven = { attempt: signed(attempt), token: await services.token() };
    const claimed = aCallback({ ...proven, headers: { 'content-length': String(256 * 1024 + 1) } });
    const long = aCallback({ ...proven, body: 'x'.repeat(256 * 1024 + 1) });
    expect(await callEvents(claimed, invoked())).toEqual({ status: 413 });
    expect(await callEvents(long, invoked())).toEqual({ status: 413 });
    expect(services.storageRequests).toEqual([]);
  });

  test.each(['', 'no JSON', '"text"', '{}', '[1]'])(
    'refuses %j, which is no list of CloudEvents, with 400',
    async (body) => {
      const { callEvents } = await onBrokenTables();
      const request = aCallback({ attempt: signed(attempt), token: await services.token(), body });
      expect(await callEvents(request, invoked())).toEqual({ status: 400 });
      expect(services.storageRequests).toEqual([]);
    },
  );

  test.each([
    ['a kind that nobody knows', aBody('CallTeleported'), '"unknown"'],
    ['a kind that nothing awaits', aBody('ParticipantsUpdated'), '"ignored"'],
  ])('takes %s with 200, without a trip to storage, and logs it', async (_what, body, outcome) => {
    const { callEvents } = await onBrokenTables();
    const request = aCallback({ attempt: signed(attempt), token: await services.token(), body });
    expect(await callEvents(request, invoked())).toEqual({ status: 200 });
    expect(services.storageRequests).toEqual([]);
    expect(logged.join('\n')).toContain(outcome);
  });

  test.each([
    ['PlayCompleted', {}],
    ['RecognizeCompleted', { dtmfResult: { tones: ['four', 'seven', 'two', 'eight', 'one', 'nine', 'three'] } }],
    ['CallDisconnected', {}],
    ['CallConnected', {}],
  ])('takes %s of a call that it does not know with 200, and does nothing', async (kind, data) => {
    const { callEvents } = await onTables();
    const request = aCallback({ attempt: signed(attempt), token: await services.token(), body: aBody(kind, data) });
    expect(await callEvents(request, invoked())).toEqual({ status: 200 });
    expect(logged.join('\n')).toContain('"unknown"');
    expect(services.telephonyRequests).toEqual([]);
  });

  test('takes repeated and late events of a call with 200, and does nothing because of them', async () => {
    const { callEvents, incomingCall } = await onTables();
    await incomingCall(anIncomingCall('+14255550110'), invoked());
    const { attemptId } = JSON.parse(logged[0] ?? '{}');
    const callConnectionId = services.callConnectionId;
    const tell = async (kind: string) => {
      const body = aBody(kind, { callConnectionId });
      const request = aCallback({ attempt: signed(attemptId), token: await services.token(), body });
      expect(await callEvents(request, invoked())).toEqual({ status: 200 });
      return logged.join('\n');
    };
    expect(await tell('CallConnected')).toContain('"applied"');
    expect(await tell('CallConnected')).toContain('"duplicate"');
    expect(await tell('CallDisconnected')).toContain('"callEnded"');
    const before = [...services.telephonyRequests];
    expect(before.at(-1)).toBe(`POST /calling/callConnections/${callConnectionId}:play`);
    for (const kind of ['PlayCompleted', 'CallDisconnected', 'CallConnected']) {
      expect(await tell(kind)).not.toContain('"applied"');
    }
    expect(services.telephonyRequests.slice(before.length).filter((one) => !one.endsWith(':terminate'))).toEqual([]);
    expect((await cdrRows()).filter(({ callId }) => callId === callConnectionId)).toHaveLength(1);
  });

  test('asks for another delivery while storage is out of order', async () => {
    const { callEvents } = await onBrokenTables();
    const request = aCallback({
      attempt: signed(attempt),
      token: await services.token(),
      body: aBody('PlayCompleted'),
    });
    // The host makes a 500 of what a function throws.
    await expect(callEvents(request, invoked())).rejects.toThrow();
    expect(services.storageRequests.length).toBeGreaterThan(0);
  });

  test('asks for another delivery while nobody can check its token', async () => {
    const settings = { ...settingsFor(services, brokenTables(services)), CALLBACK_JWKS_URL: `${services.url}/nothing` };
    const { callEvents } = await theFunctions(settings);
    const request = aCallback({ attempt: signed(attempt), token: await services.token() });
    expect(await callEvents(request, invoked())).toEqual({ status: 503 });
    expect(services.storageRequests).toEqual([]);
  });
});

describe('incomingCall', () => {
  test('refuses a number that the line does not have, logs it, and leaves a record', async () => {
    const { incomingCall } = await onTables();
    await incomingCall(anIncomingCall('+14255550999'), invoked());
    expect(services.telephonyRequests).toEqual(['POST /calling/callConnections:reject']);
    expect(logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ what: 'command', kind: 'reject', outcome: 'done' }),
    );
    const records = (await cdrRows()).filter(({ to }) => to === '+14255550999');
    expect(records).toMatchObject([{ disposition: 'rejected', durationMs: 0 }]);
    await incomingCall(anIncomingCall('+14255550999'), invoked());
    expect(services.telephonyRequests).toHaveLength(1);
  });

  test('passes the call on to the fallback number while storage is out of order, and does not throw', async () => {
    const { incomingCall } = await onBrokenTables();
    await incomingCall(anIncomingCall('+14255550100'), invoked());
    expect(services.telephonyRequests).toEqual(['POST /calling/callConnections:redirect']);
    expect(logged.join('\n')).toContain('toFallback');
  }, 20_000);

  test('passes the call on to the fallback number when the app is not configured', async () => {
    const { SIGNING_KEYS: _missing, ...settings } = settingsFor(services, brokenTables(services));
    const { incomingCall } = await theFunctions({ ...settings, SIGNING_KEYS: '' });
    await incomingCall(anIncomingCall('+14255550100'), invoked());
    expect(services.telephonyRequests).toEqual(['POST /calling/callConnections:redirect']);
    expect(services.storageRequests).toEqual([]);
    expect(logged.join('\n')).toContain('notConfigured');
  });

  test('passes the call on to the fallback number while the flows are broken, and takes the events of others', async () => {
    const settings = { ...settingsFor(services, brokenTables(services)), FLOWS_DIRECTORY: '/nowhere/at/all' };
    const { incomingCall, callEvents } = await theFunctions(settings);
    await incomingCall(anIncomingCall('+14255550100'), invoked());
    expect(services.telephonyRequests).toEqual(['POST /calling/callConnections:redirect']);
    expect(logged.join('\n')).toContain('FlowsBroken');
    const event = aCallback({
      attempt: signed(attempt),
      token: await services.token(),
      body: aBody('ParticipantsUpdated'),
    });
    expect(await callEvents(event, invoked())).toEqual({ status: 200 });
  });

  test('passes the call on to the fallback number when the tables have a connection string that is none', async () => {
    const settings = { ...settingsFor(services, brokenTables(services)), TABLES_CONNECTION: 'nonsense' };
    const { incomingCall, health } = await theFunctions(settings);
    await incomingCall(anIncomingCall('+14255550100'), invoked());
    expect(services.telephonyRequests).toEqual(['POST /calling/callConnections:redirect']);
    expect(await health()).toMatchObject({ status: 503, jsonBody: { problems: [{ setting: 'TABLES_CONNECTION' }] } });
  });

  test('does not throw when the telephony has a connection string that is none', async () => {
    const settings = { ...settingsFor(services, brokenTables(services)), ACS_CONNECTION: 'endpoint=foo;accesskey=x' };
    const { incomingCall, health } = await theFunctions(settings);
    await incomingCall(anIncomingCall('+14255550100'), invoked());
    expect(logged.join('\n')).toContain('"outcome":"lost"');
    expect(await health()).toMatchObject({ status: 503, jsonBody: { problems: [{ setting: 'ACS_CONNECTION' }] } });
  });

  test('drops a call that rings no longer', async () => {
    const { incomingCall } = await onBrokenTables();
    const old = { ...anIncomingCall('+14255550100'), eventTime: new Date(Date.now() - 60_000).toISOString() };
    await incomingCall(old, invoked());
    expect([...services.telephonyRequests, ...services.storageRequests]).toEqual([]);
    expect(logged.join('\n')).toContain('tooOld');
  });

  test('never throws, whatever it is given and whatever is wrong', async () => {
    const events: unknown[] = [undefined, null, 1, 'text', [], {}, { eventType: 'x' }];
    const notConfigured = { PUBLIC_URL: 'no address', FALLBACK_NUMBER: '', ACS_CONNECTION: '' };
    for (const settings of [settingsFor(services, brokenTables(services)), notConfigured]) {
      const { incomingCall } = await theFunctions(settings);
      for (const event of events) {
        // Event Grid's type promises fields that nobody can promise.
        await incomingCall(event as EventGridEvent, invoked());
        expect(logged).toHaveLength(1);
      }
      await incomingCall(anIncomingCall('+14255550100'), invoked());
    }
    expect(logged.join('\n')).toContain('"outcome":"lost"');
  });
});

describe('health', () => {
  test('is well where storage answers', async () => {
    const { health } = await onTables();
    expect(await health()).toEqual({ status: 200, jsonBody: { status: 'ok' } });
  });

  test('is unwell where storage does not', async () => {
    const { health } = await onBrokenTables();
    expect(await health()).toEqual({ status: 503, jsonBody: { status: 'storageUnavailable' } });
  }, 20_000);

  test('names every wrong setting and no value, and the other functions stay silent', async () => {
    const secret = 'bm90LWEta2V5LWJ1dC1hLXNlY3JldA';
    const settings = {
      ...settingsFor(services, ''),
      SIGNING_KEYS: secret,
      PUBLIC_URL: secret,
      FALLBACK_NUMBER: secret,
    };
    const { health, callEvents, watchdog } = await theFunctions(settings);
    const { status, jsonBody } = await health();
    expect(status).toBe(503);
    for (const name of ['SIGNING_KEYS', 'PUBLIC_URL', 'FALLBACK_NUMBER', 'TABLES_ENDPOINT']) {
      expect(jsonBody.problems.map(({ setting }: { setting: string }) => setting)).toContain(name);
    }
    expect(JSON.stringify(jsonBody)).not.toContain(secret);
    expect(await callEvents(aCallback({ attempt: signed(attempt) }), invoked())).toEqual({ status: 503 });
    await watchdog(aTimer, invoked());
    expect([...services.telephonyRequests, ...services.storageRequests]).toEqual([]);
  });
});

test('health names the settings of requests and clips that are wrong, and no value of them', async () => {
  const secret = 'c2VjcmV0IG9mIGEgY2xpbmlj';
  const wrong = {
    HTTP_ALLOWED_HOSTS: `https://${secret}.example.org`,
    HTTP_CREDENTIALS: JSON.stringify({ clinicApi: { type: 'bearer', token: secret } }),
    FLOWS_DIRECTORY: '/nowhere/at/all',
  };
  const { health } = await theFunctions({ ...settingsFor(services, brokenTables(services)), ...wrong });
  const { status, jsonBody } = await health();
  expect(status).toBe(503);
  expect(jsonBody.problems.map(({ setting }: { setting: string }) => setting)).toEqual(Object.keys(wrong));
  expect(JSON.stringify(jsonBody)).not.toContain(secret);
});

test('health tells nobody where the flows were looked for', async () => {
  const settings = { ...settingsFor(services, brokenTables(services)), FLOWS_DIRECTORY: '/nowhere/at/all' };
  const { health } = await theFunctions(settings);
  const { status, jsonBody } = await health();
  expect(status).toBe(503);
  expect(jsonBody.problems).toEqual([expect.objectContaining({ setting: 'FLOWS_DIRECTORY' })]);
  expect(JSON.stringify(jsonBody)).not.toContain('/nowhere');
});

test('the watchdog looks for calls that are due', async () => {
  const { watchdog } = await onTables();
  await watchdog(aTimer, invoked());
  expect(services.telephonyRequests).toEqual([]);
});

const aTimer: Timer = {
  isPastDue: false,
  schedule: { adjustForDST: true },
  scheduleStatus: { last: '', next: '', lastUpdated: '' },
};
