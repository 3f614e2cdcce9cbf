import type { Browser, Page } from 'playwright-core';

/** Longest wait for anything on the page. Milliseconds. */
const WAIT_TIMEOUT_MS = 5_000;

/** How the page is looked at. */
export type Look = { width: number; height: number; colorScheme?: 'light' | 'dark' };

/** A page that is open, and what its console complained of. */
export type OpenPage = { page: Page; complaints: string[] };

/** Opens the page, and waits until it knows the lines. */
export async function openPage(browser: Browser, url: string, look: Look): Promise<OpenPage> {
  const { colorScheme = 'light', ...viewport } = look;
  const page = await browser.newPage({ viewport, colorScheme });
  page.setDefaultTimeout(WAIT_TIMEOUT_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.getByRole('radio').first().waitFor();
  return { page, complaints };
}
