import type { Key } from './dtmf-tones.ts';
import type { Answer } from './emulator-api.ts';

/** Keys that may wait while a request is under way; more are dropped, as a jammed keypad would. */
export const WAITING_KEYS_MAX = 32;

/** Sends keys in the order in which they were pressed, one request at a time. */
export type KeyQueue = { press(key: Key): void };

/**
 * Requests side by side may overtake one another, and 12 would become 21; so keys pressed while one request is under way
 * travel together in the next. A refused request drops what waited: those keys were meant for the same moment.
 */
export function keyQueue(send: (keys: string) => Promise<Answer<void>>, onProblem: (text: string) => void): KeyQueue {
  let waiting = '';
  let sending = false;
  const drain = async (): Promise<void> => {
    sending = true;
    while (waiting !== '') {
      const keys = waiting;
      waiting = '';
      const answer = await send(keys);
      if (!answer.ok) {
        waiting = '';
        onProblem(answer.problem);
      }
    }
    sending = false;
  };
  return {
    press(key) {
      if (waiting.length >= WAITING_KEYS_MAX) return;
      waiting += key;
      if (!sending) void drain();
    },
  };
}
