import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLocalKeys } from '../../../local/start/local-keys.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-keys-'));
});

afterEach(() => rm(directory, { recursive: true }));

test('keys are made once and then kept', async () => {
  const path = join(directory, 'new', 'keys.json');
  const keys = await loadLocalKeys(path);
  expect(keys.signingKeys).toMatch(/^local1:[A-Za-z0-9+/]{43}=$/);
  expect(keys.signingKeys).not.toBe(keys.encryptionKeys);
  expect(await loadLocalKeys(path)).toEqual(keys);
});

test.each(['no json', '{}', '{"signingKeys":"a:b"}'])(
  'a file with %s is refused rather than replaced',
  async (text) => {
    const path = join(directory, 'keys.json');
    await writeFile(path, text);
    await expect(loadLocalKeys(path)).rejects.toThrow(/keys.json is damaged/);
  },
);
