import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildPhone } from '../../local/phone/build-phone.ts';
import { launchChromium } from './chromium.ts';

/** The page, built for the tests of one suite, and a browser to open it in. */
export type BuiltPhone = { directory: string; browser: Browser };

/** Builds the page before the tests of a suite, and takes everything away after them. Read the result inside of tests and hooks only. */
export function builtPhone(): () => BuiltPhone {
  let directory: string | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'callwright-phone-'));
    await buildPhone(directory);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });
  return () => {
    if (directory === undefined || browser === undefined) throw new Error('The page is built before the first test.');
    return { directory, browser };
  };
}
