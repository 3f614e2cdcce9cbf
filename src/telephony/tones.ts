import { DtmfTone } from '@azure/communication-call-automation';

/** The service's names of the DTMF tones, by key. Source: ACS recognize action, Tones. */
const toneOf: Readonly<Record<string, DtmfTone>> = {
  '0': DtmfTone.Zero,
  '1': DtmfTone.One,
  '2': DtmfTone.Two,
  '3': DtmfTone.Three,
  '4': DtmfTone.Four,
  '5': DtmfTone.Five,
  '6': DtmfTone.Six,
  '7': DtmfTone.Seven,
  '8': DtmfTone.Eight,
  '9': DtmfTone.Nine,
  '#': DtmfTone.Pound,
  '*': DtmfTone.Asterisk,
};

const keyOf = new Map<string, string>(Object.entries(toneOf).map(([key, tone]) => [tone, key]));
for (const letter of ['a', 'b', 'c', 'd']) keyOf.set(letter, letter.toUpperCase());

/** The tone of a key; undefined for what is no key of a phone. */
export function toneFor(key: string): DtmfTone | undefined {
  return Object.hasOwn(toneOf, key) ? toneOf[key] : undefined;
}

/** The keys of tones, as one text. Unknown tones are left out. */
export function keysOf(tones: readonly string[]): string {
  return tones.map((tone) => keyOf.get(tone) ?? '').join('');
}
