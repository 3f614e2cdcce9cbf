import { DtmfTone, parseCallAutomationEvent, type RecognitionChoice } from '@azure/communication-call-automation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEmulatedLine, CALLER, type EmulatedLine } from './emulated-line.ts';
import { eventually } from './receiving-app.ts';
import { refusalOf } from './sdk-refusal.ts';

let line: EmulatedLine;
beforeEach(async () => {
  line = await anEmulatedLine({ settings: { speed: 20 } });
});
afterEach(() => line.close());

const caller = { phoneNumber: CALLER };
const text = (words: string) => ({ kind: 'textSource' as const, text: words });
const CHOICES: RecognitionChoice[] = [
  { label: 'confirm', phrases: ['yes', 'of course'], tone: DtmfTone.One },
  { label: 'cancel', phrases: ['no'], tone: DtmfTone.Two },
];
const choose = { kind: 'callMediaRecognizeChoiceOptions' as const, choices: CHOICES };
const listen = { kind: 'callMediaRecognizeSpeechOptions' as const };

const say = (id: string, words: string) => line.post(`/emulator/calls/${id}/say`, { text: words });

/** The event as the SDK's own parser reads it. */
async function parsed(name: string): Promise<ReturnType<typeof parseCallAutomationEvent>> {
  return parseCallAutomationEvent({ ...(await line.app.event(name)) });
}

test('a choice is made by what is said, and the prompt is cut', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, {
    ...choose,
    playPrompt: text('Shall I go on? '.repeat(200)),
    speechLanguage: 'en-US',
    operationContext: 'c',
  });
  expect(await line.call(id)).toMatchObject({ listening: true, listeningForSpeech: true });
  expect((await say(id, 'Of course!')).status).toBe(200);
  expect(await parsed('RecognizeCompleted')).toMatchObject({
    kind: 'RecognizeCompleted',
    recognitionType: 'choices',
    choiceResult: { label: 'confirm', recognizedPhrase: 'of course' },
    operationContext: 'c',
    resultInformation: { code: 200, subCode: 8545 },
  });
  const { heard, said } = await line.call(id);
  expect(heard).toMatchObject([{ finished: false, cut: true }]);
  expect(said).toEqual([{ at: expect.stringMatching(/Z$/), text: 'Of course!', counted: true }]);
});

test('a choice that is not among them fails, and one by key says no phrase', async () => {
  const { id, connection } = await line.connect();
  const media = connection.getCallMedia();
  await media.startRecognizing(caller, choose);
  await say(id, 'perhaps');
  expect(await parsed('RecognizeFailed')).toMatchObject({ resultInformation: { code: 400, subCode: 8547 } });
  await media.startRecognizing(caller, choose);
  await line.post(`/emulator/calls/${id}/press`, { keys: '2' });
  const { data } = await line.app.event('RecognizeCompleted');
  expect(data).toMatchObject({ choiceResult: { label: 'cancel' }, resultInformation: { code: 200, subCode: 8533 } });
  expect(data.choiceResult).not.toHaveProperty('recognizedPhrase');
});

test('free speech comes as one utterance after the end silence', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, {
    ...listen,
    playPrompts: [text('How can'), text('I help you?')],
    endSilenceTimeoutInSeconds: 2,
    operationContext: 's',
  });
  await say(id, 'I would like');
  await say(id, 'to pay a bill.');
  expect(await parsed('RecognizeCompleted')).toMatchObject({
    recognitionType: 'speech',
    speechResult: { speech: 'I would like to pay a bill.' },
    operationContext: 's',
    resultInformation: { code: 200, subCode: 8569 },
  });
});

test('free speech that does not come fails like keys that do not', async () => {
  const { connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, { ...listen, initialSilenceTimeoutInSeconds: 1 });
  expect(await parsed('RecognizeFailed')).toMatchObject({ resultInformation: { code: 400, subCode: 8510 } });
});

test('of speech and keys the first kind wins', async () => {
  const { id, connection } = await line.connect();
  const media = connection.getCallMedia();
  const both = {
    kind: 'callMediaRecognizeSpeechOrDtmfOptions' as const,
    maxTonesToCollect: 4,
    stopDtmfTones: [DtmfTone.Pound],
    endSilenceTimeoutInSeconds: 1,
  };
  await media.startRecognizing(caller, both);
  await say(id, 'twelve');
  await line.post(`/emulator/calls/${id}/press`, { keys: '34' });
  expect(await parsed('RecognizeCompleted')).toMatchObject({
    recognitionType: 'speech',
    speechResult: { speech: 'twelve' },
  });
  await media.startRecognizing(caller, both);
  await line.post(`/emulator/calls/${id}/press`, { keys: '12' });
  await say(id, 'twelve');
  await line.post(`/emulator/calls/${id}/press`, { keys: '#' });
  expect(await parsed('RecognizeCompleted')).toMatchObject({
    recognitionType: 'dtmf',
    dtmfResult: { tones: ['one', 'two'] },
    resultInformation: { code: 200, subCode: 8514 },
  });
  expect((await line.call(id)).said.map(({ counted }) => counted)).toEqual([true, false]);
});

test('what the service is documented to refuse is refused', async () => {
  const { connection } = await line.connect();
  const media = connection.getCallMedia();
  const invalid = { status: 400, code: '8523' };
  for (const options of [
    { ...listen, initialSilenceTimeoutInSeconds: 21 },
    { ...choose, initialSilenceTimeoutInSeconds: 21 },
    { ...choose, choices: [] },
    { ...choose, choices: [{ label: 'a', phrases: ['a'] }, ...CHOICES] },
    { ...listen, endSilenceTimeoutInSeconds: 61 },
  ]) {
    expect(await refusalOf(media.startRecognizing(caller, options))).toEqual(invalid);
  }
});

test('speech recognition needs the speech resource, where the emulator is told to demand it', async () => {
  const strict = await anEmulatedLine({ cognitiveServicesRequired: true });
  const { connection } = await strict.connect();
  const media = connection.getCallMedia();
  const missing = { status: 400, code: '8567' };
  expect(await refusalOf(media.startRecognizing(caller, choose))).toEqual(missing);
  expect(await refusalOf(media.startRecognizing(caller, listen))).toEqual(missing);
  await media.startRecognizing(caller, { kind: 'callMediaRecognizeDtmfOptions', maxTonesToCollect: 1 });
  await strict.close();
});

test('no word of the caller reaches the running list', async () => {
  const { id, connection } = await line.connect();
  await connection.getCallMedia().startRecognizing(caller, choose);
  await say(id, 'of course');
  await line.app.event('RecognizeCompleted');
  const entries = await eventually(async () => {
    const log = await line.log();
    return log.some(({ what }) => what === 'RecognizeCompleted') && log;
  });
  expect(JSON.stringify(entries)).not.toContain('of course');
});
