import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../../../../local/telephony-emulator/server/start-emulator.ts';
import { anEmulatedLine, CALLER, type EmulatedLine, LINE } from './emulated-line.ts';
import { aReceivingApp, eventually } from './receiving-app.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function aLine(options: Parameters<typeof anEmulatedLine>[0] = {}): Promise<EmulatedLine> {
  const line = await anEmulatedLine(options);
  open.push(() => line.close());
  return line;
}

const words = [{ kind: 'textSource' as const, text: 'Hello.' }];

test('an event is a CloudEvent in an array of one, as the service writes it', async () => {
  const line = await aLine();
  const { connection } = await line.connect();
  const { callConnectionId, serverCallId, correlationId } = {
    ...(await connection.getCallConnectionProperties()),
    ...line.app.incomingCalls[0],
  };
  const post = await eventually(() => line.app.posts.find(({ events }) => events[0]?.type.endsWith('CallConnected')));
  expect(post.events).toHaveLength(1);
  expect(post.events[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    source: `calling/callConnections/${callConnectionId}`,
    type: 'Microsoft.Communication.CallConnected',
    data: {
      operationContext: 'answer',
      resultInformation: { code: 200, subCode: 0, message: '' },
      version: '2026-03-12',
      callConnectionId,
      serverCallId,
      correlationId,
      publicEventType: 'Microsoft.Communication.CallConnected',
    },
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/),
    specversion: '1.0',
    datacontenttype: 'application/json',
    subject: `calling/callConnections/${callConnectionId}`,
  });
});

test('the token of a webhook can be checked with the published keys, and is new for each event', async () => {
  const line = await aLine({ audience: 'the-resource' });
  await line.connect();
  await line.app.event('ParticipantsUpdated');
  const { emulator, app } = line;
  // The emulator of this test wrote it.
  const published = (await (
    await fetch(`${emulator.url}/calling/.well-known/acsopenidconfiguration`)
  ).json()) as Record<string, string>;
  expect(published).toMatchObject({ issuer: emulator.issuer, jwks_uri: emulator.jwksUrl });
  const keys = createRemoteJWKSet(new URL(emulator.jwksUrl));
  const tokens = app.posts.map(({ authorization }) => authorization?.replace('Bearer ', '') ?? '');
  for (const token of tokens) {
    const { payload } = await jwtVerify(token, keys, {
      issuer: emulator.issuer,
      audience: 'the-resource',
      algorithms: ['RS256'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  }
  expect(new Set(tokens).size).toBe(tokens.length);
  await expect(jwtVerify(tokens[0] ?? '', createLocalJWKSet({ keys: [] }))).rejects.toThrow();
});

test('an event that gets a 5xx comes again with its id, and those behind it wait', async () => {
  const line = await aLine({ webhookRetryDelaysMs: [1, 1, 1] });
  const { connection } = await line.connect();
  await line.app.event('ParticipantsUpdated');
  const before = line.app.posts.length;
  line.app.statuses.push(503, 500);
  await connection.getCallMedia().playToAll(words);
  await line.app.event('PlayCompleted');
  const arrived = line.app.posts.slice(before).flatMap(({ events }) => events);
  expect(arrived.map(({ type }) => type.split('.').at(-1))).toEqual([
    'PlayStarted',
    'PlayStarted',
    'PlayStarted',
    'PlayCompleted',
  ]);
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(2);
});

test('the running list has causes before their effects', async () => {
  const line = await aLine();
  const { id } = await line.connect();
  await line.app.event('ParticipantsUpdated');
  await line.post(`/emulator/calls/${id}/hangup`);
  await line.app.event('CallDisconnected');
  const log = await eventually(async () => {
    const entries = await line.log();
    return entries.every(({ detail }) => !detail.startsWith('sent')) && entries;
  });
  expect(log.map(({ what }) => what)).toEqual([
    'IncomingCall',
    'POST answer',
    'CallConnected',
    'ParticipantsUpdated',
    'CallDisconnected',
  ]);
  const order = log.map(({ id, at }) => [id, at]);
  expect(order).toEqual(order.toSorted(([one], [other]) => Number(one) - Number(other)));
  expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).toSorted());
});

test('an event that gets a 4xx does not come again', async () => {
  const line = await aLine({ webhookRetryDelaysMs: [1, 1, 1] });
  const { connection } = await line.connect();
  await line.app.event('ParticipantsUpdated');
  const before = line.app.posts.length;
  line.app.statuses.push(401);
  await connection.getCallMedia().playToAll(words);
  await line.app.event('PlayCompleted');
  expect(line.app.posts.length - before).toBe(2);
});

test('an app that cannot be reached does not hold up the call', async () => {
  const lines: string[] = [];
  const line = await aLine({ webhookRetryDelaysMs: [1, 1], log: (text) => lines.push(text) });
  const { id, context } = await line.ring();
  await line.client.answerCall(context, 'http://127.0.0.1:9/events');
  await eventually(async () => (await line.call(id)).state === 'connected');
  await eventually(() => lines.includes('webhook CallConnected was not delivered'));
  expect(lines.join()).not.toContain(CALLER.slice(1));
});

test('the events of one operation go where its request says', async () => {
  const line = await aLine();
  const { connection } = await line.connect();
  await connection.getCallMedia().playToAll(words, { operationCallbackUrl: `${line.app.url}/special` });
  await line.app.event('PlayCompleted');
  const paths = line.app.posts.map(({ path, events }) => [events[0]?.type.split('.').at(-1), path]);
  expect(paths).toContainEqual(['PlayStarted', '/special']);
  expect(paths).toContainEqual(['CallConnected', '/events']);
});

test('the subscription is confirmed when the app comes up late, and its call is delivered', async () => {
  const app = await aReceivingApp();
  const port = Number(new URL(app.url).port);
  await app.close();
  const emulator = await startEmulator();
  open.push(() => emulator.close());
  const confirmed = emulator.setIncomingCallEndpoint(app.incomingCallUrl);
  await fetch(`${emulator.url}/emulator/calls`, { method: 'POST', body: JSON.stringify({ from: CALLER, to: LINE }) });
  const late = await aReceivingApp(port);
  open.push(() => late.close());
  expect(await confirmed).toBe(true);
  expect(await eventually(() => late.incomingCalls[0])).toMatchObject({
    from: { kind: 'phoneNumber', rawId: `4:${CALLER}`, phoneNumber: { value: CALLER } },
    to: { kind: 'phoneNumber', rawId: `4:${LINE}`, phoneNumber: { value: LINE } },
    callerDisplayName: '',
  });
});

test('an incoming call that gets a 500 comes once more; one that gets a 404 is lost', async () => {
  const logged: string[] = [];
  const line = await aLine({ eventGridRetryDelaysMs: [1], log: (text) => logged.push(text) });
  const place = () => line.post('/emulator/calls', { from: CALLER, to: LINE });
  line.app.statuses.push(500);
  await place();
  await eventually(() => line.app.incomingCalls.length === 2);
  line.app.statuses.push(404);
  await place();
  await eventually(() => logged.length === 1);
  expect(line.app.incomingCalls).toHaveLength(3);
});
