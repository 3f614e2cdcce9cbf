import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SaidWords } from '../../local/phone/src/emulator-messages.ts';
import { builtPhone } from './built-phone.ts';
import { hasChromium } from './chromium.ts';
import { type FakeEmulator, startFakeEmulator } from './fake-emulator.ts';
import { openPage } from './open-page.ts';
import { answer, aPrompt, end, LINES } from './phone-scene.ts';

describe.skipIf(!hasChromium())('speech on the browser phone', () => {
  const phone = builtPhone();
  let emulator: FakeEmulator;
  let page: Page;
  let complaints: string[];

  beforeEach(async () => {
    emulator = await startFakeEmulator(phone().directory, LINES);
    ({ page, complaints } = await openPage(phone().browser, emulator.url, { width: 1280, height: 800 }));
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  const field = (): Locator => page.getByRole('textbox', { name: 'Say something' });
  const sayIt = (): Locator => page.getByRole('button', { name: 'Say it' });
  const prompts = (): Locator => page.getByRole('log', { name: 'Prompts and answers' });
  const isFocused = (): Promise<boolean> => field().evaluate((element) => element.matches(':focus'));
  const said = (text: string, counted: boolean): SaidWords => ({ at: new Date().toISOString(), text, counted });

  async function call(): Promise<void> {
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Ringing', { exact: true }).waitFor();
  }

  async function connect(): Promise<void> {
    await call();
    answer(emulator, [aPrompt('How can I help you?', true)]);
    emulator.update({ listeningForSpeech: true });
    await page.getByText('The line is listening for keys and speech', { exact: true }).waitFor();
  }

  test('Enter says the text; digits in it are no keys, and the focus stays for the next', async () => {
    await connect();
    await field().click();
    await page.keyboard.type('Table for 2 at 10, the #1 room');
    await page.keyboard.press('Enter');

    await expect
      .poll(() => emulator.requests.slice(1))
      .toEqual([{ path: '/emulator/calls/call-1/say', body: { text: 'Table for 2 at 10, the #1 room' } }]);
    expect(await field().inputValue()).toBe('');
    expect(await isFocused()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('the button says it as well, and nothing is said when there is nothing', async () => {
    await connect();
    await field().fill('   ');
    await sayIt().click();
    await field().fill('Yes.');
    await sayIt().click();

    await expect.poll(() => emulator.requests.slice(1).map(({ body }) => body)).toEqual([{ text: 'Yes.' }]);
  });

  test('without a call in which somebody could hear it the field is dead, and Tab passes it by', async () => {
    const isDead = async () => [await field().isDisabled(), await field().isEditable(), await sayIt().isDisabled()];
    expect(await isDead()).toEqual([true, false, true]);
    await page.getByRole('textbox', { name: 'Calling from' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Call');
    await call();
    expect(await isDead()).toEqual([true, false, true]);
    answer(emulator, []);
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(await isDead()).toEqual([false, true, false]);
  });

  test('when the call ends under the fingers the text goes, and the focus stays', async () => {
    await connect();
    await field().fill('I would like');
    end(emulator, 'appHungUp');
    await page.getByRole('button', { name: 'Call', exact: true }).waitFor();
    await page.keyboard.type('to 12');
    await page.keyboard.press('Enter');

    expect([await field().inputValue(), await isFocused()]).toEqual(['', true]);
    expect(emulator.requests).toHaveLength(1);
  });

  test('words that are refused come back into the field, with the reason', async () => {
    await connect();
    emulator.refuseNext('The call has ended.');
    await field().fill('Hello?');
    await page.keyboard.press('Enter');

    await page.getByRole('alert').filter({ hasText: 'The words were not taken. The call has ended.' }).waitFor();
    expect(await field().inputValue()).toBe('Hello?');
  });

  test('the captions show who said what in its order, and what nobody listened to', async () => {
    await connect();
    emulator.update({ said: [said('Is anybody there?', false), said('Appointments.', true)] });
    await prompts().getByText('Appointments.').waitFor();
    emulator.update({
      heard: [aPrompt('How can I help you?', true, 60_000), aPrompt('Which day?', true, -1_000)],
    });
    await prompts().getByText('Which').waitFor();

    const texts = (await prompts().getByRole('paragraph').allTextContents()).map((text) => text.trim());
    expect(texts).toEqual([
      'How can I help you?',
      'The caller: Is anybody there? nobody listened',
      'The caller: Appointments.',
      'Which day?',
    ]);
  });

  test('what the line listens for is said', async () => {
    await connect();
    await page.getByRole('status').getByText('The line is listening for keys and speech.').waitFor();
    emulator.update({ listening: false });
    await page.getByText('The line is listening for speech', { exact: true }).waitFor();
    await page.getByText('Listening', { exact: true }).waitFor();
    emulator.update({ listening: true, listeningForSpeech: false });
    await page.getByText('The line is listening for keys', { exact: true }).waitFor();
  });

  test.each([
    [390, 844],
    [360, 740],
  ])('in a hand of %i by %i pixels the field stays in reach', async (width, height) => {
    await page.close();
    ({ page } = await openPage(phone().browser, emulator.url, { width, height }));
    await connect();
    const box = await field().boundingBox();

    expect((box?.y ?? 0) + (box?.height ?? height)).toBeLessThan(height);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
