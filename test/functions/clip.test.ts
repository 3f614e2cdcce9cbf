import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HttpRequest } from '@azure/functions';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { holdMusicFile } from '../../scripts/make-hold-music.ts';
import { brokenTables, settingsFor } from './app-under-test.ts';
import { type StubServices, startStubServices } from './stub-services.ts';

let services: StubServices;

beforeAll(async () => {
  services = await startStubServices();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => services.close());

/** The function of a new app under these settings, which are this process's environment. */
async function theFunction(settings: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  // Outside the worker the library says at every registration that it leaves it out.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { clip } = await import('../../src/functions/clip.ts');
  warnings.mockRestore();
  return clip;
}

const aFetch = (name: string, headers: Record<string, string> = {}) =>
  new HttpRequest({ method: 'GET', url: `http://127.0.0.1:7071/api/clips/${name}`, params: { name }, headers });

test('hands out the clip that the project comes with, and nothing else, without a trip to storage', async () => {
  const clip = await theFunction(settingsFor(services, brokenTables(services)));
  const answer = await clip(aFetch('hold.wav'));
  expect(answer).toMatchObject({ status: 200, headers: { 'Content-Type': 'audio/wav', 'Content-Length': '128044' } });
  const sha256 = createHash('sha256').update(readFileSync(holdMusicFile)).digest('hex');
  expect(await clip(aFetch('hold.wav', { 'if-none-match': `"${sha256}"` }))).toMatchObject({ status: 304 });
  expect(await clip(aFetch('hold.wav', { range: 'bytes=0-43' }))).toMatchObject({ status: 206 });
  expect(await clip(aFetch('../routes.json'))).toMatchObject({ status: 404 });
  expect([...services.storageRequests, ...services.telephonyRequests]).toEqual([]);
});

test('says that it cannot while the app is not configured', async () => {
  const clip = await theFunction({ ...settingsFor(services, ''), SIGNING_KEYS: '' });
  expect(await clip(aFetch('hold.wav'))).toEqual({ status: 503 });
});
