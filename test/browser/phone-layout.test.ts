import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { builtPhone } from './built-phone.ts';
import { hasChromium } from './chromium.ts';
import { coveredButtons } from './covered-buttons.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';
import { type Look, openPage } from './open-page.ts';
import { answer, aPrompt, end, LINES, transfer } from './phone-scene.ts';

const DESK: Look = { width: 1280, height: 800 };
const HAND: Look = { width: 390, height: 844 };
const SMALL_HAND: Look = { width: 360, height: 640 };
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
  const phone = builtPhone();
  let emulator: FakeEmulator;
  let page: Page;

  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  async function open(look: Look, lines = LINES): Promise<void> {
    emulator = await startFakeEmulator(phone().directory, lines);
    ({ page } = await openPage(phone().browser, emulator.url, look));
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
    expect(await pixelsBelow(last, page.locator('.lines__scroll'))).toBeLessThanOrEqual(0);
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(DESK.height);
  });

  test.each(['light', 'dark'] as const)(
    'what scrolls fades where there is more, in %s colours',
    async (colorScheme) => {
      await open({ ...DESK, colorScheme }, FIVE_LINES);
      const fades = (name: string) =>
        page.evaluate<string[]>(`(() => {
        const style = getComputedStyle(document.querySelector('.${name}'));
        return ['--fade-above', '--fade-below'].map((edge) => style.getPropertyValue(edge));
      })()`);
      await expect.poll(() => fades('lines__scroll')).toEqual(['0px', '40px']);
      expect(await fades('captions__scroll')).toEqual(['0px', '0px']);
      await page.getByRole('radio', { name: /Night service/ }).check();
      await expect.poll(() => fades('lines__scroll')).toEqual(['40px', '0px']);

      await button('Call').click();
      await connect(PROMPTS);
      await expect.poll(() => fades('captions__scroll')).toEqual(['40px', '0px']);
      await page.getByRole('log', { name: 'Prompts' }).focus();
      await page.keyboard.press('Home');
      await expect.poll(() => fades('captions__scroll')).toEqual(['0px', '40px']);
      for (let count = 0; count < 20; count += 1)
        emulator.log({ direction: 'toApp', what: 'PlayStarted', detail: '200' });
      await expect.poll(() => fades('event-log__scroll')).toEqual(['0px', '40px']);
    },
  );

  test('the line that the keyboard goes to stays clear of the fading edge', async () => {
    await open(DESK, FIVE_LINES);
    await page.getByRole('radio', { name: /Riverside Clinic/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');

    const third = page.locator('.line').nth(2);
    expect(await page.getByRole('radio', { name: /Town library/ }).isChecked()).toBe(true);
    expect(await pixelsBelow(third.locator('.line__number'), page.locator('.lines__scroll'))).toBeLessThan(-20);
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

  test('with two lines, too, the keys stay where they are, whatever the line listens for', async () => {
    await open(DESK);
    const before = await button('5').boundingBox();
    await button('Call').click();
    await connect();
    expect(await button('5').boundingBox()).toEqual(before);
    emulator.update({ listeningForSpeech: true });
    await page.getByText('The line is listening for keys and speech', { exact: true }).waitFor();
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

  test('in the hand, a free phone shows all keys and Call, before a call and after it', async () => {
    await open(HAND, FIVE_LINES);
    expect(await coveredButtons(page)).toEqual([]);
    await button('Call').click();
    await connect(PROMPTS);
    expect(await coveredButtons(page)).toEqual([]);
    end(emulator, 'appHungUp');
    await button('Call').waitFor();
    expect(await coveredButtons(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Calling from' }).fill('0425');
    await button('Call').click();
    await page.getByRole('alert').filter({ hasText: 'Start with +' }).waitFor();
    expect(await coveredButtons(page)).toEqual([]);
  });

  test('in a small hand all keys are in view during a call, and within reach by scrolling before it', async () => {
    await open(SMALL_HAND, FIVE_LINES);
    expect(await coveredButtons(page)).not.toContain('Call');
    await page.locator('.keypad').evaluate((keypad) => keypad.scrollIntoView({ block: 'nearest' }));
    expect(await coveredButtons(page)).toEqual([]);
    await button('Call').click();
    await connect(PROMPTS);
    await page.evaluate('scrollTo(0, 0)');
    expect(await coveredButtons(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SMALL_HAND.width);
  });

  test('on a telephone held sideways what is said stays in view beside the keys', async () => {
    await open({ width: 844, height: 390 }, FIVE_LINES);
    await button('Call').click();
    await connect(PROMPTS);
    await page.locator('.keypad').evaluate((keypad) => keypad.scrollIntoView());

    const [latest, keypad] = [
      await page.locator('.caption--latest').boundingBox(),
      await page.locator('.keypad').boundingBox(),
    ];
    expect(latest?.y).toBeGreaterThan(0);
    expect((latest?.y ?? 0) + (latest?.height ?? 0)).toBeLessThan(390);
    expect(latest?.x).toBeGreaterThan((keypad?.x ?? 0) + (keypad?.width ?? 0));
    expect(await coveredButtons(page)).not.toContain('5');
  });

  test('in the colours of the system keys have edges, and the chosen line is marked by the system', async () => {
    await open(DESK);
    await page.emulateMedia({ forcedColors: 'active' });
    const styleOf = (selector: string, property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`);

    expect(await styleOf('.key', 'border-top-style')).toBe('solid');
    expect(await styleOf('.action', 'border-top-style')).toBe('solid');
    expect(await styleOf('.line__radio', 'appearance')).toBe('auto');
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

    ({ page } = await openPage(phone().browser, emulator.url, DESK));
    emulator.placeElsewhere('+14255550109', '+14255550120');
    await page.getByText('+1 425 555 0120 · placed elsewhere').waitFor();
  });
});
