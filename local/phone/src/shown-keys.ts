/** Pressed keys that the display has room for. */
export const SHOWN_KEYS_MAX = 17;
/** Pressed keys that are remembered: one more, which tells that some are not shown. */
export const PRESSED_KEYS_MAX = SHOWN_KEYS_MAX + 1;

/** The newest of the pressed keys; an ellipsis stands for those before them. */
export function shownKeys(pressed: string): string {
  return pressed.length <= SHOWN_KEYS_MAX ? pressed : `…${pressed.slice(-SHOWN_KEYS_MAX)}`;
}
