import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmulator } from '../../../../local/telephony-emulator/server/start-emulator.ts';

test('the page is served at the root, and nothing outside its folder', async () => {
  const phoneDirectory = await mkdtemp(join(tmpdir(), 'phone-'));
  await writeFile(join(phoneDirectory, 'index.html'), '<title>Phone</title>');
  const emulator = await startEmulator({ phoneDirectory });
  const page = await fetch(`${emulator.url}/`);
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<title>Phone</title>',
  ]);
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await fetch(`${emulator.url}/missing.js`)).status).toBe(404);
  expect((await fetch(`${emulator.url}/..%2f..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  await emulator.close();
  await rm(phoneDirectory, { recursive: true });
});
