import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK } from '../local/telephony-emulator/server/emulated-line.ts';
import { eventually } from '../local/telephony-emulator/server/receiving-app.ts';
import {
  aRecognition,
  aRequest,
  aTelephonyLine,
  type Connected,
  receivedAtMs,
  type TelephonyLine,
} from './telephony-line.ts';

const token = '4.0';
/** A telephone that rings until somebody answers it. */
const ringingPhone = '+14255550103';
const prompt = { text: 'Welcome to the clinic.', language: 'en-US' };

let line: TelephonyLine;

beforeAll(async () => {
  // Silences pass a hundred times as fast as asked, so five seconds are fifty milliseconds.
  line = await aTelephonyLine({ settings: { speed: 100, timeoutSpeed: 100 } });
});

afterAll(() => line?.close());

const press = (call: Connected, keys: string) =>
  line.emulated.post(`/emulator/calls/${call.emulatorId}/press`, { keys });
const isListening = (call: Connected) => eventually(async () => (await line.emulated.call(call.emulatorId)).listening);
const stateOf = async (call: { emulatorId: string }) => (await line.emulated.call(call.emulatorId)).state;

test('answer gives the id that the service calls the connection by', async () => {
  const { call, emulatorId } = await line.ring();
  const answered = await line.perform(aRequest({ type: 'answer' }, call));
  const { callConnectionId } = await line.emulated.call(emulatorId);
  expect(answered).toEqual({ type: 'done', callId: callConnectionId });
  expect(await line.event('callConnected')).toEqual({ type: 'callConnected', atMs: receivedAtMs });
});

test('reject refuses the call', async () => {
  const ringing = await line.ring();
  expect(await line.perform(aRequest({ type: 'reject', reason: 'busy' }, ringing.call))).toEqual({ type: 'done' });
  expect(await line.emulated.call(ringing.emulatorId)).toMatchObject({ state: 'ended', endReason: 'rejected' });
});

test('redirect lets the other telephone ring', async () => {
  const ringing = await line.ring();
  expect(await line.perform(aRequest({ type: 'redirect', to: DESK }, ringing.call))).toEqual({ type: 'done' });
  const { legs } = await line.emulated.call(ringing.emulatorId);
  expect(legs).toContainEqual(expect.objectContaining({ number: DESK, state: 'ringing' }));
});

test('play says all its prompts in order and completes under its token', async () => {
  const call = await line.connect();
  const prompts = [prompt, { text: 'Please hold.', language: 'en-US', voice: 'en-US-JennyNeural' }];
  expect(await call.does({ type: 'play', prompts })).toEqual({ type: 'done' });
  expect(await line.event('promptCompleted')).toEqual({ type: 'promptCompleted', token, atMs: receivedAtMs });
  const { heard } = await line.emulated.call(call.emulatorId);
  expect(heard.map(({ text }) => text)).toEqual(['Welcome to the clinic.', 'Please hold.']);
});

test.each([
  { what: 'the greatest count', keys: '1234', collected: { digits: '1234', endedBy: 'maxDigits' } },
  { what: 'the end key, which is no part of it', keys: '12#', collected: { digits: '12', endedBy: 'endKey' } },
  { what: 'a pause between keys', keys: '12', collected: { digits: '12', endedBy: 'interDigit' } },
])('digits end by $what', async ({ keys, collected }) => {
  const call = await line.connect();
  expect(await call.does(aRecognition())).toEqual({ type: 'done' });
  await isListening(call);
  await press(call, keys);
  expect(await line.event('inputCollected')).toEqual({
    type: 'inputCollected',
    token,
    atMs: receivedAtMs,
    ...collected,
  });
});

test('every key of a telephone is the same key on the other side', async () => {
  const call = await line.connect();
  const { endKey: _none, ...withoutEndKey } = aRecognition({ digitsMax: 16 });
  await call.does(withoutEndKey);
  await isListening(call);
  await press(call, '1234567890*#ABCD');
  expect(await line.event('inputCollected')).toMatchObject({ digits: '1234567890*#ABCD', endedBy: 'maxDigits' });
});

test.each(['*', '#', '0'])('%s can be the end key', async (endKey) => {
  const call = await line.connect();
  await call.does(aRecognition({ endKey }));
  await isListening(call);
  await press(call, `7${endKey}`);
  expect(await line.event('inputCollected')).toMatchObject({ digits: '7', endedBy: 'endKey' });
});

test('silence is noInput', async () => {
  const call = await line.connect();
  await call.does(aRecognition());
  const failed = await line.event('inputFailed');
  expect(failed).toEqual({ type: 'inputFailed', reason: 'noInput', token, atMs: receivedAtMs });
});

test('a key cuts the prompt with barge-in and is lost without it', async () => {
  const long = { text: 'word '.repeat(700), language: 'en-US' };
  const short = { text: 'word '.repeat(70), language: 'en-US' };
  const open = await line.connect();
  await open.does(aRecognition({ prompts: [long], digitsMax: 1 }));
  await isListening(open);
  await press(open, '5');
  expect(await line.event('inputCollected')).toMatchObject({ digits: '5' });
  expect((await line.emulated.call(open.emulatorId)).heard.at(-1)).toMatchObject({ cut: true });

  const closed = await line.connect();
  await closed.does(aRecognition({ prompts: [short], digitsMax: 1, bargeIn: false }));
  await eventually(async () => (await line.emulated.call(closed.emulatorId)).heard.length > 0);
  await press(closed, '5');
  expect(await line.event('inputFailed')).toMatchObject({ reason: 'noInput' });
  expect((await line.emulated.call(closed.emulatorId)).heard.at(-1)).toMatchObject({ finished: true });
});

test('a new prompt takes the place of the one that plays, so that a repeat does not queue', async () => {
  const call = await line.connect();
  await call.does({ type: 'play', prompts: [{ text: 'word '.repeat(700), language: 'en-US' }] }, '4.0');
  await call.does({ type: 'play', prompts: [prompt] }, '5.0');
  expect(await line.event('promptCancelled')).toMatchObject({ token: '4.0' });
  expect(await line.event('promptCompleted')).toMatchObject({ token: '5.0' });
});

test('cancelMedia ends what plays and what listens, each of which says so', async () => {
  const call = await line.connect();
  await call.does({ type: 'play', prompts: [{ text: 'word '.repeat(700), language: 'en-US' }] });
  expect(await call.does({ type: 'cancelMedia' }, '5.0')).toEqual({ type: 'done' });
  expect(await line.event('promptCancelled')).toEqual({ type: 'promptCancelled', token, atMs: receivedAtMs });
  expect((await line.emulated.call(call.emulatorId)).heard.at(-1)).toMatchObject({ cut: true });
  await call.does(aRecognition({ prompts: [{ text: 'word '.repeat(700), language: 'en-US' }] }), '6.0');
  await call.does({ type: 'cancelMedia' }, '7.0');
  expect(await line.event('inputCancelled')).toEqual({ type: 'inputCancelled', token: '6.0', atMs: receivedAtMs });
});

test('a transfer that is accepted is told of, and the app leaves the call', async () => {
  await line.emulated.phone(DESK, 'accept');
  const call = await line.connect();
  expect(await call.does({ type: 'transfer', to: DESK })).toEqual({ type: 'done' });
  expect(await line.event('transferAccepted')).toEqual({ type: 'transferAccepted', token, atMs: receivedAtMs });
  await line.event('callDisconnected');
  expect(await stateOf(call)).toBe('connected');
});

test.each([
  { answer: 'busy', reason: '486/560486' },
  { answer: 'decline', reason: '603/0' },
])('a transfer to a telephone that says $answer fails with its code', async ({ answer, reason }) => {
  await line.emulated.phone(DESK, answer);
  const call = await line.connect();
  await call.does({ type: 'transfer', to: DESK });
  expect(await line.event('transferFailed')).toEqual({ type: 'transferFailed', reason, token, atMs: receivedAtMs });
  expect(await line.probe(call.callId)).toBe('connected');
});

test('hangUp ends the call for everybody', async () => {
  const call = await line.connect();
  expect(await call.does({ type: 'hangUp' })).toEqual({ type: 'done' });
  expect(await line.event('callDisconnected')).toMatchObject({ reason: '200/7000' });
  expect(await line.emulated.call(call.emulatorId)).toMatchObject({ state: 'ended', endReason: 'appHungUp' });
});

test('a caller who hangs up is told of with the reason', async () => {
  const call = await line.connect();
  await line.emulated.post(`/emulator/calls/${call.emulatorId}/hangup`);
  expect(await line.event('callDisconnected')).toMatchObject({ reason: '200/540000' });
});

test('probe knows a call that is connected, one that is being transferred, and one that is gone', async () => {
  const call = await line.connect();
  expect(await line.probe(call.callId)).toBe('connected');
  await call.does({ type: 'transfer', to: ringingPhone });
  expect(await line.probe(call.callId)).toBe('transferring');
  await call.does({ type: 'hangUp' });
  expect(await line.probe(call.callId)).toBe('gone');
  expect(await line.probe('00000000-0000-4000-8000-00000000dead')).toBe('gone');
});

test('input is read where recognitions have prompt events and a pause between keys fails them', async () => {
  const other = await aTelephonyLine({
    settings: { speed: 100, timeoutSpeed: 100, interDigitEvent: 'failed', recognizePromptEvents: true },
  });
  const call = await other.connect();
  const input = async (keys: string) => {
    await call.does(aRecognition());
    await eventually(async () => (await other.emulated.call(call.emulatorId)).listening);
    await other.emulated.post(`/emulator/calls/${call.emulatorId}/press`, { keys });
    return other.event('inputCollected');
  };
  expect(await input('1234')).toMatchObject({ digits: '1234', endedBy: 'maxDigits', token });
  // The failure's event has no place for keys, as far as its schema tells.
  expect(await input('12')).toMatchObject({ digits: '', endedBy: 'interDigit', token });
  await other.close();
});
