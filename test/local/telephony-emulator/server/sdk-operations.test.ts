import { DtmfTone } from '@azure/communication-call-automation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEmulatedLine, CALLER, DESK, type EmulatedLine, LINE } from './emulated-line.ts';
import { eventually } from './receiving-app.ts';
import { refusalOf } from './sdk-refusal.ts';

let line: EmulatedLine;
beforeEach(async () => {
  line = await anEmulatedLine();
});
afterEach(() => line.close());

const caller = { phoneNumber: CALLER };
const text = (words: string) => ({ kind: 'textSource' as const, text: words });
const dtmf = { kind: 'callMediaRecognizeDtmfOptions' as const };

test('a call is answered, plays, collects and is hung up', async () => {
  const { id, connection } = await line.connect();
  const media = connection.getCallMedia();
  await media.playToAll([text('Welcome.')], { operationContext: 'p' });
  expect((await line.app.event('PlayCompleted')).data.operationContext).toBe('p');
  await media.startRecognizing(caller, {
    ...dtmf,
    playPrompt: text('Type your number, then the pound key.'),
    maxTonesToCollect: 5,
    stopDtmfTones: [DtmfTone.Pound],
    operationContext: 'r',
  });
  await line.post(`/emulator/calls/${id}/press`, { keys: '12#' });
  expect((await line.app.event('RecognizeCompleted')).data).toMatchObject({
    recognitionType: 'dtmf',
    dtmfResult: { tones: ['one', 'two'] },
    operationContext: 'r',
    resultInformation: { code: 200, subCode: 8514 },
  });
  await connection.hangUp(true);
  expect((await line.app.event('CallDisconnected')).data).toMatchObject({
    operationContext: 'answer',
    resultInformation: { code: 200, subCode: 7000 },
  });
  expect(await line.call(id)).toMatchObject({ state: 'ended', endReason: 'appHungUp', listening: false });
  expect((await line.call(id)).heard.map(({ text: words, finished }) => [words, finished])).toEqual([
    ['Welcome.', true],
    ['Type your number, then the pound key.', false],
  ]);
});

test('properties and participants have the shapes of the service', async () => {
  const { connection } = await line.connect();
  const properties = await connection.getCallConnectionProperties();
  expect(properties).toMatchObject({
    callConnectionId: properties.callConnectionId,
    callConnectionState: 'connected',
    source: { phoneNumber: CALLER },
    targetParticipants: [{ phoneNumber: LINE }],
    answeredFor: { phoneNumber: LINE },
  });
  const { values } = await connection.listParticipants();
  expect(values?.map(({ identifier }) => identifier)).toMatchObject([
    { phoneNumber: CALLER },
    { communicationUserId: expect.any(String) },
  ]);
  expect(await connection.getParticipant(caller)).toMatchObject({
    identifier: { phoneNumber: CALLER },
    isMuted: false,
  });
  expect(await refusalOf(connection.getParticipant({ phoneNumber: DESK }))).toEqual({ status: 404, code: '8522' });
});

test('an incoming call is rejected, and cannot be answered after that', async () => {
  const { id, context } = await line.ring();
  await line.client.rejectCall(context, { callRejectReason: 'busy' });
  expect(await line.call(id)).toMatchObject({ state: 'ended', endReason: 'rejected' });
  expect(await refusalOf(line.client.answerCall(context, line.app.url))).toEqual({ status: 404, code: '8522' });
  expect(line.app.posts).toEqual([]);
});

test('an incoming call is redirected to a telephone', async () => {
  await line.phone(DESK, 'accept');
  const { id, context } = await line.ring();
  await line.client.redirectCall(context, { targetParticipant: { phoneNumber: DESK } });
  const answered = await eventually(async () => {
    const call = await line.call(id);
    return call.state === 'connected' && call;
  });
  expect(answered.legs.map(({ role, state }) => [role, state])).toEqual([
    ['caller', 'connected'],
    ['target', 'connected'],
  ]);
  expect(await refusalOf(line.client.answerCall(context, line.app.url))).toEqual({ status: 400, code: '8585' });
});

test('a choice is made by its key', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, {
    kind: 'callMediaRecognizeChoiceOptions',
    choices: [
      { label: 'yes', phrases: ['yes'], tone: DtmfTone.One },
      { label: 'no', phrases: ['no'], tone: DtmfTone.Two },
    ],
  });
  await line.post(`/emulator/calls/${id}/press`, { keys: '2' });
  expect((await line.app.event('RecognizeCompleted')).data).toMatchObject({
    recognitionType: 'choices',
    choiceResult: { label: 'no' },
    resultInformation: { subCode: 8533 },
  });
});

test('all media operations are cancelled', async () => {
  const { connection } = await line.connect();
  const media = connection.getCallMedia();
  await media.playToAll([text('Music.')], { loop: true });
  await line.app.event('PlayStarted');
  await media.startRecognizing(caller, { ...dtmf, interruptCallMediaOperation: false });
  await media.cancelAllOperations();
  expect((await line.app.event('PlayCanceled')).data.resultInformation).toMatchObject({ code: 400, subCode: 8508 });
  await line.app.event('RecognizeCanceled');
});

test('a transfer that is accepted takes the app out of the call', async () => {
  await line.phone(DESK, 'accept');
  const { id, connection } = await line.connect();
  const granted = await connection.transferCallToParticipant({ phoneNumber: DESK }, { operationContext: 't' });
  expect(granted).toEqual({ operationContext: 't' });
  expect((await line.app.event('CallTransferAccepted')).data).toMatchObject({
    operationContext: 't',
    transferTarget: { phoneNumber: { value: DESK } },
  });
  await line.app.event('CallDisconnected');
  expect((await line.call(id)).legs.map(({ state }) => state)).toEqual(['connected', 'connected']);
  expect(await refusalOf(connection.getCallConnectionProperties())).toEqual({ status: 404, code: '8522' });
  await line.post(`/emulator/calls/${id}/legs/target-1/hangup`);
  expect(await line.call(id)).toMatchObject({ state: 'ended', endReason: 'targetHungUp' });
});

test('a transfer to a busy telephone fails and the call goes on', async () => {
  await line.phone(DESK, 'busy');
  const { connection } = await line.connect();
  await connection.transferCallToParticipant({ phoneNumber: DESK });
  expect((await line.app.event('CallTransferFailed')).data.resultInformation).toMatchObject({
    code: 486,
    subCode: 560486,
  });
  await connection.getCallMedia().playToAll([text('Nobody is free.')]);
  await line.app.event('PlayCompleted');
});

test('either way of hanging up ends a call of two, and a second time finds no call', async () => {
  const { id, connection } = await line.connect();
  await connection.hangUp(false);
  await line.app.event('CallDisconnected');
  expect((await line.call(id)).endReason).toBe('appHungUp');
  expect(await refusalOf(connection.hangUp(false))).toEqual({ status: 404, code: '8522' });
  expect(await refusalOf(connection.hangUp(true))).toEqual({ status: 404, code: '8522' });
});

test('what the service would refuse, or this emulator does not have, is refused', async () => {
  const { connection } = await line.connect();
  const media = connection.getCallMedia();
  const invalid = { status: 400, code: '8523' };
  expect(await refusalOf(media.playToAll([text('x'.repeat(4_001))]))).toEqual(invalid);
  expect(await refusalOf(media.startRecognizing(caller, { ...dtmf, interToneTimeoutInSeconds: 61 }))).toEqual(invalid);
  expect(await refusalOf(media.startRecognizing(caller, { ...dtmf, initialSilenceTimeoutInSeconds: 301 }))).toEqual(
    invalid,
  );
  expect(await refusalOf(media.startRecognizing({ phoneNumber: DESK }, dtmf))).toEqual(invalid);
  expect(await refusalOf(connection.addParticipant({ targetParticipant: { phoneNumber: DESK } }))).toEqual({
    status: 405,
    code: '8520',
  });
});

test('media before CallConnected is refused', async () => {
  const slow = await anEmulatedLine({ settings: { setUpMs: 60_000 } });
  const { context } = await slow.ring();
  const { callConnection, callConnectionProperties } = await slow.client.answerCall(context, slow.app.url);
  expect(callConnectionProperties.callConnectionState).toBe('connecting');
  const early = callConnection.getCallMedia().playToAll([text('Hi.')]);
  expect(await refusalOf(early)).toEqual({ status: 400, code: '8501' });
  await slow.close();
});
