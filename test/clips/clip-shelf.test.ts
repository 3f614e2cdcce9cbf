import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createClipShelf, createFreshClipShelf } from '../../src/clips/clip-shelf.ts';
import { aWav } from './a-clip.ts';
import { aClipDirectory } from './clip-directory.ts';

test('hands out a clip with its bytes', async () => {
  const shelf = createClipShelf(aClipDirectory({ 'hold.wav': aWav(), 'a.mp3': 'none' }));
  expect(shelf.names).toEqual(['a.mp3', 'hold.wav']);
  const clip = await shelf.get('hold.wav');
  expect(clip).toMatchObject({ name: 'hold.wav', format: 'wav', durationMs: 100, sizeBytes: 3_244 });
  expect(aWav().equals(clip?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('reads a clip once, for all who ask', async () => {
  const directory = aClipDirectory({ 'hold.wav': aWav() });
  const shelf = createClipShelf(directory);
  const [one, other] = await Promise.all([shelf.get('hold.wav'), shelf.get('hold.wav')]);
  rmSync(join(directory, 'hold.wav'));
  expect(one).toBeDefined();
  expect(other).toBe(one);
  expect(await shelf.get('hold.wav')).toBe(one);
});

test('keeps no more than it may', async () => {
  const directory = aClipDirectory({ 'a.wav': aWav(), 'b.wav': aWav() });
  const shelf = createClipShelf(directory, aWav().length);
  const first = await shelf.get('a.wav');
  await shelf.get('b.wav');
  const again = await shelf.get('a.wav');
  expect(again).toEqual(first);
  expect(again).not.toBe(first);
});

test('hands out a clip that is larger than what it may keep', async () => {
  const shelf = createClipShelf(aClipDirectory({ 'a.wav': aWav() }), 10);
  expect(await shelf.get('a.wav')).toMatchObject({ name: 'a.wav' });
});

test('serves all who ask at once, though they want more clips than it may keep', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `clip-${index}.wav`);
  const files = names.map((name, index) => [name, aWav({ sound: Buffer.alloc(100 + 2 * index) })] as const);
  const shelf = createClipShelf(aClipDirectory(Object.fromEntries(files)), 3 * 200);
  const clips = await Promise.all([...names, ...names].map((name) => shelf.get(name)));
  expect(clips.map((clip) => clip?.name)).toEqual([...names, ...names]);
  expect(clips.map((clip) => clip?.bytes.length)).toEqual([...files, ...files].map(([, bytes]) => bytes.length));
});

test('has nothing but what it listed', async () => {
  const outer = aClipDirectory({ 'secret.wav': aWav() });
  const directory = join(outer, 'clips');
  mkdirSync(directory);
  writeFileSync(join(directory, 'hold.wav'), aWav());
  const shelf = createClipShelf(directory);
  writeFileSync(join(directory, 'late.wav'), aWav());
  const names = ['late.wav', '../secret.wav', '..%2fsecret.wav', join(dirname(directory), 'secret.wav')];
  for (const name of [...names, '', '.', './hold.wav', 'HOLD.WAV', 'hold.wav\0', '__proto__', 'constructor']) {
    expect(await shelf.get(name), name).toBeUndefined();
  }
});

test('does not hand out what cannot be played, and looks again when asked again', async () => {
  const directory = aClipDirectory({ 'a.wav': 'no sound' });
  const shelf = createClipShelf(directory);
  expect(await shelf.get('a.wav')).toBeUndefined();
  writeFileSync(join(directory, 'a.wav'), aWav());
  expect(await shelf.get('a.wav')).toMatchObject({ name: 'a.wav' });
});

test('is empty where there is no directory', async () => {
  const shelf = createClipShelf('/nowhere/at/all');
  expect(shelf.names).toEqual([]);
  expect(await shelf.get('hold.wav')).toBeUndefined();
});

test('a fresh shelf finds what came since it was listed, once its time is over', async () => {
  const directory = aClipDirectory({ 'beep.wav': aWav() });
  let nowMs = 0;
  const shelf = createFreshClipShelf(directory, { everyMs: 500, clock: { nowMs: () => nowMs } });
  expect((await shelf.get('beep.wav'))?.durationMs).toBe(100);
  writeFileSync(join(directory, 'beep.wav'), aWav({ sound: Buffer.alloc(6_400) }));
  writeFileSync(join(directory, 'tone.wav'), aWav());
  nowMs = 499;
  expect([(await shelf.get('beep.wav'))?.durationMs, await shelf.get('tone.wav')]).toEqual([100, undefined]);
  nowMs = 500;
  expect([(await shelf.get('beep.wav'))?.durationMs, (await shelf.get('tone.wav'))?.durationMs]).toEqual([200, 100]);
});
