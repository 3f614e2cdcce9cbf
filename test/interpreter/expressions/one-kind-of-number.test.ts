import { expect, it } from 'vitest';
import { checkingEnvironment } from '../../../src/interpreter/expressions/environment.ts';
import { withOneKindOfNumber } from '../../../src/interpreter/expressions/one-kind-of-number.ts';

const { cel } = checkingEnvironment({
  n: { type: 'integer' },
  flag: { type: 'boolean' },
  text: { type: 'text' },
  texts: { type: ['text'] },
  rows: { type: [{ count: 'integer' }] },
});

it.each([
  ['flag ? n : 0', 'flag ? n : 0.0'],
  ['[1, 2.5, 1e3, 0x1F, 7u]', '[1.0, 2.5, 1e3, 0x1F, 7u]'],
  ['7 / 2', '7.0 / 2.0'],
  ['"1 \\" 2" + \'3\' + string(4)', '"1 \\" 2" + \'3\' + string(4.0)'],
  ['r"1(" + string((2))', 'r"1(" + string((2.0))'],
  ['texts[n]', 'texts[int(n)]'],
  ['texts[0]', 'texts[0]'],
  ['rows[n - 1].count + 1', 'rows[int(n - 1.0)].count + 1.0'],
  ['texts[size(texts) - 1]', 'texts[int(double(size(texts)) - 1.0)]'],
  ['call.headers[text]', 'call.headers[text]'],
  ['text.substring(n, 2)', 'text.substring(int(n), 2)'],
  ['text.indexOf("(") + 1', 'double(text.indexOf("(")) + 1.0'],
  ['flag ? (size(texts)) : (n)', 'flag ? (double(size(texts))) : (n)'],
  ['((1 + n) / ((2)))', '(1.0 + n) / ((2.0))'],
  ['flag ? -1 : n', 'flag ? -1.0 : n'],
])('%s has one kind of number as %s', (source, written) => {
  expect(withOneKindOfNumber(cel.parse(source).ast, cel)).toBe(written);
});
