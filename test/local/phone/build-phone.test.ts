import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePhoneBuilt } from '../../../local/phone/build-phone.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callwright-phone-build-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

test('builds what is missing or old, leaves what is new, and needs nothing from the network', async () => {
  await writeFile(join(directory, 'left-over.txt'), 'from before');
  const environmentBefore = process.env.NODE_ENV;
  const first = await ensurePhoneBuilt(directory);
  const second = await ensurePhoneBuilt(directory);
  await utimes(join(directory, 'index.html'), 0, 0);
  const third = await ensurePhoneBuilt(directory);

  expect([first, second, third]).toEqual([{ built: true }, { built: false }, { built: true }]);
  expect((await readdir(directory)).toSorted()).toEqual(['assets', 'index.html']);
  expect(await readFile(join(directory, 'index.html'), 'utf8')).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(process.env.NODE_ENV).toBe(environmentBefore);
});
