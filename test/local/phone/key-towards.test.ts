import { expect, test } from 'vitest';
import { keyTowards } from '../../../local/phone/src/key-towards.ts';

test.each([
  ['1', 'ArrowRight', '2'],
  ['3', 'ArrowRight', '3'],
  ['4', 'ArrowLeft', '4'],
  ['1', 'ArrowLeft', '1'],
  ['#', 'ArrowRight', '#'],
  ['8', 'ArrowDown', '0'],
  ['0', 'ArrowDown', '0'],
  ['*', 'ArrowUp', '7'],
  ['2', 'ArrowUp', '2'],
  ['2', 'Enter', undefined],
] as const)('from %s %s leads to %s', (from, arrow, to) => {
  expect(keyTowards(from, arrow)).toBe(to);
});
