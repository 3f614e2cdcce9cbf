/** The keys of a telephone, in reading order. */
export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** One key of a telephone. */
export type Key = (typeof KEYS)[number];

/** Frequencies that sound together; Hz. */
export type TonePair = readonly [number, number];

/** A sound that comes and goes. */
export type Cadence = { frequenciesHz: TonePair; onMs: number; offMs: number };

/** How long a key sounds; milliseconds. ITU-T Q.24 asks receivers to accept 40 ms and more. */
export const KEY_TONE_MS = 140;

/** What the caller hears while the line rings: North American audible ringing (440 + 480 Hz, 2 s on, 4 s off). */
export const RING_BACK: Cadence = { frequenciesHz: [440, 480], onMs: 2_000, offMs: 4_000 };

/** The bell of a phone that is called; our own choice, apart from the ring-back so that the two are told apart. */
export const BELL: Cadence = { frequenciesHz: [659, 784], onMs: 900, offMs: 1_600 };

const ROWS_HZ = [697, 770, 852, 941] as const;
const COLUMNS_HZ = [1_209, 1_336, 1_477] as const;

/** Fade at either end of a sound, so that it does not click; milliseconds. */
const FADE_MS = 8;

/** Whether a text is one key of a telephone. */
export function isKey(text: string): text is Key {
  return KEYS.some((key) => key === text);
}

/** The low and the high frequency of a key. Source: ITU-T Q.23. */
export function dtmfTone(key: Key): TonePair {
  const place = KEYS.indexOf(key);
  const row = ROWS_HZ[Math.floor(place / COLUMNS_HZ.length)];
  const column = COLUMNS_HZ[place % COLUMNS_HZ.length];
  if (row === undefined || column === undefined) throw new Error('The keypad has more keys than tones.');
  return [row, column];
}

/** One period of a cadence as samples between -1 and 1, sound first, silence after; made to be looped. */
export function cadenceSamples(cadence: Cadence, sampleRateHz: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(((cadence.onMs + cadence.offMs) / 1_000) * sampleRateHz));
  const soundingCount = Math.min(samples.length, Math.round((cadence.onMs / 1_000) * sampleRateHz));
  const fadeCount = Math.max(1, Math.round((FADE_MS / 1_000) * sampleRateHz));
  for (let index = 0; index < soundingCount; index += 1) {
    const fade = Math.min(1, index / fadeCount, (soundingCount - index) / fadeCount);
    samples[index] = fade * mixAt(cadence.frequenciesHz, index / sampleRateHz);
  }
  return samples;
}

function mixAt([lowHz, highHz]: TonePair, atSeconds: number): number {
  const turn = 2 * Math.PI * atSeconds;
  return (Math.sin(turn * lowHz) + Math.sin(turn * highHz)) / 2;
}
