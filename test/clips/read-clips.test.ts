import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { clipLimits } from '../../src/clips/clip-limits.ts';
import { isClipName } from '../../src/clips/clip-name.ts';
import { readClips } from '../../src/clips/read-clips.ts';
import { anId3Tag, aWav, mp3Frames } from './a-clip.ts';
import { aClipDirectory } from './clip-directory.ts';

test('tells of each clip its name, format, length, size and hash, in the order of the names', async () => {
  const mp3 = Buffer.concat([anId3Tag(40), mp3Frames(10)]);
  const wav = aWav();
  const directory = aClipDirectory({ 'welcome.mp3': mp3, 'hold.wav': wav });
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(await readClips(directory)).toEqual({
    clips: [
      { name: 'hold.wav', format: 'wav', durationMs: 100, sizeBytes: 3_244, sha256: hash(wav) },
      { name: 'welcome.mp3', format: 'mp3', durationMs: 360, sizeBytes: 1_490, sha256: hash(mp3) },
    ],
    problems: [],
  });
});

test('a directory that does not exist holds no clip and no problem', async () => {
  expect(await readClips(join(aClipDirectory(), 'clips'))).toEqual({ clips: [], problems: [] });
});

test('a directory that is none is a problem', async () => {
  const directory = join(aClipDirectory({ clips: '' }), 'clips');
  expect(await readClips(directory)).toEqual({
    clips: [],
    problems: [
      {
        clip: 'clips',
        message: 'The directory of the clips cannot be read.',
        advice: 'Make it a directory that may be read.',
      },
    ],
  });
});

test('says what is wrong with each file, and reads the others', async () => {
  const directory = aClipDirectory({
    'good.wav': aWav(),
    'Upper.wav': aWav(),
    'notes.txt': 'text',
    'stereo.wav': aWav({ channels: 2 }),
    'really.mp3': aWav(),
    'empty.mp3': '',
    '.DS_Store': 'of the system',
  });
  mkdirSync(join(directory, 'more.wav'));
  symlinkSync('/etc/hostname', join(directory, 'link.wav'));
  const { clips, problems } = await readClips(directory);
  expect(clips.map(({ name }) => name)).toEqual(['good.wav']);
  expect(Object.fromEntries(problems.map(({ clip, message }) => [clip, message]))).toEqual({
    'Upper.wav': 'A clip cannot have this name.',
    'notes.txt': 'A clip cannot have this name.',
    'more.wav': 'This is a directory or a link, and no file.',
    'link.wav': 'This is a directory or a link, and no file.',
    'stereo.wav': 'The sound is 16-bit PCM, 2 channels, 16000 Hz; a line plays 16-bit PCM, mono, 16000 Hz.',
    'really.mp3': 'The file holds WAV, but its name says otherwise.',
    'empty.mp3': 'The file is empty.',
  });
});

test('does not read a file above the limit', async () => {
  const directory = aClipDirectory({ 'large.wav': aWav() });
  // Sparse: a gigabyte by its size alone.
  truncateSync(join(directory, 'large.wav'), 1024 ** 3);
  expect((await readClips(directory)).problems).toEqual([
    {
      clip: 'large.wav',
      message: 'The file has 1073741824 bytes, and a clip at most 10485760.',
      advice: 'Shorten it, or save it as MP3.',
    },
  ]);
});

test('takes as many clips as a line may have, and says that there are more', async () => {
  const names = Array.from({ length: clipLimits.clipsMax + 1 }, (_, index) => `clip-${1_000 + index}.wav`);
  const directory = aClipDirectory(Object.fromEntries(names.map((name) => [name, aWav({ sound: Buffer.alloc(2) })])));
  const { clips, problems } = await readClips(directory);
  expect(clips.map(({ name }) => name)).toEqual(names.slice(0, -1));
  expect(problems).toEqual([
    {
      clip: basename(directory),
      message: 'The directory holds 1001 clips, and a line has at most 1000.',
      advice: 'Remove those that no flow plays.',
    },
  ]);
});

test.each([
  ['a.wav', true],
  ['on-hold_2.v1.mp3', true],
  [`${'a'.repeat(100)}.wav`, true],
  [`${'a'.repeat(101)}.wav`, false],
  ['.wav', false],
  ['-a.wav', false],
  ['A.wav', false],
  ['a.WAV', false],
  ['a.ogg', false],
  ['a b.wav', false],
  ['ä.wav', false],
  ['a.wav\n', false],
  ['../a.wav', false],
  ['a/b.wav', false],
])('whether %j names a clip: %s', (name, is) => {
  expect(isClipName(name)).toBe(is);
});
