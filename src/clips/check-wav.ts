import { failed, ok, type Result } from '../result.ts';
import type { ClipFault, ClipSound } from './clip.ts';
import { clipLimits } from './clip-limits.ts';

/** The one form of WAV that the service plays. Source: Microsoft's page on the play action ("mono 16-bit PCM at 16 KHz"). */
const wanted = { encoding: 1, channels: 1, rateHz: 16_000, bits: 16 };
const sampleBytes = wanted.bits / 8;
const bytesPerSecond = wanted.rateHz * sampleBytes;

const advice = 'Convert it, as by ffmpeg -i in.wav -ac 1 -ar 16000 -c:a pcm_s16le out.wav.';
const saveAgain = 'Save it again to a file rather than to a stream, or copy it again.';

interface Chunk {
  readonly id: string;
  /** Where its content begins. */
  readonly start: number;
  /** As its header says; may be more than there is. */
  readonly sizeBytes: number;
}

/**
 * Checks bytes that begin with RIFF. A WAVE_FORMAT_EXTENSIBLE header is refused even around the right sound: nobody has seen
 * whether the service takes it. The bytes may be the beginning of a file of `sizeBytes`, as long as the header of the sound is
 * among them.
 */
export function checkWav(wav: Buffer, sizeBytes: number = wav.length): Result<ClipSound, ClipFault> {
  if (wav.length < 12 || wav.toString('latin1', 8, 12) !== 'WAVE') {
    return failed({ message: 'The file is RIFF, but no WAVE.', advice });
  }
  const end = 8 + wav.readUInt32LE(4);
  if (end > sizeBytes) return failed(cutOff(sizeBytes, end));
  const chunks = chunksOf(wav, Math.min(end, wav.length));
  const format = chunks.find(({ id }) => id === 'fmt ');
  const data = chunks.find(({ id }) => id === 'data');
  if (format === undefined || format.sizeBytes < 16 || format.start + format.sizeBytes > Math.min(end, wav.length)) {
    return failed({ message: 'The file does not say its format (it has no whole fmt chunk).', advice });
  }
  if (data === undefined) return failed({ message: 'The file holds no sound (it has no data chunk).', advice });
  const fault = formatFault(wav, format, data) ?? dataFault(data, end);
  return fault === undefined ? ok({ format: 'wav', durationMs: durationMs(data) }) : failed(fault);
}

function durationMs({ sizeBytes }: Chunk): number {
  return Math.round((sizeBytes * 1_000) / bytesPerSecond);
}

function chunksOf(wav: Buffer, end: number): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= end && chunks.length < clipLimits.wavChunksMax) {
    const chunk = { id: wav.toString('latin1', at, at + 4), start: at + 8, sizeBytes: wav.readUInt32LE(at + 4) };
    chunks.push(chunk);
    // Chunks begin at even places; one of odd size is followed by a byte that it does not count.
    at = chunk.start + chunk.sizeBytes + (chunk.sizeBytes % 2);
  }
  return chunks;
}

function formatFault(wav: Buffer, { start }: Chunk, data: Chunk): ClipFault | undefined {
  const found = {
    encoding: wav.readUInt16LE(start),
    channels: wav.readUInt16LE(start + 2),
    rateHz: wav.readUInt32LE(start + 4),
    bits: wav.readUInt16LE(start + 14),
  };
  const isWanted =
    found.encoding === wanted.encoding &&
    found.channels === wanted.channels &&
    found.rateHz === wanted.rateHz &&
    found.bits === wanted.bits;
  if (!isWanted) return { message: `The sound is ${word(found)}; a line plays ${word(wanted)}.`, advice };
  const isSound =
    wav.readUInt32LE(start + 8) === bytesPerSecond &&
    wav.readUInt16LE(start + 12) === sampleBytes &&
    data.start > start;
  return isSound ? undefined : { message: 'The header of the sound contradicts itself.', advice };
}

function word({ encoding, channels, rateHz, bits }: typeof wanted): string {
  const form = encoding === wanted.encoding ? 'PCM' : `of encoding ${encoding}`;
  return `${bits}-bit ${form}, ${channels === 1 ? 'mono' : `${channels} channels`}, ${rateHz} Hz`;
}

function dataFault({ start, sizeBytes }: Chunk, end: number): ClipFault | undefined {
  if (start + sizeBytes > end) return cutOff(end, start + sizeBytes);
  if (sizeBytes === 0) return { message: 'The file holds no sound (its data chunk is empty).', advice };
  if (sizeBytes % sampleBytes === 0) return undefined;
  return { message: 'The sound ends within a sample.', advice: saveAgain };
}

// Programs that write to a stream leave sizes that they never corrected, which claim 4 GB as a rule.
function cutOff(actualBytes: number, claimedBytes: number): ClipFault {
  const message = `The file ends after ${actualBytes} bytes, although it says that it has ${claimedBytes}.`;
  return { message, advice: saveAgain };
}
