import { DtmfTone } from '@azure/communication-call-automation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEmulatedLine, type EmulatedLine } from '../local/telephony-emulator/server/emulated-line.ts';
import { eventually } from '../local/telephony-emulator/server/receiving-app.ts';
import { builtPhone } from './built-phone.ts';
import { hasChromium } from './chromium.ts';
import { openPage } from './open-page.ts';

const CALLER = { phoneNumber: '+14255550101' };

describe.skipIf(!hasChromium())('the browser phone on the emulator', () => {
  const phone = builtPhone();
  let line: EmulatedLine;

  beforeAll(async () => {
    line = await anEmulatedLine({ phoneDirectory: phone().directory, settings: { speed: 20 } });
  });
  afterAll(async () => {
    await line?.close();
  });

  test('what is typed on the page is what the app hears', async () => {
    const { page, complaints } = await openPage(phone().browser, `${line.emulator.url}/`, { width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    const { incomingCallContext } = await eventually(() => line.app.incomingCalls[0]);
    const { callConnection } = await line.client.answerCall(String(incomingCallContext), `${line.app.url}/events`);
    await line.app.event('CallConnected');
    await callConnection.getCallMedia().startRecognizing(CALLER, {
      kind: 'callMediaRecognizeChoiceOptions',
      playPrompt: { kind: 'textSource', text: 'For opening hours say hours, or press 1. '.repeat(60) },
      choices: [{ label: 'hours', phrases: ['opening hours'], tone: DtmfTone.One }],
    });
    await page.getByText('The line is listening for keys and speech', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Say something' }).fill('Opening hours, please?');
    await page.keyboard.press('Enter');
    await line.app.event('RecognizeFailed');
    await callConnection.getCallMedia().startRecognizing(CALLER, {
      kind: 'callMediaRecognizeSpeechOptions',
      initialSilenceTimeoutInSeconds: 20,
    });
    await page.getByText('The line is listening for speech', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Say something' }).fill('Opening hours.');
    await page.keyboard.press('Enter');

    const { data } = await line.app.event('RecognizeCompleted');
    expect(data.speechResult).toEqual({ speech: 'Opening hours.' });
    const captions = page.getByRole('log', { name: 'Prompts and answers' });
    await captions.getByText('The caller: Opening hours.').waitFor();
    await captions.getByText('interrupted').waitFor();
    expect(complaints).toEqual([]);
  });
});
