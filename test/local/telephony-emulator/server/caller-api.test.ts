import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  type FeedMessage,
  PortTakenError,
  startEmulator,
} from '../../../../local/telephony-emulator/server/start-emulator.ts';
import { anEmulatedLine, CALLER, DESK, type EmulatedLine, LINE } from './emulated-line.ts';
import { eventually } from './receiving-app.ts';

let line: EmulatedLine;
beforeEach(async () => {
  line = await anEmulatedLine();
});
afterEach(() => line.close());

const get = async (path: string) => {
  const response = await fetch(line.emulator.url + path);
  // The emulator of this test wrote it.
  return { status: response.status, body: (await response.json()) as unknown };
};

test('a call is placed, looked at and hung up', async () => {
  const placed = await line.post('/emulator/calls', { from: CALLER, to: LINE });
  expect(placed.status).toBe(201);
  // The emulator of this test wrote it.
  const { id, ...rest } = (await placed.json()) as { id: string };
  expect(rest).toEqual({ state: 'ringing' });
  expect((await get(`/emulator/calls/${id}`)).body).toEqual({
    id,
    from: CALLER,
    to: LINE,
    state: 'ringing',
    startedAt: expect.any(String),
    legs: [{ id: 'caller', role: 'caller', number: CALLER, state: 'ringing' }],
    listening: false,
    listeningForSpeech: false,
    heard: [],
    said: [],
  });
  expect(await (await line.post(`/emulator/calls/${id}/hangup`)).json()).toEqual({ id, state: 'ended' });
  expect((await line.post(`/emulator/calls/${id}/hangup`)).status).toBe(200);
  expect((await get('/emulator/calls')).body).toMatchObject([{ id, state: 'ended', endReason: 'callerHungUp' }]);
  expect((await line.post(`/emulator/calls/${id}/press`, { keys: '1' })).status).toBe(409);
  expect((await line.post(`/emulator/calls/${id}/say`, { text: 'Hello?' })).status).toBe(409);
});

test('the lines that can be called are listed', async () => {
  expect((await get('/emulator/lines')).body).toEqual([{ number: LINE, label: 'Clinic' }]);
});

test('what is wrong is said in a sentence', async () => {
  const { id } = await line.connect();
  const statusOf = async (path: string, body?: unknown) => (await line.post(path, body)).status;
  expect(await statusOf('/emulator/calls', { from: 'me', to: LINE })).toBe(400);
  expect(await statusOf('/emulator/calls')).toBe(400);
  expect(await statusOf(`/emulator/calls/${id}/press`, { keys: '1x' })).toBe(400);
  expect(await statusOf(`/emulator/calls/${id}/press`, { keys: '1'.repeat(65) })).toBe(400);
  expect(await statusOf('/emulator/calls/nobody/press', { keys: '1' })).toBe(404);
  expect(await statusOf('/emulator/calls/nobody/hangup')).toBe(404);
  expect(await statusOf('/emulator/calls/nobody/say', { text: 'Hello?' })).toBe(404);
  expect(await statusOf(`/emulator/calls/${id}/say`, { text: ' \n ' })).toBe(400);
  expect(await statusOf(`/emulator/calls/${id}/say`, { text: 'x'.repeat(1_001) })).toBe(400);
  expect(await statusOf(`/emulator/calls/${id}/say`, { words: 'Hello?' })).toBe(400);
  expect(await statusOf(`/emulator/calls/${id}/legs/target-1/accept`)).toBe(404);
  expect(await statusOf(`/emulator/calls/${id}/legs/caller/accept`)).toBe(409);
  expect((await line.phone('desk', 'accept')).status).toBe(400);
  expect((await line.phone(DESK, 'sometimes')).status).toBe(400);
  expect(await (await line.post(`/emulator/calls/${id}/press`, { keys: '' })).json()).toMatchObject({
    error: { message: expect.stringContaining('keys:') },
  });
  expect(await (await line.post(`/emulator/calls/${id}/press`, { keys: 7 })).json()).toMatchObject({
    error: { message: 'keys: must be a text.' },
  });
});

test('what the caller says is kept for the page, though nobody listens', async () => {
  const { id } = await line.ring();
  expect((await line.post(`/emulator/calls/${id}/say`, { text: 'Too early.' })).status).toBe(200);
  expect((await line.call(id)).said).toEqual([]);
  const connected = await line.connect();
  const answer = await line.post(`/emulator/calls/${connected.id}/say`, { text: ' Is  anybody there? ' });
  expect(await answer.json()).toEqual({ id: connected.id, state: 'connected' });
  expect((await line.call(connected.id)).said).toEqual([
    { at: expect.stringMatching(/Z$/), text: 'Is anybody there?', counted: false },
  ]);
});

test('the answer to keys says whether any of them counted', async () => {
  const { id } = await line.connect();
  const answer = await line.post(`/emulator/calls/${id}/press`, { keys: '12' });
  expect(await answer.json()).toEqual({ id, state: 'connected', counted: false });
});

test('a telephone that nobody has told anything rings until it is taken', async () => {
  const { id, connection } = await line.connect();
  await connection.transferCallToParticipant({ phoneNumber: DESK });
  expect((await line.call(id)).legs[1]).toEqual({ id: 'target-1', role: 'target', number: DESK, state: 'ringing' });
  await line.post(`/emulator/calls/${id}/legs/target-1/decline`);
  expect((await line.app.event('CallTransferFailed')).data.resultInformation).toMatchObject({ code: 603, subCode: 0 });
  await connection.transferCallToParticipant({ phoneNumber: DESK });
  await line.post(`/emulator/calls/${id}/legs/target-2/accept`);
  await line.app.event('CallTransferAccepted');
});

test('the feed begins with everything and goes on with every change', async () => {
  await line.ring();
  const messages: FeedMessage[] = [];
  const socket = new WebSocket(`${line.emulator.url.replace('http', 'ws')}/emulator/feed`);
  // The emulator of this test wrote it.
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as FeedMessage));
  const snapshot = await eventually(() => messages[0]);
  expect(snapshot).toMatchObject({
    type: 'snapshot',
    lines: [{ number: LINE, label: 'Clinic' }],
    calls: [{ state: 'ringing' }],
    log: [{ direction: 'toApp', what: 'IncomingCall', detail: expect.stringMatching(/^(sent|200)$/) }],
  });
  const { id, connection } = await line.connect();
  await connection.getCallMedia().playToAll([{ kind: 'textSource', text: 'Hello.' }], { operationContext: 'p' });
  const isHeard = (message: FeedMessage) =>
    message.type === 'call' && message.call.id === id && message.call.heard.some(({ finished }) => finished);
  await eventually(() => messages.some(isHeard));
  await eventually(() => messages.some((message) => message.type === 'log' && message.entry.what === 'PlayCompleted'));
  const log = messages.flatMap((message) => (message.type === 'log' ? [message.entry] : []));
  expect(log.map(({ direction, what, detail }) => [direction, what, detail])).toEqual(
    expect.arrayContaining([
      ['fromApp', 'POST answer', '200 · answer'],
      ['toApp', 'CallConnected', '200 · answer'],
      ['fromApp', 'POST play', '202 · p'],
      ['toApp', 'PlayStarted', '200 · p'],
    ]),
  );
  expect(JSON.stringify(log)).not.toContain(CALLER);
  socket.terminate();
});

test('pages of other sites, and other names for this machine, are refused', async () => {
  const statusWith = (headers: Record<string, string>, path = '/emulator/calls', method = 'GET') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(line.emulator.url + path, { headers, method }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
  expect(await statusWith({ origin: line.emulator.url })).toBe(200);
  expect(await statusWith({ origin: 'https://evil.example' })).toBe(403);
  expect(await statusWith({ origin: 'null' })).toBe(403);
  expect(await statusWith({ origin: 'https://evil.example' }, '/emulator/calls/nobody/say', 'POST')).toBe(403);
  expect(await statusWith({ host: 'evil.example:7072' })).toBe(403);
  expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await statusWith({ origin: 'https://evil.example' }, '/calling/keys')).toBe(403);
  const socket = new WebSocket(`${line.emulator.url.replace('http', 'ws')}/emulator/feed`, {
    origin: 'https://evil.example',
  });
  const refusal = await new Promise<string>((resolve) => socket.on('error', (error) => resolve(error.message)));
  expect(refusal).toContain('403');
});

test('a taken port is an error that names it', async () => {
  const port = Number(new URL(line.emulator.url).port);
  const error = await startEmulator({ port }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PortTakenError);
  expect(error).toMatchObject({ port });
});

test('two hundred calls at once are answered, played to and ended', async () => {
  const calls = await Promise.all(
    Array.from({ length: 200 }, async () => {
      await line.post('/emulator/calls', { from: CALLER, to: LINE });
    }),
  );
  await eventually(() => line.app.incomingCalls.length === calls.length);
  await Promise.all(
    line.app.incomingCalls.map(({ incomingCallContext }) =>
      line.client.answerCall(String(incomingCallContext), `${line.app.url}/events`),
    ),
  );
  await eventually(() => line.app.names().filter((name) => name === 'CallConnected').length === calls.length);
  // The emulator of this test wrote it.
  const all = (await get('/emulator/calls')).body as { id: string; state: string }[];
  expect(all.filter(({ state }) => state === 'connected')).toHaveLength(calls.length);
  await Promise.all(all.map(({ id }) => line.post(`/emulator/calls/${id}/hangup`)));
  await eventually(() => line.app.names().filter((name) => name === 'CallDisconnected').length === calls.length);
});

test('of the calls that have ended the last two hundred are kept', async () => {
  // The emulator of this test wrote it.
  const first = (await (await line.post('/emulator/calls', { from: CALLER, to: LINE })).json()) as { id: string };
  await line.post(`/emulator/calls/${first.id}/hangup`);
  for (let count = 0; count < 200; count += 1) {
    // The emulator of this test wrote it.
    const { id } = (await (await line.post('/emulator/calls', { from: CALLER, to: LINE })).json()) as { id: string };
    await line.post(`/emulator/calls/${id}/hangup`);
  }
  expect((await get('/emulator/calls')).body).toHaveLength(200);
  expect((await get(`/emulator/calls/${first.id}`)).status).toBe(404);
});
