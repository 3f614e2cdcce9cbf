/** Parts of a WAV file; what is left out is as a line plays it. */
export interface WavParts {
  encoding?: number;
  channels?: number;
  rateHz?: number;
  bits?: number;
  bytesPerSecond?: number;
  /** Content of the data chunk; default a tenth of a second of silence. */
  sound?: Buffer;
  /** What the header of the data chunk claims; default the truth. */
  soundBytes?: number;
  /** Chunks between header and format, whole. */
  before?: Buffer;
  /** What follows the sound. */
  after?: Buffer;
  /** What the header of the file claims; default the truth. */
  riffBytes?: number;
}

/** A chunk of RIFF: its id, its size, its content, and a byte more where that is odd. */
export function aChunk(id: string, content: Buffer, sizeBytes = content.length): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(sizeBytes, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}

/** A WAV file. */
export function aWav(parts: WavParts = {}): Buffer {
  const { channels = 1, rateHz = 16_000, bits = 16, sound = Buffer.alloc(3_200) } = parts;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(parts.encoding ?? 1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rateHz, 4);
  format.writeUInt32LE(parts.bytesPerSecond ?? (rateHz * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  const chunks = [parts.before, aChunk('fmt ', format), aChunk('data', sound, parts.soundBytes), parts.after];
  return aRiff(Buffer.concat(chunks.filter((chunk) => chunk !== undefined)), parts.riffBytes);
}

/** A WAVE file of these chunks. */
export function aRiff(chunks: Buffer, riffBytes?: number): Buffer {
  const content = Buffer.concat([Buffer.from('WAVE'), chunks]);
  const riff = aChunk('RIFF', content);
  riff.writeUInt32LE(riffBytes ?? riff.length - 8, 4);
  return riff;
}

/** Frames of MPEG 2 layer III at 16 kHz, mono, 32 kbit/s: 36 ms and 144 bytes each. */
export function mp3Frames(count: number): Buffer {
  const frame = Buffer.alloc(144);
  frame.writeUInt32BE(0xfff348c4);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

/** An ID3v2 tag with this many bytes of content. */
export function anId3Tag(sizeBytes: number, flags = 0): Buffer {
  const tag = Buffer.alloc(10 + sizeBytes + ((flags & 0x10) === 0 ? 0 : 10));
  tag.write('ID3', 'latin1');
  tag.writeUInt8(flags === 0 ? 3 : 4, 3);
  tag.writeUInt8(flags, 5);
  for (const index of [0, 1, 2, 3]) tag.writeUInt8((sizeBytes >>> (21 - 7 * index)) & 0x7f, 6 + index);
  return tag;
}
