/** `node scripts/make-hold-music.ts`: the music of callers on hold, which comes with the project, made from nothing. */
import { writeFileSync } from 'node:fs';

/** Where the clip lies. */
export const holdMusicFile = new URL('../src/flows/clips/hold.wav', import.meta.url);

const rateHz = 16_000;
const lengthSamples = 4 * rateHz;
/** Share of full scale; soft, since nobody chose to hear it. */
const peak = 0.18;

interface Note {
  readonly atMs: number;
  readonly frequencyHz: number;
  readonly forMs: number;
  readonly loudness: number;
  /** Rise to full loudness: short for what is plucked, long for what swells. */
  readonly attackMs: number;
}

/** Two bars, C major seventh and A minor seventh, all of it above the 300 Hz where telephones begin. */
const melody = [523.25, 659.26, 783.99, 987.77, 880, 783.99, 659.26, 523.25];
const chords = [
  [329.63, 392, 493.88],
  [329.63, 392, 440],
];

function notes(): Note[] {
  const plucked = melody.map((frequencyHz, index) => ({
    atMs: index * 500,
    frequencyHz,
    forMs: 1_600,
    loudness: 1,
    attackMs: 25,
  }));
  const swelling = chords.flatMap((chord, index) =>
    chord.map((frequencyHz) => ({ atMs: index * 2_000, frequencyHz, forMs: 2_600, loudness: 0.3, attackMs: 700 })),
  );
  return [...plucked, ...swelling];
}

/** A note's loudness over its time, 0 at both ends, so that nothing clicks. */
function envelope({ forMs, attackMs }: Note, ms: number): number {
  const rise = ms < attackMs ? (1 - Math.cos((Math.PI * ms) / attackMs)) / 2 : 1;
  const fall = (1 + Math.cos((Math.PI * ms) / forMs)) / 2;
  return rise * fall * Math.exp((-1.2 * ms) / forMs);
}

/** Adds a note; what sounds on beyond the end goes on at the beginning, so that the clip repeats without a seam. */
function addNote(mix: Float64Array, note: Note): void {
  const start = Math.round((note.atMs * rateHz) / 1_000);
  const samples = Math.round((note.forMs * rateHz) / 1_000);
  for (let index = 0; index < samples; index++) {
    const phase = (2 * Math.PI * note.frequencyHz * index) / rateHz;
    const tone = Math.sin(phase) + 0.2 * Math.sin(2 * phase) + 0.05 * Math.sin(3 * phase);
    const place = (start + index) % mix.length;
    mix[place] = (mix[place] ?? 0) + note.loudness * envelope(note, (index * 1_000) / rateHz) * tone;
  }
}

/** The whole file: 44 bytes of header, then mono 16-bit samples at 16 kHz. */
export function holdMusic(): Buffer {
  const mix = new Float64Array(lengthSamples);
  for (const note of notes()) addNote(mix, note);
  const loudest = mix.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const wav = Buffer.alloc(44 + lengthSamples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rateHz, 24);
  wav.writeUInt32LE(rateHz * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(lengthSamples * 2, 40);
  mix.forEach((sample, index) => {
    wav.writeInt16LE(Math.round((sample / loudest) * peak * 32_767), 44 + index * 2);
  });
  return wav;
}

if (process.argv[1] === import.meta.filename) writeFileSync(holdMusicFile, holdMusic());
