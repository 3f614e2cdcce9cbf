import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockState } from '../../../local/start/state-lock.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'callwright-lock-'));
});

afterEach(() => rm(directory, { recursive: true }));

const lockPath = () => join(directory, 'line.lock');

/** Locks the directory, which must go well. */
function lock() {
  const locked = lockState(directory);
  if (!locked.ok) throw new Error(locked.error);
  return locked.value;
}

test('a directory is locked once, and again after its release', async () => {
  const first = lock();
  expect(lockState(directory)).toEqual({
    ok: false,
    error:
      `Another line (process ${process.pid}) keeps its tables in ${directory}. Stop it first. ` +
      'Set LOCAL_STATE_DIRECTORY to another directory to run a second one beside it.',
  });
  first.release();
  expect(await readdir(directory)).toEqual([]);
  lock().release();
});

test.each([
  ['a process that is gone', () => JSON.stringify({ pid: spawnSync(process.execPath, ['--version']).pid })],
  ['a file that was cut off', () => '{"pid":'],
  ['an empty file', () => ''],
])('the lock of %s is taken over', async (_what, content) => {
  await writeFile(lockPath(), content());
  lock().release();
});

test.runIf(process.platform === 'linux')('a later process of the same id does not hold the lock', async () => {
  await writeFile(lockPath(), JSON.stringify({ pid: process.pid, startedAtTicks: '1' }));
  lock().release();
});

test('a lock that another line has taken over is not removed', async () => {
  const first = lock();
  await writeFile(lockPath(), '{"pid":1}');
  first.release();
  expect(await readFile(lockPath(), 'utf8')).toBe('{"pid":1}');
});
