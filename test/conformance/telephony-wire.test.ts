import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CommandRequest } from '../../src/calls/ports/telephony.ts';
import { CALLER, DESK } from '../local/telephony-emulator/server/emulated-line.ts';
import {
  aChoice,
  aRecognition,
  aRequest,
  aSpeech,
  aTelephonyLine,
  clipsUrl,
  type TelephonyBody,
  type TelephonyLine,
} from './telephony-line.ts';
import type { WireRequest } from './telephony-proxy.ts';

const repeatability = {
  requestId: '3f0c9a52-6a1e-5c0d-9a4e-2f6f4f3a1b70',
  firstSentAtMs: Date.parse('2026-03-20T10:00:07Z'),
};
const firstSent = 'Fri, 20 Mar 2026 10:00:07 GMT';
const inCall = { attemptId: 'attempt-1', from: CALLER, callId: '00000000-0000-4000-8000-000000000001' };
const ringing = { attemptId: 'attempt-1', from: CALLER, incomingCallContext: 'a.context.' };

let line: TelephonyLine;

beforeAll(async () => {
  line = await aTelephonyLine();
});

afterEach(() => line.proxy.fault(undefined));

afterAll(() => line?.close());

/** Performs a command and gives the request that came of it. */
async function sent(body: TelephonyBody, call: CommandRequest['call']): Promise<WireRequest> {
  const before = line.proxy.seen.length;
  await line.perform({ ...aRequest(body, call), repeatability });
  const [request, ...more] = line.proxy.seen.slice(before);
  expect(more).toEqual([]);
  if (request === undefined) throw new Error('Nothing was sent.');
  return request;
}

const repeatabilityOf = ({ headers }: WireRequest) => [
  headers['repeatability-request-id'],
  headers['repeatability-first-sent'],
];

test.each<{ body: TelephonyBody; call: CommandRequest['call'] }>([
  { body: { type: 'answer' }, call: ringing },
  { body: { type: 'reject', reason: 'busy' }, call: ringing },
  { body: { type: 'redirect', to: DESK }, call: ringing },
  { body: { type: 'transfer', to: DESK }, call: inCall },
  { body: { type: 'hangUp' }, call: inCall },
])('a repeat of $body.type is marked as one, by the id and the instant that were given', async ({ body, call }) => {
  expect(repeatabilityOf(await sent(body, call))).toEqual([repeatability.requestId, firstSent]);
  expect(repeatabilityOf(await sent(body, call))).toEqual([repeatability.requestId, firstSent]);
});

test.each<TelephonyBody>([
  { type: 'play', prompts: [{ text: 'Hello.', language: 'en-US' }] },
  aRecognition(),
  aChoice(),
  aSpeech(),
  { type: 'cancelMedia' },
])('$type bears no such mark, which the service would not honour', async (body) => {
  expect(repeatabilityOf(await sent(body, inCall))).toEqual([undefined, undefined]);
});

test('a repeated answer connects the call once', async () => {
  const { call } = await line.ring();
  const request = { ...aRequest({ type: 'answer' }, call) };
  const [first, second] = [await line.perform(request), await line.perform(request)];
  expect(second).toEqual(first);
  expect(first.type).toBe('done');
});

test('commands at the same time keep their own marks', async () => {
  const before = line.proxy.seen.length;
  const ids = Array.from({ length: 8 }, (_, index) => `3f0c9a52-6a1e-5c0d-9a4e-00000000000${index}`);
  await Promise.all(
    ids.map((requestId) =>
      line.perform({ ...aRequest({ type: 'hangUp' }, inCall), repeatability: { ...repeatability, requestId } }),
    ),
  );
  const seen = line.proxy.seen.slice(before).map((request) => request.headers['repeatability-request-id']);
  expect(seen.sort()).toEqual(ids);
});

test('what is said and asked is sent as it was meant', async () => {
  const prompts = [{ text: 'Grüß Gott.', language: 'de-AT', voice: 'de-AT-IngridNeural' }];
  const recognition = aRecognition({
    prompts,
    bargeIn: false,
    digitsMax: 1,
    initialSilenceMs: 100,
    interDigitMs: 2_600,
  });
  expect(JSON.parse((await sent(recognition, inCall)).body)).toMatchObject({
    recognizeInputType: 'dtmf',
    interruptCallMediaOperation: true,
    operationContext: '4.0',
    playPrompts: [
      { kind: 'text', text: { text: 'Grüß Gott.', sourceLocale: 'de-AT', voiceName: 'de-AT-IngridNeural' } },
    ],
    recognizeOptions: {
      interruptPrompt: false,
      // Never 0, which the SDK turns into its own default.
      initialSilenceTimeoutInSeconds: 1,
      targetParticipant: { phoneNumber: { value: CALLER } },
      dtmfOptions: { interToneTimeoutInSeconds: 3, maxTonesToCollect: 1, stopTones: ['pound'] },
    },
  });
  expect(JSON.parse((await sent({ type: 'play', prompts }, inCall)).body)).toMatchObject({
    playSources: [{ kind: 'text', text: { text: 'Grüß Gott.' } }],
    interruptCallMediaOperation: true,
    operationContext: '4.0',
  });
});

test('every kind of prompt is sent as what it is', async () => {
  const voice = 'en-US-JennyNeural';
  const prompts = [
    { text: 'Hello.', language: 'en-US', rate: 0.9, voice },
    { text: '', ssml: 'One<break time="1s"/>two', language: 'en-US', voice },
    { text: 'Music', clip: 'hold.wav', language: 'en-US' },
  ];
  const speak = (inside: string) =>
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US"><voice name="${voice}">${inside}</voice></speak>`;
  expect(JSON.parse((await sent({ type: 'play', prompts, loop: true }, inCall)).body)).toEqual({
    playSources: [
      { kind: 'ssml', ssml: { ssmlText: speak('<prosody rate="0.9">Hello.</prosody>') } },
      { kind: 'ssml', ssml: { ssmlText: speak('One<break time="1s"/>two') } },
      { kind: 'file', file: { uri: `${clipsUrl}/hold.wav` } },
    ],
    playTo: [],
    playOptions: { loop: true },
    interruptCallMediaOperation: true,
    operationContext: '4.0',
  });
});

test('choices are sent with their phrases and their keys', async () => {
  expect(JSON.parse((await sent(aChoice({ language: 'de-AT' }), inCall)).body)).toMatchObject({
    recognizeInputType: 'choices',
    interruptCallMediaOperation: true,
    operationContext: '4.0',
    playPrompts: [{ kind: 'text', text: { text: 'Appointments or billing?' } }],
    recognizeOptions: {
      interruptPrompt: true,
      initialSilenceTimeoutInSeconds: 20,
      targetParticipant: { phoneNumber: { value: CALLER } },
      speechLanguage: 'de-AT',
      choices: [
        { label: 'option1', phrases: ['appointments', 'an appointment'], tone: 'one' },
        { label: 'option2', phrases: ['billing'], tone: 'two' },
      ],
    },
  });
});

test('speech is listened for alone, or with keys', async () => {
  const alone = JSON.parse((await sent(aSpeech({ endSilenceMs: 700 }), inCall)).body);
  expect(alone).toMatchObject({
    recognizeInputType: 'speech',
    interruptCallMediaOperation: true,
    recognizeOptions: { speechLanguage: 'en-US', speechOptions: { endSilenceTimeoutInMs: 750 } },
  });
  expect(alone.recognizeOptions).not.toHaveProperty('dtmfOptions');
  const keys = { digitsMax: 6, endKey: '*', interDigitMs: 2_000 };
  expect(JSON.parse((await sent(aSpeech({ keys, endSilenceMs: 1 }), inCall)).body)).toMatchObject({
    recognizeInputType: 'speechOrDtmf',
    recognizeOptions: {
      speechOptions: { endSilenceTimeoutInMs: 125 },
      dtmfOptions: { interToneTimeoutInSeconds: 2, maxTonesToCollect: 6, stopTones: ['asterisk'] },
    },
  });
});

test('every end of speech comes to whole milliseconds, close to what was asked for', async () => {
  for (const endSilenceMs of [300, 1_100, 1_500, 2_300, 8_200, 9_999]) {
    const { recognizeOptions } = JSON.parse((await sent(aSpeech({ endSilenceMs }), inCall)).body);
    const { endSilenceTimeoutInMs } = recognizeOptions.speechOptions;
    expect(Number.isInteger(endSilenceTimeoutInMs)).toBe(true);
    expect(Math.abs(endSilenceTimeoutInMs - endSilenceMs)).toBeLessThanOrEqual(63);
  }
});

test('no speech is waited for longer than the service can', async () => {
  const seconds = async (body: TelephonyBody) =>
    JSON.parse((await sent(body, inCall)).body).recognizeOptions.initialSilenceTimeoutInSeconds;
  const keys = { digitsMax: 6, interDigitMs: 2_000 };
  const initialSilenceMs = 60_000;
  expect(await seconds(aChoice({ initialSilenceMs }))).toBe(20);
  expect(await seconds(aSpeech({ initialSilenceMs }))).toBe(20);
  expect(await seconds(aSpeech({ initialSilenceMs, keys }))).toBe(20);
  expect(await seconds(aRecognition({ initialSilenceMs }))).toBe(60);
});

test('an answer names the callback of its own attempt', async () => {
  expect(JSON.parse((await sent({ type: 'answer' }, ringing)).body)).toMatchObject({
    incomingCallContext: 'a.context.',
    callbackUri: expect.stringMatching(/\/api\/call-events\/attempt-1$/),
    operationContext: '4.0',
  });
});

test('the time-out bounds a recognition, whose own options the SDK drops', async () => {
  line.proxy.fault({ type: 'silence' });
  const startedAtMs = performance.now();
  const result = await line.perform({ ...aRequest(aRecognition(), inCall), timeoutMs: 200 });
  expect(result.type).toBe('uncertain');
  expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(190);
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
});
