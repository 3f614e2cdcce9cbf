import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipDurations } from '../../src/clips/clip-durations.ts';
import { clipLimits } from '../../src/clips/clip-limits.ts';
import { readClips } from '../../src/clips/read-clips.ts';
import { aChunk, anId3Tag, aWav, mp3Frames } from './a-clip.ts';
import { aClipDirectory } from './clip-directory.ts';

test('the clips of a directory are measured as they are when they are read whole', async () => {
  const directory = aClipDirectory({
    'beep.wav': aWav(),
    'long.wav': aWav({ sound: Buffer.alloc(320_000) }),
    'late.wav': aWav({ before: aChunk('LIST', Buffer.alloc(2 * clipLimits.wavHeadBytes)) }),
    'tune.mp3': Buffer.concat([anId3Tag(9_000), mp3Frames(100)]),
    'stereo.wav': aWav({ channels: 2 }),
    'cut.wav': aWav({ sound: Buffer.alloc(320_000) }).subarray(0, 100_000),
    'tune.wav': mp3Frames(10),
    'empty.wav': '',
    'text.mp3': 'no sound',
    'Hold.wav': aWav(),
    '.hidden': '',
  });
  const read = await readClips(directory);
  expect(clipDurations(directory)).toEqual({
    durations: Object.fromEntries(read.clips.map(({ name, durationMs }) => [name, durationMs])),
    problems: read.problems,
  });
  expect(read.clips.map(({ name }) => name)).toEqual(['beep.wav', 'late.wav', 'long.wav', 'tune.mp3']);
});

test('a clip that is too large is not read', () => {
  const directory = aClipDirectory({ 'huge.wav': aWav() });
  truncateSync(join(directory, 'huge.wav'), clipLimits.clipBytesMax + 1);
  expect(clipDurations(directory)?.problems).toMatchObject([
    { clip: 'huge.wav', message: expect.stringMatching(/bytes/) },
  ]);
});

test('no more is read whole than a start can wait for', () => {
  const frames = mp3Frames(50_000);
  const files = Array.from({ length: 10 }, (_, index) => [`tune${index}.mp3`, frames] as const);
  const measured = clipDurations(aClipDirectory(Object.fromEntries(files)));
  const measurable = Math.floor(clipLimits.measuredBytesMax / frames.length);
  expect(Object.keys(measured?.durations ?? {})).toHaveLength(measurable);
  expect(measured?.problems).toHaveLength(10 - measurable);
});

test('of clips that are kept elsewhere nothing is known, unless some lie here', () => {
  expect(clipDurations('/nowhere/at/all')).toEqual({ durations: {}, problems: [] });
  expect(clipDurations('/nowhere/at/all', true)).toBeUndefined();
  expect(clipDurations(aClipDirectory({ 'beep.wav': aWav() }), true)).toEqual({
    durations: { 'beep.wav': 100 },
    problems: [],
  });
});
