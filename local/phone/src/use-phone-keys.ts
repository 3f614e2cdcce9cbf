import { useEffect, useRef } from 'react';
import { isKey, type Key } from './dtmf-tones.ts';

/** What keys of the keyboard do. */
export type PhoneKeyActions = { press(key: Key): void; hangUp(): void };

/** Digits, * and # press the keypad and Escape hangs up, wherever the focus is, except while somebody types. */
export function usePhoneKeys(actions: PhoneKeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Escape') latest.current.hangUp();
      else if (isKey(event.key)) latest.current.press(event.key);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'radio';
}
