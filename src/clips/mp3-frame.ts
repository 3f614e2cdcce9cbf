/** One frame of MP3 sound, as its header describes it. */
export interface Mp3Frame {
  /** The two bits that name the version: 3 for MPEG 1, 2 for MPEG 2, 0 for MPEG 2.5. */
  readonly version: number;
  readonly rateHz: number;
  /** Samples that it decodes to. */
  readonly samples: number;
  /** Header included. */
  readonly sizeBytes: number;
}

const mpeg1 = 3;
const layer3 = 1;

/** Sample rates of MPEG 1 by index; MPEG 2 has half of them, MPEG 2.5 a quarter. Source: ISO/IEC 11172-3, 2.4.2.3. */
const ratesHz = [44_100, 48_000, 32_000];
const rateDivisors: Readonly<Record<number, number>> = { 3: 1, 2: 2, 0: 4 };

/** Bit rates of layer III by index, in kbit/s; index 0, of no fixed rate, is left out. Sources: ISO/IEC 11172-3 and 13818-3. */
const kilobits = {
  mpeg1: [undefined, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [undefined, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** The frame whose header stands at a place; undefined where no header of layer III does. */
export function frameAt(bytes: Buffer, at: number): Mp3Frame | undefined {
  if (at + 4 > bytes.length) return undefined;
  const header = bytes.readUInt32BE(at);
  const version = (header >>> 19) & 3;
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === layer3;
  const divisor = rateDivisors[version];
  const fullRateHz = ratesHz[(header >>> 10) & 3];
  const rate = (version === mpeg1 ? kilobits.mpeg1 : kilobits.mpeg2)[(header >>> 12) & 15];
  if (!isLayer3 || divisor === undefined || fullRateHz === undefined || rate === undefined) return undefined;
  const rateHz = fullRateHz / divisor;
  const samples = version === mpeg1 ? 1_152 : 576;
  const padding = (header >>> 9) & 1;
  return { version, rateHz, samples, sizeBytes: Math.floor((samples * rate * 1_000) / 8 / rateHz) + padding };
}

/** Whether two frames can belong to one sound: version and sample rate never change within one. */
export function isSameStream(one: Mp3Frame, other: Mp3Frame): boolean {
  return one.version === other.version && one.rateHz === other.rateHz;
}
