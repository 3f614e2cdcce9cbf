import { useEffect, useMemo, useRef, useState } from 'react';
import { KEY_TONE_MS, type Key } from './dtmf-tones.ts';
import type { EmulatorApi } from './emulator-api.ts';
import type { CallView } from './emulator-messages.ts';
import { keyQueue } from './key-queue.ts';
import { PRESSED_KEYS_MAX } from './shown-keys.ts';
import type { TonePlayer } from './tone-player.ts';

/** The keypad of the caller's phone. */
export type Keypad = {
  /** Whether keys reach anybody: only in a connected call. */
  live: boolean;
  /** The key that is down right now. */
  down: Key | undefined;
  /** The keys pressed in this call, newest last. */
  pressed: string;
  press(key: Key): void;
};

/** What the keypad works with. */
export type KeypadParts = {
  api: EmulatorApi;
  call: CallView | undefined;
  player: TonePlayer;
  onProblem(problem: string | undefined): void;
};

/** A keypad that sounds, shows and sends its keys. */
export function useKeypad({ api, call, player, onProblem }: KeypadParts): Keypad {
  const callId = call?.id;
  const [typed, setTyped] = useState({ callId, keys: '' });
  const { down, hold } = useHeldKey();
  const queue = useMemo(
    () => (callId === undefined ? undefined : keyQueue((keys) => api.pressKeys(callId, keys), onProblem)),
    [api, callId, onProblem],
  );
  const live = call?.state === 'connected';
  const press = (key: Key): void => {
    if (!live) return;
    player.unlock();
    player.playKey(key);
    hold(key);
    setTyped((before) => ({
      callId,
      keys: `${before.callId === callId ? before.keys : ''}${key}`.slice(-PRESSED_KEYS_MAX),
    }));
    onProblem(undefined);
    queue?.press(key);
  };
  return { live, down, pressed: typed.callId === callId ? typed.keys : '', press };
}

/** A key stays down on the page for as long as it sounds, also when it came from the keyboard. */
function useHeldKey(): { down: Key | undefined; hold(key: Key): void } {
  const [down, setDown] = useState<Key>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hold = (key: Key): void => {
    clearTimeout(timer.current);
    setDown(key);
    timer.current = setTimeout(() => setDown(undefined), KEY_TONE_MS);
  };
  return { down, hold };
}
