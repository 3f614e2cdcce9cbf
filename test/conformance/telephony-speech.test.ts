import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../local/telephony-emulator/server/receiving-app.ts';
import { aChoice, aSpeech, aTelephonyLine, receivedAtMs, type TelephonyLine } from './telephony-line.ts';

const token = '4.0';
const keys = { digitsMax: 4, endKey: '#', interDigitMs: 3_000 };
const longPrompt = [{ text: 'word '.repeat(700), language: 'en-US' }];

let line: TelephonyLine;

beforeAll(async () => {
  // Silences pass a hundred times as fast as asked, so five seconds are fifty milliseconds.
  line = await aTelephonyLine({ settings: { speed: 100, timeoutSpeed: 100 } });
});

afterAll(() => line?.close());

const told = (outcome: object) => ({ ...outcome, token, atMs: receivedAtMs });

test.each([
  { how: 'by its phrase', input: { text: 'Billing' }, label: 'option2' },
  { how: 'by another phrase', input: { text: 'An appointment.' }, label: 'option1' },
  { how: 'by its key', input: { keys: '1' }, label: 'option1' },
])('a choice is made $how', async ({ input, label }) => {
  const call = await line.connect();
  expect(await call.does(aChoice())).toEqual({ type: 'done' });
  await line.input(call, input);
  expect(await line.event('choiceMade')).toEqual(told({ type: 'choiceMade', label }));
});

test.each([
  { what: 'words that are none of the phrases', input: { text: 'a taxi' } },
  { what: 'a key that is none of the choices', input: { keys: '9' } },
  { what: 'a sound without words', input: { text: '?!' } },
])('$what are a noMatch', async ({ input }) => {
  const call = await line.connect();
  await call.does(aChoice());
  await line.input(call, input);
  expect(await line.event('inputFailed')).toEqual(told({ type: 'inputFailed', reason: 'noMatch' }));
});

test('nothing said is noInput, for choices as for speech', async () => {
  for (const command of [aChoice(), aSpeech(), aSpeech({ keys })]) {
    const call = await line.connect();
    await call.does(command);
    expect(await line.event('inputFailed')).toEqual(told({ type: 'inputFailed', reason: 'noInput' }));
  }
});

test.each([
  { how: 'alone', command: aSpeech() },
  { how: 'where keys are taken as well', command: aSpeech({ keys }) },
])('speech is heard as it was said, $how', async ({ command }) => {
  const call = await line.connect();
  expect(await call.does(command)).toEqual({ type: 'done' });
  await line.input(call, { text: 'Main Street 12' });
  expect(await line.event('speechHeard')).toEqual(told({ type: 'speechHeard', text: 'Main Street 12' }));
});

test.each([
  { what: 'the end key', input: '12#', collected: { digits: '12', endedBy: 'endKey' } },
  { what: 'the greatest count', input: '1234', collected: { digits: '1234', endedBy: 'maxDigits' } },
  { what: 'a pause', input: '12', collected: { digits: '12', endedBy: 'interDigit' } },
])('keys instead of speech end by $what', async ({ input, collected }) => {
  const call = await line.connect();
  await call.does(aSpeech({ keys }));
  await line.input(call, { keys: input });
  expect(await line.event('inputCollected')).toEqual(told({ type: 'inputCollected', ...collected }));
});

test('words end a prompt that may be interrupted', async () => {
  const call = await line.connect();
  await call.does(aChoice({ prompts: longPrompt }));
  await line.emulated.post(`/emulator/calls/${call.emulatorId}/say`, { text: 'billing' });
  expect(await line.event('choiceMade')).toEqual(told({ type: 'choiceMade', label: 'option2' }));
  expect((await line.emulated.call(call.emulatorId)).heard.at(-1)).toMatchObject({ cut: true });
});

test('cancelMedia ends listening for choices and for speech, which says so', async () => {
  const call = await line.connect();
  for (const command of [aChoice({ prompts: longPrompt }), aSpeech({ prompts: longPrompt })]) {
    await call.does(command);
    await call.does({ type: 'cancelMedia' }, '5.0');
    expect(await line.event('inputCancelled')).toEqual(told({ type: 'inputCancelled' }));
  }
});

test('a prompt that is played in a loop is played until it is cancelled', async () => {
  const call = await line.connect();
  await call.does({ type: 'play', prompts: [{ text: 'Music', clip: 'hold.wav', language: 'en-US' }], loop: true });
  const heard = async () => (await line.emulated.call(call.emulatorId)).heard;
  // The clip by itself lasts thirty milliseconds.
  await eventually(async () => Date.now() - Date.parse((await heard())[0]?.at ?? '') > 100);
  await call.does({ type: 'cancelMedia' }, '5.0');
  expect(await line.event('promptCancelled')).toEqual(told({ type: 'promptCancelled' }));
  expect(await heard()).toMatchObject([{ text: '[hold.wav]' }]);
});

test('SSML is heard without its marks', async () => {
  const call = await line.connect();
  const voice = 'en-US-JennyNeural';
  const prompts = [
    { text: '', ssml: 'One <emphasis>two</emphasis>', language: 'en-US', voice },
    { text: 'Fish & chips', rate: 1.2, language: 'en-US', voice },
  ];
  await call.does({ type: 'play', prompts });
  expect(await line.event('promptCompleted')).toEqual(told({ type: 'promptCompleted' }));
  const { heard } = await line.emulated.call(call.emulatorId);
  expect(heard.map(({ text }) => text)).toEqual(['One two', 'Fish & chips']);
});
