import { expect, it } from 'vitest';
import { withDecimals } from '../../../src/interpreter/expressions/decimal-literals.ts';

it.each([
  ['a ? b : 0', 'a ? b : 0.0'],
  ['[1, 2.5, 1e3, 0x1F, 7u]', '[1.0, 2.5, 1e3, 0x1F, 7u]'],
  ['a1 + b.c2 + 3', 'a1 + b.c2 + 3.0'],
  ['"1 \\" 2" + \'3\' + string(4)', '"1 \\" 2" + \'3\' + string(4.0)'],
  ['r"1" + 2', 'r"1" + 2'],
  ['"""1""" + 2', '"""1""" + 2'],
])('whole numbers of %s are written as decimals', (source, written) => {
  expect(withDecimals(source)).toBe(written);
});
