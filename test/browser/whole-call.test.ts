import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aStateDirectory, aWholeLine, numbers, type WholeLine } from '../whole-call/whole-line.ts';
import { hasChromium, launchChromium } from './chromium.ts';

const testTimeoutMs = 60_000;
/** Longest that the page may wait for the line. Milliseconds. */
const waitTimeoutMs = 15_000;

/** Where screenshots are written, for the README; none are without it. */
const screenshotsDirectory = process.env.SCREENSHOTS_DIR;

describe.skipIf(!hasChromium())('a whole call through the page', () => {
  let state: Awaited<ReturnType<typeof aStateDirectory>>;
  let line: WholeLine;
  let browser: Browser;
  let page: Page;
  let prompts: Locator;
  const complaints: string[] = [];

  beforeAll(async () => {
    state = await aStateDirectory();
    [line, browser] = await Promise.all([aWholeLine(state.path, { EMULATOR_SPEED: '6' }), launchChromium()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(waitTimeoutMs);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    prompts = page.getByRole('log', { name: 'Prompts' });
  }, testTimeoutMs);

  afterAll(async () => {
    await browser?.close();
    await line?.end();
    await state?.remove();
  }, testTimeoutMs);

  /** Waits until these words can be read on the page. */
  const reads = (words: string) => prompts.filter({ hasText: words }).waitFor();

  const isListening = () => page.getByText('The line is listening for keys', { exact: true }).waitFor();

  async function screenshot(name: string): Promise<void> {
    if (screenshotsDirectory === undefined) return;
    await page.screenshot({ path: join(screenshotsDirectory, `${name}.png`) });
  }

  test('a person calls the clinic, is asked twice for the number, and speaks with the nurse', {
    timeout: testTimeoutMs,
  }, async () => {
    await page.goto(line.report.phone);
    await page.getByRole('radio', { name: /Riverside Clinic/ }).check();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await reads('Thank you for calling Riverside Clinic.');
    await reads('For test results, press 2.');
    await isListening();
    await screenshot('call-in-progress');

    await page.getByRole('button', { name: '2', exact: true }).click();
    await reads('Please enter your patient number');
    await isListening();
    await page.keyboard.type('9283746#');
    await reads('You entered 9, 2, 8, 3, 7, 4, 6.');
    await isListening();
    await page.keyboard.type('1');
    await reads('I cannot find that patient number.');
    await isListening();
    await page.keyboard.type('4728193#');
    await reads('You entered 4, 7, 2, 8, 1, 9, 3.');
    await isListening();
    await page.keyboard.type('1');
    await reads('Your test result is ready.');

    const nurse = page.getByRole('region', { name: 'Phone +1 425 555 0142' });
    await nurse.getByRole('button', { name: 'Accept' }).waitFor();
    await screenshot('transfer-ringing');
    await nurse.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Transferred', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Hang up', exact: true }).click();
    await page.getByText(/Call ended · .* · caller hung up/).waitFor();
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor();

    const entries = await page.getByRole('region', { name: 'Newest first' }).getByRole('listitem').allTextContents();
    for (const what of ['IncomingCall', 'POST answer', 'CallConnected', 'POST recognize', 'CallTransferAccepted']) {
      expect(
        entries.filter((entry) => entry.includes(what)),
        what,
      ).not.toEqual([]);
    }
    const [record, ...more] = await line.stored.records(({ to }) => to === numbers.clinic);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ disposition: 'connected', lastStep: 'nurse' });
    expect(complaints).toEqual([]);
  });
});
