import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEmulatedLine, DESK, type EmulatedLine } from './emulated-line.ts';

let line: EmulatedLine;
beforeEach(async () => {
  line = await anEmulatedLine();
});
afterEach(() => line.close());

interface Sent {
  readonly target: string;
  readonly body?: unknown;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly date?: string;
  readonly key?: string;
}

/** A request signed by hand, so that each part can be wrong. */
async function send(sent: Sent): Promise<Response> {
  const { target, method = 'POST', headers = {}, date = new Date().toUTCString() } = sent;
  const body = sent.body === undefined ? '' : JSON.stringify(sent.body);
  const key = sent.key ?? line.emulator.connectionString.split('accesskey=')[1] ?? '';
  const hash = createHash('sha256').update(body).digest('base64');
  const host = new URL(line.emulator.url).host;
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${method}\n${target}\n${date};${host};${hash}`)
    .digest('base64');
  return fetch(line.emulator.url + target, {
    method,
    body: method === 'GET' ? null : body,
    headers: {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
      ...headers,
    },
  });
}

async function codeOf(response: Response): Promise<[number, string]> {
  // The emulator of this test wrote it.
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
}

const VERSION = '?api-version=2026-03-12';
const target = `/calling/callConnections/nobody${VERSION}`;

test('a request without a good signature is refused', async () => {
  const other = Buffer.from('another key').toString('base64');
  expect(await codeOf(await send({ target, method: 'GET' }))).toEqual([404, '8522']);
  expect(await codeOf(await send({ target, method: 'GET', key: other }))).toEqual([401, '7509']);
  expect(await codeOf(await send({ target, method: 'GET', headers: { authorization: 'Bearer x' } }))).toEqual([
    401,
    '7509',
  ]);
  const old = new Date(Date.now() - 6 * 60_000).toUTCString();
  expect(await codeOf(await send({ target, method: 'GET', date: old }))).toEqual([401, '7509']);
  expect(await codeOf(await send({ target, headers: { 'x-ms-content-sha256': 'x' } }))).toEqual([401, '7509']);
});

test('api-version is required, unknown paths are not found, other operations are named as unsupported', async () => {
  expect(await codeOf(await send({ target: '/calling/callConnections/nobody', method: 'GET' }))).toEqual([400, '8523']);
  expect(await codeOf(await send({ target: `/calling/elsewhere${VERSION}` }))).toEqual([404, '8522']);
  expect(await codeOf(await send({ target: `/calling/callConnections${VERSION}` }))).toEqual([405, '8520']);
  expect(await codeOf(await send({ target: `/calling/recordings${VERSION}` }))).toEqual([405, '8520']);
});

test('a body that is too large, no JSON, or wrong is refused with the name of the field', async () => {
  const answer = `/calling/callConnections:answer${VERSION}`;
  const large = { incomingCallContext: 'x'.repeat(300_000), callbackUri: 'https://app.example' };
  expect((await send({ target: answer, body: large })).status).toBe(413);
  const wrong = await send({ target: answer, body: { incomingCallContext: 'x', callbackUri: 'ftp://app.example' } });
  expect(await wrong.json()).toEqual({
    error: { code: '8523', message: 'callbackUri: must be an http or https URL.' },
  });
  expect(await (await send({ target: answer })).json()).toEqual({
    error: { code: '8523', message: 'The body is not JSON.' },
  });
});

test('the client request id comes back', async () => {
  const response = await send({ target, method: 'GET', headers: { 'x-ms-client-request-id': 'abc' } });
  expect(response.headers.get('x-ms-client-request-id')).toBe('abc');
});

test('a repeated request acts once and gets the first answer again', async () => {
  const { id, context } = await line.ring();
  const answer = {
    target: `/calling/callConnections:answer${VERSION}`,
    body: { incomingCallContext: context, callbackUri: `${line.app.url}/events` },
    headers: { 'repeatability-request-id': randomUUID(), 'repeatability-first-sent': new Date().toUTCString() },
  };
  const first = await send(answer);
  const again = await send(answer);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.headers.get('repeatability-result')).toBe('accepted');
  expect(await again.json()).toEqual(await first.json());
  await line.app.event('CallConnected');
  expect((await line.call(id)).state).toBe('connected');
  const other = { ...answer, body: { ...answer.body, callbackUri: 'https://other.example' } };
  expect(await codeOf(await send(other))).toEqual([400, '8523']);
  const fresh = { ...answer, headers: {} };
  expect(await codeOf(await send(fresh))).toEqual([400, '8585']);
});

test('a repeated transfer rings one telephone', async () => {
  const { id, connection } = await line.connect();
  const { callConnectionId } = await connection.getCallConnectionProperties();
  const transfer = {
    target: `/calling/callConnections/${callConnectionId}:transferToParticipant${VERSION}`,
    body: { targetParticipant: { phoneNumber: { value: DESK } }, operationContext: 't' },
    headers: { 'repeatability-request-id': randomUUID() },
  };
  const answers = await Promise.all([send(transfer), send(transfer)]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect((await line.call(id)).legs.map(({ role }) => role)).toEqual(['caller', 'target']);
  expect(await codeOf(await send({ ...transfer, headers: {} }))).toEqual([409, '8607']);
});

test('https callbacks and a speech service can be demanded', async () => {
  const strict = await anEmulatedLine({ httpsCallbacksOnly: true });
  const { context } = await strict.ring();
  await expect(strict.client.answerCall(context, strict.app.url)).rejects.toMatchObject({ code: '8523' });
  await strict.close();
  const speechless = await anEmulatedLine({ cognitiveServicesRequired: true });
  const { connection } = await speechless.connect();
  const spoken = connection.getCallMedia().playToAll([{ kind: 'textSource', text: 'Hi.' }]);
  await expect(spoken).rejects.toMatchObject({ code: '8567' });
  await speechless.close();
});
