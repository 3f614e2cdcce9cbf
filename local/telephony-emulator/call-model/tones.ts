/** Every key of a telephone, with the service's name for its tone. Source: DtmfTone of the Call Automation SDK. */
const TONE_OF_KEY = {
  '0': 'zero',
  '1': 'one',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
  A: 'a',
  B: 'b',
  C: 'c',
  D: 'd',
  '#': 'pound',
  '*': 'asterisk',
} as const;

/** A key as it is printed on a telephone; A to D exist on few of them. */
export type Key = keyof typeof TONE_OF_KEY;

/** A key as the service names it in requests and events. */
export type Tone = (typeof TONE_OF_KEY)[Key];

/** All tones, in the order of the keys. */
export const TONES: readonly Tone[] = Object.values(TONE_OF_KEY);

/** True for the sixteen characters that are keys; lower-case a to d are not. */
export function isKey(text: string): text is Key {
  return Object.hasOwn(TONE_OF_KEY, text);
}

/** The service's name for a key. */
export function toneOfKey(key: Key): Tone {
  return TONE_OF_KEY[key];
}
