import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtPhone } from './built-phone.ts';
import { hasChromium } from './chromium.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';
import { openPage } from './open-page.ts';
import { answer, aPrompt, end, LINES } from './phone-scene.ts';

const GREETING = 'Welcome to Riverside Clinic.';
const EXPLANATION = 'The app rejected the call. No line is listed under this number.';

describe.skipIf(!hasChromium())('the last call on the browser phone', () => {
  const phone = builtPhone();
  let emulator: FakeEmulator;
  let page: Page;

  beforeEach(async () => {
    emulator = await startFakeEmulator(phone().directory, LINES);
    ({ page } = await openPage(phone().browser, emulator.url, { width: 1280, height: 800 }));
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  const captions = (): Locator => page.getByRole('region', { name: /What (is|was) said/ });
  const nothing = (): Locator => captions().getByText('Call a line, and what it says appears here, word by word.');

  async function callFromElsewhere(to: string): Promise<void> {
    emulator.placeElsewhere('+14255550109', to);
    answer(emulator, [aPrompt(GREETING, true)]);
    await page.getByText('placed elsewhere').waitFor();
    end(emulator, 'appHungUp');
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor();
  }

  test('its captions say which call they are of, and make room when another line is picked', async () => {
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Ringing', { exact: true }).waitFor();
    answer(emulator, [aPrompt(GREETING, true)]);
    await captions().getByRole('heading', { name: 'What is said' }).waitFor();
    end(emulator, 'appHungUp');

    await captions().getByRole('heading', { name: 'What was said' }).waitFor();
    await captions().getByText('Call to Riverside Clinic', { exact: true }).waitFor();
    await page.getByRole('radio', { name: /Parcel status/ }).check();
    await nothing().waitFor();
    expect(await captions().textContent()).not.toContain('Riverside');
    expect(await page.getByText('Call ended').count()).toBe(0);

    await page.getByRole('radio', { name: /Riverside Clinic/ }).check();
    await captions().getByText('Welcome').waitFor();
    await page.getByText(/^Call ended · 0:0\d · app hung up$/).waitFor();
  });

  test('one to another line than the chosen, placed elsewhere, is not taken for a call to the chosen line', async () => {
    await callFromElsewhere('+14255550120');

    expect(await page.getByRole('radio', { name: /Riverside Clinic/ }).isChecked()).toBe(true);
    await page.getByText('Ready', { exact: true }).waitFor();
    await captions().getByText('Call to Parcel status', { exact: true }).waitFor();
    await captions().getByText('Welcome').waitFor();
  });

  test('a line that was picked before it does not hide it', async () => {
    await callFromElsewhere('+14255550120');
    await page.getByRole('radio', { name: /Parcel status/ }).check();
    await page.getByRole('radio', { name: /Riverside Clinic/ }).check();
    await nothing().waitFor();
    await callFromElsewhere('+14255550120');

    await captions().getByText('Welcome').waitFor();
  });

  test('of one that came to nothing it is said why, and read out', async () => {
    emulator.placeElsewhere('+14255550109', '+14255550177');
    await page.getByText('Ringing', { exact: true }).waitFor();
    emulator.update({ endExplanation: EXPLANATION });
    end(emulator, 'rejected');

    await captions().getByText('+1 425 555 0177 did not answer.').waitFor();
    await captions().getByText(EXPLANATION, { exact: true }).waitFor();
    await page.getByRole('status').getByText(`Call ended: rejected. ${EXPLANATION}`).waitFor();
  });
});
