import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildApp } from '../../scripts/build-app.ts';
import { aStateDirectory, aWholeLine, numbers, type WholeLine } from '../whole-call/whole-line.ts';

const testTimeoutMs = 60_000;
const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const state = await aStateDirectory();
let line: WholeLine | undefined;

afterAll(async () => {
  await line?.end();
  await state.remove();
}, testTimeoutMs);

test('the built app takes a call with the flows that stand beside it', { timeout: testTimeoutMs }, async () => {
  const outDirectory = join(state.path, 'app');
  await buildApp({
    entryPath: path('src/main.ts'),
    hostJsonPath: path('host.json'),
    flowsPath: path('src/flows'),
    outDirectory,
  });
  line = await aWholeLine(state.path, {
    FUNCTIONS_APP: join(outDirectory, 'index.cjs'),
    FUNCTIONS_HOST_JSON: join(outDirectory, 'host.json'),
  });
  const hold = await readFile(path('src/flows/clips/hold.wav'));
  const fetched = await fetch(`${line.report.functions}/api/clips/hold.wav`);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(hold)).toBe(true);
  const phone = await line.call('+14255550176', numbers.parcels);
  await phone.answers('Please enter the eight digits of your parcel number.', '27364518');
  await phone.answers('For another parcel, press 1.', '0');
  await phone.accept(await phone.rings(numbers.parcelAgent));
  expect(await line.stored.ended(await phone.callConnectionId())).toMatchObject({
    flow: 'parcel-status',
    disposition: 'connected',
  });
});
