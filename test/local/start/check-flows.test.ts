import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFlows, strayLines } from '../../../local/start/check-flows.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'check-flows-'));
});

afterEach(() => rm(directory, { recursive: true }));

const at = (path: string) => ({ directory: path, clipsElsewhere: false });

test("the project's own lines are right", () => {
  const { routes } = checkFlows(at(fileURLToPath(new URL('../../../src/flows', import.meta.url))));
  expect(routes.length).toBeGreaterThan(0);
});

test('every problem says where it is', async () => {
  await writeFile(join(directory, 'broken.flow.json'), '{\n  "name": ,\n}');
  await writeFile(join(directory, 'routes.json'), '{\n  "routes": []\n}');
  expect(() => checkFlows(at(directory))).toThrow(/^The flows have \d+ problems:\n/);
  expect(() => checkFlows(at(directory))).toThrow(`${join(directory, 'broken.flow.json')}:2:`);
  expect(() => checkFlows(at(directory))).toThrow(`${join(directory, 'routes.json')}:2:`);
});

test('that the line did not start is said after the problems, with what to do', async () => {
  await writeFile(join(directory, 'broken.flow.json'), '{');
  expect(() => checkFlows(at(directory))).toThrow(
    `\nThe line did not start. Mend this and start it again. To look without a start: npm run flows -- check ${directory}`,
  );
});

test('a file under almost the right name is told beside what is missing', async () => {
  await writeFile(join(directory, 'route.json'), '{}');
  const hint = `${join(directory, 'route.json')}:1:1: warning: route.json is not read. If it holds the routes of the line, call it routes.json. (stray-file)`;
  expect(() => checkFlows(at(directory))).toThrow(
    `The flows have a problem:\n${join(directory, 'routes.json')}:1:1: There is no routes.json here. Put the file there. (unreadable)\n${hint}`,
  );
  expect(strayLines(at(directory))).toEqual([hint]);
});

test('a long list is cut', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, index) => writeFile(join(directory, `f${index}.flow.json`), '[')));
  expect(() => checkFlows(at(directory))).toThrow(/\n\.\.\. and \d+ more\.\nThe line did not start\. [^\n]+$/);
});

test('a clip that cannot be played is a problem, with its file', async () => {
  await mkdir(join(directory, 'clips'));
  await writeFile(join(directory, 'clips', 'hold.wav'), 'no sound');
  expect(() => checkFlows(at(directory))).toThrow(
    `${join(directory, 'clips', 'hold.wav')}:1:1: The file is neither WAV nor MP3.`,
  );
});
