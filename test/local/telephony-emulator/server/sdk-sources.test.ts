import type { FileSource, SsmlSource, TextSource } from '@azure/communication-call-automation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEmulatedLine, CALLER, type EmulatedLine } from './emulated-line.ts';
import { eventually } from './receiving-app.ts';
import { refusalOf } from './sdk-refusal.ts';

let line: EmulatedLine;
beforeEach(async () => {
  line = await anEmulatedLine();
});
afterEach(() => line.close());

const caller = { phoneNumber: CALLER };
const text: TextSource = { kind: 'textSource', text: 'Hello.', voiceName: 'en-US-JennyNeural' };
const ssml: SsmlSource = {
  kind: 'ssmlSource',
  ssmlText:
    '<speak version="1.0" xml:lang="en-US"><voice name="en-US-JennyNeural">Your balance is <say-as interpret-as="currency">12&#36;</say-as>,<break time="300ms"/>Tom &amp; Jerry.</voice></speak>',
};
const file: FileSource = {
  kind: 'fileSource',
  url: 'https://clips.example/en-US/hold.wav?v=1',
  playSourceCacheId: 'hold',
};
const heard = async (id: string) => (await line.call(id)).heard.map(({ text: words }) => words);

test('a text, an SSML and a file are played one after the other; SSML is heard without its marks', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().playToAll([text, ssml, file], { operationContext: 'p' });
  expect((await line.app.event('PlayCompleted')).data).toMatchObject({
    operationContext: 'p',
    resultInformation: { code: 200, subCode: 0 },
  });
  expect(await heard(id)).toEqual(['Hello.', 'Your balance is 12$, Tom & Jerry.', '[hold.wav]']);
});

test('a recognition may be asked for with SSML and files', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, {
    kind: 'callMediaRecognizeDtmfOptions',
    maxTonesToCollect: 1,
    interruptPrompt: false,
    playPrompts: [file, ssml],
  });
  await eventually(async () => (await line.call(id)).heard.filter(({ finished }) => finished).length === 2);
  expect(await heard(id)).toEqual(['[hold.wav]', 'Your balance is 12$, Tom & Jerry.']);
});

test('a file is repeated until all media operations are cancelled', async () => {
  const { id, connection } = await line.connect();
  const media = connection.getCallMedia();
  await media.playToAll([file], { loop: true, operationContext: 'music' });
  await eventually(async () => (await line.call(id)).heard[0]?.finished);
  expect(line.app.names()).not.toContain('PlayCompleted');
  await media.cancelAllOperations();
  expect((await line.app.event('PlayCanceled')).data).toMatchObject({
    operationContext: 'music',
    resultInformation: { code: 400, subCode: 8508 },
  });
});

test('an SSML without words, and a file whose address is none, are told', async () => {
  const { connection } = await line.connect();
  const media = connection.getCallMedia();
  await media.playToAll([{ kind: 'ssmlSource', ssmlText: '<speak><break time="1s"/></speak>' }]);
  expect((await line.app.event('PlayFailed')).data).toMatchObject({
    failedPlaySourceIndex: 0,
    resultInformation: { code: 400, subCode: 8582 },
  });
  const invalid = { status: 400, code: '8523' };
  expect(await refusalOf(media.playToAll([{ kind: 'fileSource', url: 'hold.wav' }]))).toEqual(invalid);
});
