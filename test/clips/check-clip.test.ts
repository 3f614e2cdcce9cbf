import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkClip } from '../../src/clips/check-clip.ts';
import { clipLimits } from '../../src/clips/clip-limits.ts';
import { aChunk, anId3Tag, aRiff, aWav, mp3Frames } from './a-clip.ts';

function faultOf(bytes: Buffer): string | undefined {
  const checked = checkClip(bytes);
  return checked.ok ? undefined : checked.error.message;
}

describe('WAV', () => {
  test.each([
    ['plain', aWav(), 100],
    ['of one sample', aWav({ sound: Buffer.alloc(2) }), 0],
    ['with chunks before the sound, one of odd size', aWav({ before: aChunk('LIST', Buffer.alloc(7)) }), 100],
    ['with chunks after the sound', aWav({ after: aChunk('id3 ', Buffer.alloc(20)) }), 100],
    ['with bytes after its end', Buffer.concat([aWav(), Buffer.alloc(100)]), 100],
    ['of two seconds', aWav({ sound: Buffer.alloc(64_000) }), 2_000],
  ])('passes: %s', (_what, bytes, durationMs) => {
    expect(checkClip(bytes)).toEqual({ ok: true, value: { format: 'wav', durationMs } });
  });

  test('passes where the bytes are a part of a larger buffer', () => {
    const wav = aWav();
    const bytes = Buffer.concat([Buffer.alloc(5), wav, Buffer.alloc(5)]).subarray(5, 5 + wav.length);
    expect(checkClip(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)).ok).toBe(true);
  });

  test.each([
    ['stereo', aWav({ channels: 2 }), '16-bit PCM, 2 channels, 16000 Hz'],
    ['44.1 kHz', aWav({ rateHz: 44_100 }), '16-bit PCM, mono, 44100 Hz'],
    ['8 bit', aWav({ bits: 8 }), '8-bit PCM, mono, 16000 Hz'],
    ['mu-law', aWav({ encoding: 7, bits: 8, rateHz: 8_000 }), '8-bit of encoding 7, mono, 8000 Hz'],
    ['extensible', aWav({ encoding: 0xfffe }), '16-bit of encoding 65534, mono, 16000 Hz'],
  ])('says what a sound is that is %s', (_what, bytes, found) => {
    expect(checkClip(bytes)).toEqual({
      ok: false,
      error: {
        message: `The sound is ${found}; a line plays 16-bit PCM, mono, 16000 Hz.`,
        advice: 'Convert it, as by ffmpeg -i in.wav -ac 1 -ar 16000 -c:a pcm_s16le out.wav.',
      },
    });
  });

  const format = aWav().subarray(12, 36);
  const data = aChunk('data', Buffer.alloc(4));
  test.each([
    ['no WAVE', Buffer.from('RIFF\x04\x00\x00\x00AVI '), 'RIFF, but no WAVE'],
    ['a header alone', Buffer.from('RIFF'), 'RIFF, but no WAVE'],
    ['no chunk', aRiff(Buffer.alloc(0)), 'no whole fmt chunk'],
    ['no format', aRiff(data), 'no whole fmt chunk'],
    [
      'a format that is too short',
      aRiff(Buffer.concat([aChunk('fmt ', Buffer.alloc(14)), data])),
      'no whole fmt chunk',
    ],
    ['a format that is cut off', aRiff(aChunk('fmt ', Buffer.alloc(4), 16)), 'no whole fmt chunk'],
    ['no sound', aRiff(format), 'no data chunk'],
    ['an empty sound', aWav({ sound: Buffer.alloc(0) }), 'data chunk is empty'],
    ['half a sample', aWav({ sound: Buffer.alloc(3) }), 'ends within a sample'],
    ['sound before its format', aRiff(Buffer.concat([data, format])), 'contradicts itself'],
    ['a wrong rate of bytes', aWav({ bytesPerSecond: 1 }), 'contradicts itself'],
    ['a sound that is cut off', aWav({ soundBytes: 3_202 }), 'although it says that it has'],
    ['a file that is cut off', aWav().subarray(0, 1_000), 'ends after 1000 bytes, although it says that it has 3244'],
    ['sizes of a stream', aWav({ riffBytes: 0xffffffff, soundBytes: 0xffffffff }), 'says that it has 4294967303'],
    ['a size of nothing', aWav({ riffBytes: 0 }), 'no whole fmt chunk'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(faultOf(bytes)).toContain(message);
  });

  test('looks at so many chunks and no more', () => {
    const empty = (count: number) =>
      Buffer.concat(Array.from({ length: count }, () => aChunk('JUNK', Buffer.alloc(0))));
    expect(faultOf(aWav({ before: empty(clipLimits.wavChunksMax - 2) }))).toBeUndefined();
    expect(faultOf(aWav({ before: empty(clipLimits.wavChunksMax - 1) }))).toContain('no data chunk');
  });
});

describe('MP3', () => {
  const mpeg1Frame = Buffer.alloc(417);
  mpeg1Frame.writeUInt32BE(0xfffb90c4);

  test.each([
    ['with its tag', Buffer.concat([anId3Tag(300), mp3Frames(50)]), 1_800],
    ['without one', mp3Frames(50), 1_800],
    ['with a tag that has a footer', Buffer.concat([anId3Tag(10, 0x10), mp3Frames(2)]), 72],
    ['with a tag that trails', Buffer.concat([mp3Frames(10), Buffer.from(`TAG${' '.repeat(125)}`)]), 360],
    ['with a last frame that is cut off', mp3Frames(11).subarray(0, 1_500), 360],
    ['of MPEG 1 at 44.1 kHz', Buffer.concat([mpeg1Frame, mpeg1Frame, mpeg1Frame]), 78],
  ])('passes: %s', (_what, bytes, durationMs) => {
    expect(checkClip(bytes)).toEqual({ ok: true, value: { format: 'mp3', durationMs } });
  });

  const tagOfWrongSize = Buffer.concat([anId3Tag(0), mp3Frames(5)]);
  tagOfWrongSize.writeUInt8(0x80, 9);
  test.each([
    ['a tag alone', anId3Tag(10), 'tag at the beginning of the file is damaged'],
    ['half of a tag', Buffer.from('ID3\x03'), 'tag at the beginning of the file is damaged'],
    ['a tag larger than the file', anId3Tag(1_000).subarray(0, 100), 'tag at the beginning of the file is damaged'],
    ['a tag of an impossible size', tagOfWrongSize, 'tag at the beginning of the file is damaged'],
    ['a tag before something else', Buffer.concat([anId3Tag(0), Buffer.alloc(500)]), 'no MP3 sound'],
    ['one frame', mp3Frames(1), 'no MP3 sound'],
    ['frames that change their rate', Buffer.concat([mp3Frames(1), mpeg1Frame]), 'no MP3 sound'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(faultOf(bytes)).toContain(message);
  });
});

test.each([
  ['nothing', Buffer.alloc(0), 'is empty'],
  ['text', Buffer.from('<html>'), 'neither WAV nor MP3'],
  ['AAC, whose frames begin alike', Buffer.from('fff15040', 'hex'), 'neither WAV nor MP3'],
  ['more than a clip may have', Buffer.alloc(clipLimits.clipBytesMax + 1), 'has 10485761 bytes'],
])('refuses %s', (_what, bytes, message) => {
  expect(faultOf(bytes)).toContain(message);
});

test('ends and does not throw, whatever the bytes are', () => {
  const start = fc.constantFrom(aWav(), aRiff(Buffer.alloc(0)), mp3Frames(4), anId3Tag(20), Buffer.from('RIFF'));
  const change = fc.tuple(fc.nat(300), fc.nat(255));
  fc.assert(
    fc.property(
      start,
      fc.array(change, { maxLength: 20 }),
      fc.uint8Array({ maxLength: 200 }),
      (bytes, changes, rest) => {
        const hostile = Buffer.concat([bytes, rest]);
        for (const [at, value] of changes) hostile[at % hostile.length] = value;
        const checked = checkClip(hostile);
        if (checked.ok) expect(checked.value.durationMs).toBeGreaterThanOrEqual(0);
        else expect(checked.error.message).toMatch(/^[A-Z].*\.$/);
      },
    ),
    { numRuns: 2_000 },
  );
});
