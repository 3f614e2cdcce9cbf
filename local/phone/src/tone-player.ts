import { BELL, type Cadence, cadenceSamples, dtmfTone, KEY_TONE_MS, type Key, RING_BACK } from './dtmf-tones.ts';

/** Loudness of keys and rings; 1 is full scale. Quiet: these stand in for a telephone at arm's length. */
const VOLUME = { key: 0.12, ringBack: 0.035, bell: 0.05 };

/** The sounds that go on until they are stopped. */
export type LastingSound = 'ringBack' | 'bell';

const CADENCES: Record<LastingSound, Cadence> = { ringBack: RING_BACK, bell: BELL };

/** The loudspeaker of the phones on the page. */
export class TonePlayer {
  #context: AudioContext | undefined;
  #muted = false;
  readonly #wanted = new Set<LastingSound>();
  readonly #sounding = new Map<LastingSound, AudioBufferSourceNode>();

  /** To be called from a click or a key press: browsers keep a page silent until the person has touched it. */
  unlock(): void {
    this.#context ??= new AudioContext();
    this.#settle();
  }

  /** Muted, the player makes no sound; what lasts is heard again when the player is unmuted. */
  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#settle();
  }

  /** Sounds a key once. */
  playKey(key: Key): void {
    const context = this.#context;
    if (context === undefined || this.#muted) return;
    const gain = this.#gain(context, VOLUME.key / 2);
    const endsAt = context.currentTime + KEY_TONE_MS / 1_000;
    for (const frequencyHz of dtmfTone(key)) {
      const oscillator = new OscillatorNode(context, { frequency: frequencyHz });
      oscillator.connect(gain);
      oscillator.start();
      oscillator.stop(endsAt);
    }
  }

  /** Starts or stops a lasting sound; saying the same twice changes nothing. */
  setSounding(sound: LastingSound, wanted: boolean): void {
    if (wanted) this.#wanted.add(sound);
    else this.#wanted.delete(sound);
    this.#settle();
  }

  #settle(): void {
    for (const sound of ['ringBack', 'bell'] as const) {
      const due = this.#wanted.has(sound) && !this.#muted;
      if (due) this.#start(sound);
      else this.#stop(sound);
    }
  }

  #start(sound: LastingSound): void {
    const context = this.#context;
    if (context === undefined || this.#sounding.has(sound)) return;
    const samples = cadenceSamples(CADENCES[sound], context.sampleRate);
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    source.connect(this.#gain(context, VOLUME[sound]));
    source.start();
    this.#sounding.set(sound, source);
  }

  #stop(sound: LastingSound): void {
    this.#sounding.get(sound)?.stop();
    this.#sounding.delete(sound);
  }

  #gain(context: AudioContext, gain: number): GainNode {
    const node = new GainNode(context, { gain });
    node.connect(context.destination);
    return node;
  }
}
