import { KEYS, type Key } from '../dtmf-tones.ts';
import type { Keypad } from '../use-keypad.ts';

/** Letters beside the digits. Source: ITU-T E.161. */
const LETTERS: Partial<Record<Key, string>> = {
  '2': 'ABC',
  '3': 'DEF',
  '4': 'GHI',
  '5': 'JKL',
  '6': 'MNO',
  '7': 'PQRS',
  '8': 'TUV',
  '9': 'WXYZ',
};
const SPOKEN: Partial<Record<Key, string>> = { '*': 'star', '#': 'hash' };

/** The twelve keys. They stay reachable while they are dead, so that the focus never falls off the page. */
export function KeypadGrid({ keypad, listening }: { keypad: Keypad; listening: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and names itself worse than a group.
    <div
      id="keypad"
      className={listening ? 'keypad keypad--listening' : 'keypad'}
      role="group"
      aria-label="Keypad"
      tabIndex={-1}
    >
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={key === keypad.down ? 'key key--down' : 'key'}
          aria-label={SPOKEN[key] ?? key}
          aria-disabled={!keypad.live}
          onClick={() => keypad.press(key)}
        >
          <span className={key === '*' ? 'key__digit key__digit--star' : 'key__digit'}>{key}</span>
          <span className="key__letters">{LETTERS[key]}</span>
        </button>
      ))}
    </div>
  );
}
