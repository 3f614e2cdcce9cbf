import { expect, test } from 'vitest';
import { PRESSED_KEYS_MAX, SHOWN_KEYS_MAX, shownKeys } from '../../../local/phone/src/shown-keys.ts';

test('as many keys as there is room for are shown', () => {
  expect(shownKeys('1'.repeat(SHOWN_KEYS_MAX))).toBe('1'.repeat(SHOWN_KEYS_MAX));
});

test('of more keys the newest are shown, behind an ellipsis', () => {
  expect(shownKeys('9'.padEnd(PRESSED_KEYS_MAX, '1'))).toBe(`…${'1'.repeat(SHOWN_KEYS_MAX)}`);
});
