import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtPhone } from './built-phone.ts';
import { hasChromium } from './chromium.ts';
import { contrastOf, contrastOfTokens } from './contrast.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';
import { type Look, openPage } from './open-page.ts';
import { answer, aPrompt, end, LINES, transfer } from './phone-scene.ts';

const GREETING = 'Welcome to Riverside Clinic. For appointments press 1, for results press 2.';

/** Least contrast of text, WCAG 2.2 AA. */
const CONTRAST_MIN = 4.5;
/** Texts whose ground is a gradient, with its lightest or darkest end, and colours that come and go. */
const ON_GRADIENTS = [
  ['--key-ink', '--key-top'],
  ['--key-ink', '--key-dead-top'],
  ['--key-letters', '--key-top'],
  ['--key-letters-dead', '--key-dead-top'],
  ['--ink-soft', '--device'],
  ['--display-warning', '--display'],
  ['--display-soft', '--display-raised'],
  ['--signal-text', '--ground'],
  ['--on-action', '--call-strong'],
  ['--on-action', '--hang-up-strong'],
] as const;

describe.skipIf(!hasChromium())('the browser phone', () => {
  const phone = builtPhone();
  let emulator: FakeEmulator;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    emulator = await startFakeEmulator(phone().directory, LINES);
    await open({ width: 1280, height: 800 });
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  async function open(look: Look): Promise<void> {
    ({ page, complaints } = await openPage(phone().browser, emulator.url, look));
  }

  async function callTheClinic(): Promise<void> {
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Ringing', { exact: true }).waitFor();
    answer(emulator, [aPrompt(GREETING, false)]);
    await page.getByRole('timer').filter({ hasText: /0:0\d/ }).waitFor();
  }

  const paths = (): string[] => emulator.requests.map((request) => request.path);

  test('places one call, even by a double click, to the chosen line from the number in the field', async () => {
    await page.getByRole('radio', { name: /Parcel status/ }).check();
    await page.getByRole('textbox', { name: 'Calling from' }).fill('+1 (425) 555-0102');
    await page.getByRole('button', { name: 'Call', exact: true }).dblclick();
    await page.getByRole('button', { name: 'Hang up' }).waitFor();

    expect(emulator.requests).toEqual([
      { path: '/emulator/calls', body: { from: '+14255550102', to: '+14255550120' } },
    ]);
  });

  test('refuses a number that is none, in words, and calls nobody', async () => {
    await page.getByRole('textbox', { name: 'Calling from' }).fill('0425');
    await page.getByRole('button', { name: 'Call', exact: true }).click();

    await page.getByRole('alert').filter({ hasText: 'Start with + and the country code' }).waitFor();
    expect(emulator.requests).toEqual([]);
  });

  test('shows prompts as they are spoken, and sends keys from clicks and from the keyboard in order', async () => {
    await callTheClinic();
    const prompts = page.getByRole('log', { name: 'Prompts' });
    await prompts.getByText('appointments').waitFor();
    await page.getByText('Speaking and listening').waitFor();
    await page.getByText('The line is listening for keys', { exact: true }).waitFor();

    await page.getByRole('button', { name: '1', exact: true }).click();
    await page.getByRole('button', { name: 'star' }).click();
    await page.keyboard.type('40#');

    const sent = (): string =>
      emulator.requests
        .slice(1)
        // The page of this test sent it.
        .map(({ body }) => (body as { keys: string }).keys)
        .join(''); // Only presses came after.
    await expect.poll(sent).toBe('1*40#');
    expect(new Set(paths().slice(1))).toEqual(new Set(['/emulator/calls/call-1/press']));
    await page.getByText('1*40#').waitFor();
    expect(complaints).toEqual([]);
  });

  test('lists events and actions, newest first, without taking the focus', async () => {
    await callTheClinic();
    const items = page.getByRole('region', { name: 'Newest first' }).getByRole('listitem');
    await items.filter({ hasText: 'POST recognize' }).waitFor();
    await page.getByRole('button', { name: '5' }).focus();
    emulator.log({ direction: 'toApp', what: 'RecognizeCompleted', detail: '200' });

    await items.first().filter({ hasText: 'RecognizeCompleted' }).waitFor();
    expect(await items.first().textContent()).toContain('to the app');
    await page.getByRole('heading', { name: /^Riverside Clinic \d\d:\d\d:\d\d/ }).waitFor();
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('5');
  });

  test('rings a second phone beside the first, which accepts and later hangs up', async () => {
    await callTheClinic();
    transfer(emulator, 'ringing');
    const second = page.getByRole('region', { name: 'Phone +1 425 555 0150' });
    const [firstBox, secondBox] = [
      await page.getByRole('region', { name: 'Your phone' }).boundingBox(),
      await second.boundingBox(),
    ];
    expect(secondBox?.x).toBeGreaterThan((firstBox?.x ?? 0) + (firstBox?.width ?? 0));
    await second.getByRole('button', { name: 'Accept' }).click();
    transfer(emulator, 'connected');
    await page.getByText('Transferred', { exact: true }).waitFor();
    expect(await page.locator(':focus').textContent()).toBe('Hang up this phone');
    await second.getByRole('button', { name: 'Hang up this phone' }).click();

    await expect
      .poll(() => paths().slice(1))
      .toEqual(['/emulator/calls/call-1/legs/target-1/accept', '/emulator/calls/call-1/legs/target-1/hangup']);
    end(emulator, 'targetHungUp');
    await second.waitFor({ state: 'detached' });
    await page
      .getByText(/target hung up/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test('declines on the second phone', async () => {
    await callTheClinic();
    transfer(emulator, 'ringing');
    await page.getByRole('button', { name: 'Decline' }).click();
    transfer(emulator, 'ended');

    await page.getByText('On the hook').waitFor();
    expect(paths().at(-1)).toBe('/emulator/calls/call-1/legs/target-1/decline');
  });

  test('hangs up by Escape and says how the call ended', async () => {
    await callTheClinic();
    await page.keyboard.press('Escape');
    await expect.poll(() => paths().at(-1)).toBe('/emulator/calls/call-1/hangup');
    end(emulator, 'callerHungUp');

    await page.getByText(/Call ended · 0:0\d · caller hung up/).waitFor();
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('says in words what the emulator refused', async () => {
    await callTheClinic();
    emulator.refuseNext('The call has ended.');
    await page.getByRole('button', { name: '7' }).click();

    await page.getByRole('alert').filter({ hasText: 'The keys were not taken. The call has ended.' }).waitFor();
  });

  test('says that the emulator is gone, comes back by itself, and takes up the call that goes on', async () => {
    await callTheClinic();
    emulator.dropFeeds();

    await page.getByText(/No emulator. Trying again in/).waitFor();
    await page.getByText('Emulator connected').waitFor();
    await page.getByRole('button', { name: 'Hang up' }).waitFor();
  });

  test('is reached by keyboard from its first link', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Keypad');
    await page.getByRole('main').waitFor();
    await page.getByRole('banner').waitFor();
    await page.getByRole('switch', { name: 'Sounds' }).waitFor();
  });

  test('fits a screen of 360 pixels, also with two phones', async () => {
    await page.close();
    await open({ width: 360, height: 740 });
    await callTheClinic();
    transfer(emulator, 'ringing');
    await page.getByRole('button', { name: 'Accept' }).waitFor();

    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  test.each(['light', 'dark'] as const)('its text stands out enough in %s colours', async (colorScheme) => {
    await page.close();
    await open({ width: 1280, height: 800, colorScheme });
    await callTheClinic();
    transfer(emulator, 'ringing');
    emulator.update({ said: [{ at: new Date().toISOString(), text: 'Hello?', counted: false }] });
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await page.getByText('nobody listened').waitFor();
    const texts = [
      '.page-header__part',
      '.connection',
      '.panel__title',
      '.panel__aside',
      '.caption--latest',
      '.caption--answer',
      '.caption--answer .caption__note',
      '.say__label',
      '.display__state',
      '.display__from',
      '.display__number',
      '.display__timer',
      '.listening',
      '.action--call',
      '.action--hang-up',
      '.event-log__call',
      '.event-log__call time',
      '.event__time',
      '.event__what',
      '.event__detail',
    ];

    const contrasts = await Promise.all(texts.map((text) => contrastOf(page, text)));
    const tooFaint = texts.filter((_, index) => (contrasts[index] ?? 0) < CONTRAST_MIN);
    expect(tooFaint).toEqual([]);
    for (const [text, ground] of ON_GRADIENTS) {
      expect(await contrastOfTokens(page, text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(CONTRAST_MIN);
    }
  });
});
