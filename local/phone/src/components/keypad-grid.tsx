import { type KeyboardEvent, useState } from 'react';
import { KEYS, type Key } from '../dtmf-tones.ts';
import { keyTowards } from '../key-towards.ts';
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

/** Where the page's first link and the focus of a call that begins go. */
export const KEYPAD_ID = 'keypad';

/**
 * The twelve keys: one stop of the Tab key, and arrows inside (WAI-ARIA practices, roving tabindex). While they are dead
 * Tab passes them by; they do not lose the focus, so that it never falls off the page.
 */
export function KeypadGrid({ keypad, listening }: { keypad: Keypad; listening: boolean }) {
  const [current, setCurrent] = useState<Key>(KEYS[0]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = keyTowards(current, event.key);
    if (next === undefined) return;
    // Arrows would scroll the page.
    event.preventDefault();
    event.currentTarget.querySelectorAll('button').item(KEYS.indexOf(next)).focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and names itself worse than a group.
    <div
      id={KEYPAD_ID}
      className={listening ? 'keypad keypad--listening' : 'keypad'}
      role="group"
      aria-label="Keypad"
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={key === keypad.down ? 'key key--down' : 'key'}
          aria-label={SPOKEN[key] ?? key}
          aria-disabled={!keypad.live}
          tabIndex={keypad.live && key === current ? 0 : -1}
          onFocus={() => setCurrent(key)}
          onClick={() => keypad.press(key)}
        >
          <span className={key === '*' ? 'key__digit key__digit--star' : 'key__digit'}>{key}</span>
          <span className="key__letters">{LETTERS[key]}</span>
        </button>
      ))}
    </div>
  );
}
