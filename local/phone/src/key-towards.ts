import { KEYS, type Key } from './dtmf-tones.ts';

/** Keys in a row of the keypad. */
const ROW_KEYS = 3;
/** How far an arrow goes in the order of the keys. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['ArrowUp', -ROW_KEYS],
  ['ArrowDown', ROW_KEYS],
]);

/** The key that an arrow leads to; the same one at the edge of the keypad. `undefined` for what is no arrow. */
export function keyTowards(from: Key, arrow: string): Key | undefined {
  const step = STEPS.get(arrow);
  if (step === undefined) return undefined;
  const place = KEYS.indexOf(from);
  const staysInRow = Math.floor(place / ROW_KEYS) === Math.floor((place + step) / ROW_KEYS);
  if (Math.abs(step) === 1 && !staysInRow) return from;
  return KEYS[place + step] ?? from;
}
