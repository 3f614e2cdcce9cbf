import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The browser that the suites drive; `CHROMIUM_PATH` names another one. */
export const CHROMIUM_PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether there is a browser; where there is none, says so once, so that a skipped suite is not taken for a passed one. */
export function hasChromium(): boolean {
  if (existsSync(CHROMIUM_PATH)) return true;
  process.stdout.write(
    `No Chromium at ${CHROMIUM_PATH}: the browser tests are skipped. Set CHROMIUM_PATH to run them.\n`,
  );
  return false;
}

/** Starts the browser, quiet on the network and without a sandbox, which containers do not allow. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
