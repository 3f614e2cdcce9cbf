import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CALLER, DESK } from '../local/telephony-emulator/server/emulated-line.ts';
import {
  aChoice,
  aRecognition,
  aRequest,
  aSpeech,
  aTelephonyLine,
  type TelephonyBody,
  type TelephonyLine,
} from './telephony-line.ts';
import type { Fault } from './telephony-proxy.ts';

const speech = 'Your number is 4 7 2 8 1 9 3.';
const play: TelephonyBody = { type: 'play', prompts: [{ text: speech, language: 'en-US' }] };
const inCall: readonly TelephonyBody[] = [
  play,
  aRecognition(),
  aChoice(),
  aSpeech(),
  { type: 'cancelMedia' },
  { type: 'transfer', to: DESK },
  { type: 'hangUp' },
];
const beforeAnswer: readonly TelephonyBody[] = [
  { type: 'answer' },
  { type: 'reject', reason: 'none' },
  { type: 'redirect', to: DESK },
];

let line: TelephonyLine;
const connected = { attemptId: 'attempt', from: CALLER, callId: '00000000-0000-4000-8000-000000000001' };
const ringing = { attemptId: 'attempt', from: CALLER, incomingCallContext: 'eyJhbGciOiJub25lIn0.context.' };
const everyCommand = [
  ...inCall.map((body) => ({ body, call: connected })),
  ...beforeAnswer.map((body) => ({ body, call: ringing })),
].map((one) => ({ ...one, type: one.body.type }));

beforeAll(async () => {
  line = await aTelephonyLine();
});

afterEach(() => line.proxy.fault(undefined));

afterAll(() => line?.close());

const serviceError = (status: number, code: string): Fault => ({
  type: 'answer',
  status,
  body: { error: { code, message: `Refused for ${CALLER}: ${speech}` } },
});

test.each(everyCommand)(
  '$type for a call that the service does not know is refused as gone',
  async ({ body, call }) => {
    expect(await line.perform(aRequest(body, call))).toEqual({ type: 'refused', reason: 'gone', code: '404/8522' });
  },
);

test('commands for a call that has ended are refused as gone', async () => {
  const call = await line.connect();
  await call.does({ type: 'hangUp' });
  for (const body of [play, aRecognition()]) expect(await call.does(body)).toMatchObject({ reason: 'gone' });
});

test.each([
  { status: 400, code: '8523', result: { type: 'refused', reason: 'refused', code: '400/8523' } },
  { status: 403, code: '8524', result: { type: 'refused', reason: 'refused', code: '403/8524' } },
  { status: 400, code: '8528', result: { type: 'refused', reason: 'gone', code: '400/8528' } },
  { status: 412, code: '8583', result: { type: 'refused', reason: 'refused', code: '412/8583' } },
  // A repeat of a request that is still at work, or that came too long ago: nobody knows what became of the first.
  { status: 409, code: '8607', result: { type: 'uncertain', code: '409/8607' } },
  { status: 412, code: '', result: { type: 'uncertain', code: '412/' } },
  { status: 400, code: '8501', result: { type: 'uncertain', code: '400/8501' } },
  { status: 408, code: '', result: { type: 'uncertain', code: '408/' } },
  { status: 500, code: '9999', result: { type: 'uncertain', code: '500/9999' } },
  { status: 503, code: '', result: { type: 'uncertain', code: '503/' } },
])('$status/$code is told as $result.type for every command, after one request', async ({ status, code, result }) => {
  line.proxy.fault(serviceError(status, code));
  for (const { body, call } of everyCommand) {
    const before = line.proxy.seen.length;
    expect(await line.perform(aRequest(body, call))).toEqual(result);
    expect(line.proxy.seen.length - before).toBe(1);
  }
});

test('a throttled command says when it may be asked again, and was sent once', async () => {
  const throttled = { type: 'answer', status: 429, body: { error: { code: '8530', message: '' } } } as const;
  for (const { body, call } of everyCommand) {
    const before = line.proxy.seen.length;
    line.proxy.fault({ ...throttled, headers: { 'retry-after': '7' } });
    const told = await line.perform(aRequest(body, call));
    expect(told).toEqual({ type: 'throttled', retryAfterMs: 7_000, code: '429/8530' });
    line.proxy.fault(throttled);
    expect(await line.perform(aRequest(body, call))).toMatchObject({ type: 'throttled', retryAfterMs: 1_000 });
    line.proxy.fault({ ...throttled, headers: { 'retry-after': '0' } });
    expect(await line.perform(aRequest(body, call))).toMatchObject({ type: 'throttled', retryAfterMs: 300 });
    expect(line.proxy.seen.length - before).toBe(3);
  }
});

test.each(everyCommand)(
  '$type is uncertain when the connection breaks or nothing answers in time',
  async ({ body, call }) => {
    line.proxy.fault({ type: 'cutBefore' });
    expect(await line.perform(aRequest(body, call))).toMatchObject({ type: 'uncertain' });
    line.proxy.fault({ type: 'silence' });
    const before = line.proxy.seen.length;
    const startedAtMs = performance.now();
    expect(await line.perform({ ...aRequest(body, call), timeoutMs: 150 })).toMatchObject({ type: 'uncertain' });
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    expect(line.proxy.seen.length - before).toBe(1);
  },
);

test('a command whose answer was lost is uncertain, though it was performed', async () => {
  const call = await line.connect();
  line.proxy.fault({ type: 'cutAfter' });
  expect(await call.does({ type: 'hangUp' })).toMatchObject({ type: 'uncertain' });
  expect(await line.event('callDisconnected')).toMatchObject({ type: 'callDisconnected' });
});

test('an answer that names no connection is uncertain', async () => {
  line.proxy.fault({ type: 'answer', status: 200, body: {} });
  expect(await line.perform(aRequest({ type: 'answer' }, ringing))).toMatchObject({ type: 'uncertain' });
});

test('probe is unknown, after one request, when the service cannot say', async () => {
  for (const fault of [serviceError(500, ''), serviceError(403, ''), { type: 'cutBefore' }] as const) {
    line.proxy.fault(fault);
    const before = line.proxy.seen.length;
    expect(await line.probe(connected.callId)).toBe('unknown');
    expect(line.proxy.seen.length - before).toBe(1);
  }
  line.proxy.fault({ type: 'silence' });
  expect(await line.probe(connected.callId, 150)).toBe('unknown');
});

test.each([
  ['connecting', 'connecting'],
  ['unknown', 'connecting'],
  ['connected', 'connected'],
  ['transferring', 'transferring'],
  ['transferAccepted', 'transferring'],
  ['disconnecting', 'gone'],
  ['disconnected', 'gone'],
  ['somethingNew', 'unknown'],
])('probe reads the state %s as %s', async (callConnectionState, probed) => {
  line.proxy.fault({ type: 'answer', status: 200, body: { callConnectionId: 'x', callConnectionState } });
  expect(await line.probe(connected.callId)).toBe(probed);
});

test('a party whom the service cannot name is refused before anything is sent', async () => {
  const before = line.proxy.seen.length;
  const results = [
    await line.perform(aRequest({ type: 'transfer', to: 'the desk' }, connected)),
    await line.perform(aRequest({ type: 'redirect', to: '' }, ringing)),
    await line.perform(aRequest(aRecognition(), { ...connected, from: 'nobody' })),
  ];
  expect(results.map((result) => result.type)).toEqual(['refused', 'refused', 'refused']);
  expect(line.proxy.seen.length).toBe(before);
});

test('a command without what it needs is a result as well', async () => {
  const { attemptId, from } = connected;
  for (const { body } of everyCommand) {
    expect(await line.perform(aRequest(body, { attemptId, from }))).toMatchObject({ type: 'uncertain' });
  }
});

test('no result holds anything of the caller', async () => {
  const faults: readonly Fault[] = [
    serviceError(400, '8523'),
    serviceError(500, ''),
    serviceError(429, ''),
    { type: 'cutBefore' },
  ];
  for (const fault of faults) {
    line.proxy.fault(fault);
    const results = await Promise.all(everyCommand.map(({ body, call }) => line.perform(aRequest(body, call))));
    const text = JSON.stringify(results);
    for (const secret of [CALLER.slice(1), DESK.slice(1), speech, ringing.incomingCallContext, connected.callId]) {
      expect(text).not.toContain(secret);
    }
  }
});
