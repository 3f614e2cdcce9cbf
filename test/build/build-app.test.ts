import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildApp } from '../../scripts/build-app.ts';
import { endHost, startHost } from '../local/functions-host/host-process.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let outDirectory: string;

beforeEach(async () => {
  outDirectory = await mkdtemp(join(tmpdir(), 'build-app-'));
});

afterEach(() => rm(outDirectory, { recursive: true }));

const buildFixture = (name: string) =>
  buildApp({
    entryPath: path(`fixtures/${name}`),
    hostJsonPath: path('../../host.json'),
    flowsPath: path('fixtures/flows'),
    outDirectory,
  });

test('the built app stands alone, finds its flows, and loads credentials only when asked', async () => {
  const files = await buildFixture('lazy-app.ts');

  expect(files.map(({ name }) => name)).toEqual(['index.cjs', 'azure-identity.cjs']);
  expect(await readdir(outDirectory)).toEqual(
    expect.arrayContaining(['index.cjs', 'azure-identity.cjs', 'host.json', 'package.json', 'flows']),
  );
  const packageJson = JSON.parse(await readFile(join(outDirectory, 'package.json'), 'utf8'));
  expect(packageJson).toEqual({ main: 'index.cjs', type: 'commonjs' });
  // The library alone is about 80 kB; credentials are five times that.
  expect(files[0]?.sizeBytes).toBeLessThan(150_000);

  const host = await startHost({
    FUNCTIONS_APP: join(outDirectory, 'index.cjs'),
    FUNCTIONS_HOST_JSON: join(outDirectory, 'host.json'),
  });
  const get = async (name: string) => (await fetch(`${host.url}/api/${name}`)).text();
  expect([await get('flows'), await get('credential')]).toEqual(['["routes.json"]', 'function']);
  expect(await endHost(host)).toBe(0);
});

test("the project's app needs nothing beside its bundle, and says which settings it lacks", async () => {
  const [main] = await buildApp({
    entryPath: path('../../src/main.ts'),
    hostJsonPath: path('../../host.json'),
    flowsPath: path('../../src/flows'),
    outDirectory,
  });
  const filesIn = (directory: string) => readdir(directory, { recursive: true });
  expect(await filesIn(join(outDirectory, 'flows'))).toEqual(await filesIn(path('../../src/flows')));
  // Every kilobyte is start time while a caller hears it ring; what makes it grow should be noticed.
  expect(main?.sizeBytes).toBeLessThan(900_000);
  const host = await startHost({
    FUNCTIONS_APP: join(outDirectory, 'index.cjs'),
    FUNCTIONS_HOST_JSON: join(outDirectory, 'host.json'),
    WATCHDOG_SCHEDULE: '0 0 0 1 1 *',
  });
  expect(host.ready.functions).toEqual(['callEvents', 'clip', 'health', 'incomingCall', 'watchdog']);
  const health = await fetch(`${host.url}/api/health`);
  expect([health.status, await health.text()]).toEqual([503, expect.stringContaining('PUBLIC_URL')]);
  await endHost(host);
});

test('an app that loads credentials at once does not build', async () => {
  await expect(buildFixture('eager-app.ts')).rejects.toThrow(/imports @azure\/identity at once/);
});
