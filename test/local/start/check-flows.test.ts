import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFlows } from '../../../local/start/check-flows.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'check-flows-'));
});

afterEach(() => rm(directory, { recursive: true }));

test("the project's own lines are right", () => {
  const { routes } = checkFlows(fileURLToPath(new URL('../../../src/flows', import.meta.url)));
  expect(routes.length).toBeGreaterThan(0);
});

test('every problem says where it is', async () => {
  await writeFile(join(directory, 'broken.flow.json'), '{\n  "name": ,\n}');
  await writeFile(join(directory, 'routes.json'), '{\n  "routes": []\n}');
  expect(() => checkFlows(directory)).toThrow(/^The flows have \d+ problems:\n/);
  expect(() => checkFlows(directory)).toThrow(`${join(directory, 'broken.flow.json')}:2:`);
  expect(() => checkFlows(directory)).toThrow(`${join(directory, 'routes.json')}:2:`);
});

test('a long list is cut', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, index) => writeFile(join(directory, `f${index}.flow.json`), '[')));
  expect(() => checkFlows(directory)).toThrow(/\n\.\.\. and \d+ more\.$/);
});
