import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildPhone } from '../../local/phone/build-phone.ts';
import { hasChromium, launchChromium } from './chromium.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';
import { type Look, openPage } from './open-page.ts';
import { answer, aPrompt, end, LINES, transfer } from './phone-scene.ts';

const DESK: Look = { width: 1280, height: 800 };
const HAND: Look = { width: 390, height: 844 };
const FIVE_LINES = [
  ...LINES,
  { number: '+14255550130', label: 'Town library' },
  { number: '+14255550140', label: 'Garage' },
  { number: '+14255550160', label: 'Night service' },
];
/** Spoken one after the other they are longer than the panel. */
const PROMPTS = Array.from({ length: 12 }, (_, index) =>
  aPrompt(`Prompt ${index}: your test result is ready, and somebody will go through it with you.`, index < 11, 60_000),
);

describe.skipIf(!hasChromium())('the browser phone, by eye and by keyboard', () => {
  let directory: string;
  let browser: Browser;
  let emulator: FakeEmulator;
  let page: Page;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'callwright-phone-'));
    await buildPhone(directory);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  async function open(look: Look, lines = LINES): Promise<void> {
    emulator = await startFakeEmulator(directory, lines);
    ({ page } = await openPage(browser, emulator.url, look));
  }

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

  async function connect(heard = [aPrompt('Welcome.', true)]): Promise<void> {
    await button('Hang up').waitFor();
    answer(emulator, heard);
    await page.getByText('Connected', { exact: true }).waitFor();
  }

  /** The name of what has the focus. */
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');

  /** Presses Tab until `name` has the focus; how often that was, at most 20 times. */
  async function tabsTo(name: string): Promise<number> {
    for (let tabs = 1; tabs <= 20; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) === name) return tabs;
    }
    throw new Error(`Twenty Tabs do not lead to ${name}.`);
  }

  /** How many pixels of the inner box lie below the outer one. */
  async function pixelsBelow(inner: Locator, outer: Locator): Promise<number> {
    const [inside, outside] = [await inner.boundingBox(), await outer.boundingBox()];
    if (inside === null || outside === null) throw new Error('One of the two is not on the page.');
    return inside.y + inside.height - outside.y - outside.height;
  }

  test('five lines scroll, and the last can be chosen', async () => {
    await open(DESK, FIVE_LINES);
    await page.getByText('5 lines').waitFor();
    await page.getByRole('radio', { name: /Riverside Clinic/ }).focus();
    await page.keyboard.press('ArrowUp');

    const last = page.getByRole('radio', { name: /Night service/ });
    expect(await last.isChecked()).toBe(true);
    expect(await pixelsBelow(last, page.locator('.lines__list'))).toBeLessThanOrEqual(0);
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(DESK.height);
  });

  test('three lines are seen whole, and the keys stay where they are when the call begins', async () => {
    await open(DESK, FIVE_LINES.slice(0, 3));
    const last = page.locator('.line').last();
    const before = await button('5').boundingBox();

    expect(await pixelsBelow(last, page.locator('.lines__list'))).toBeLessThanOrEqual(0);
    await button('Call').click();
    await connect();
    expect(await button('5').boundingBox()).toEqual(before);
  });

  test('the last prompt stays wholly in view when a second phone makes its panel narrower', async () => {
    await open({ width: 1010, height: 800 });
    await button('Call').click();
    await connect(PROMPTS);
    transfer(emulator, 'ringing');
    await button('Accept').waitFor();

    const hidden = () => pixelsBelow(page.locator('.caption--latest'), page.getByRole('log', { name: 'Prompts' }));
    await expect.poll(hidden).toBeLessThan(-10);
  });

  test.each([DESK, HAND])('the number of a phone that rings is shown whole, at a width of $width', async (look) => {
    await open(look);
    await button('Call').click();
    await connect();
    transfer(emulator, 'ringing');
    await button('Accept').waitFor();

    const label = 'document.querySelector(".display--target .display__label")';
    expect(await page.evaluate<number>(`${label}.scrollWidth - ${label}.clientWidth`)).toBeLessThanOrEqual(0);
  });

  test('a reader who has scrolled back is left there', async () => {
    await open(DESK);
    await button('Call').click();
    await connect(PROMPTS);
    const prompts = page.getByRole('log', { name: 'Prompts' });
    await prompts.focus();
    await page.keyboard.press('Home');
    const top = () => page.evaluate<number>('document.querySelector(".captions__scroll").scrollTop');
    await expect.poll(top).toBe(0);
    emulator.update({ heard: [...PROMPTS, aPrompt('One more.', true)] });
    await prompts.getByText('One').waitFor();

    expect(await top()).toBe(0);
  });

  test('by keyboard, Call is near, Enter calls, and the keypad is one stop with arrows inside', async () => {
    await open(DESK);
    await page.getByText('Enter in “Calling from” calls').waitFor();
    await page.getByRole('textbox', { name: 'Calling from' }).focus();
    expect(await tabsTo('Call')).toBe(1);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await connect();

    await expect.poll(focused).toBe('Keypad');
    expect(await tabsTo('1')).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('5');
    // Past the field for words and its button.
    expect(await tabsTo('Hang up')).toBe(3);
  });

  test('when the second phone goes with the focus in it, the focus goes to Call', async () => {
    await open(DESK);
    await button('Call').click();
    await connect();
    transfer(emulator, 'ringing');
    await button('Accept').click();
    transfer(emulator, 'connected');
    await button('Hang up this phone').waitFor();
    await page.keyboard.press('Escape');
    end(emulator, 'callerHungUp');
    await button('Call').waitFor();

    await expect.poll(focused).toBe('Call');
  });

  test('in the hand, Call and Hang up stay in reach, and the connection is said in a word', async () => {
    await open(HAND);
    await page.locator('.connection').getByText('connected').last().waitFor();
    await button('Call').click();
    await connect();
    expect(await pixelsBelow(button('hash'), button('Hang up'))).toBeLessThan(-60);
    transfer(emulator, 'ringing');
    await button('Accept').waitFor();

    const box = await button('Hang up').boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(HAND.height);
    await button('Hang up').click();
    await expect.poll(() => emulator.requests.at(-1)?.path).toBe('/emulator/calls/call-1/hangup');
  });

  test('a call that was placed elsewhere is said to be, one of its own is not, not even after a reload', async () => {
    await open(DESK);
    await button('Call').click();
    await connect();
    await page.reload();
    await button('Hang up').waitFor();
    expect(await page.getByText('placed elsewhere').count()).toBe(0);
    end(emulator, 'callerHungUp');
    await page.close();

    ({ page } = await openPage(browser, emulator.url, DESK));
    emulator.placeElsewhere('+14255550109', '+14255550120');
    await page.getByText('+1 425 555 0120 · placed elsewhere').waitFor();
  });
});
