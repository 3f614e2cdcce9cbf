import { expect, it } from 'vitest';
import { checkingEnvironment } from '../../../src/interpreter/expressions/environment.ts';
import { compileExpression } from '../../../src/interpreter/expressions/expression.ts';

const environment = checkingEnvironment({
  n: { type: 'integer' },
  s: { type: 'text' },
  answer: { type: { slots: 'text', at: 'time' } },
  l: { type: ['text'] },
});

it.each([
  ['{{ n }} == 3', 'braces of a template', 'leave out the {{ }}'],
  ['n = 3', 'a single or a threefold =', 'Compare by =='],
  ['n === 4', 'a single or a threefold =', 'Compare by =='],
  ['n > 1 and n < 3', 'as other languages do', 'Write && for and'],
  ['n > 1 & n < 3', 'as other languages do', 'Write && for and'],
  ['good morning', 'looks like words', 'quotes of its own'],
  ['“good”', 'typographic quotes', 'straight quotes'],
  ['"hello', 'is not closed', 'Close it'],
  ["s == 'it's'", 's is not expected there', 'the quotes'],
  ['(n > 1', '")" is missing', 'Add the ")"'],
  ['l[0', '"]" is missing', 'Add the "]"'],
  ['n >', 'ends too early', 'behind the last sign'],
  ['', 'nothing stands there', 'remove the braces'],
  ['answer.slot', 'no field "slot"', 'Did you mean "slots"?'],
  ['call.form', 'no field "form"', 'Did you mean "from"?'],
  ['now.dat', 'no field "dat"', 'Did you mean "date"?'],
  ['s.length', 'has no fields', 'Write size(...)'],
  ['len(s)', 'no function "len"', 'Write size(text or list)'],
  ['s.toLowerCase()', 'no function "toLowerCase"', 'Write text.lowerAscii()'],
  ['dat("2026-03-01")', 'no function "dat"', 'Did you mean "date"?'],
  ['frobnicate(s)', 'no function "frobnicate"', 'The functions are: size, has'],
  ['money(n)', 'does not take a number', 'Write money(amount, "USD")'],
  ['size()', 'takes something', 'Write size(text or list)'],
  ['matches(s, "a")', 'regular expressions are not allowed', 'Compare texts'],
  ['s > 1', 'a text and a number do not go together by >', 'string(...)'],
  ['!n == 1', '! does not go with a number', '!(a == b)'],
  ['n ? 1 : 2', 'needs a condition', 'attempts < 3'],
  ['n && true', 'needs a condition', 'attempts < 3'],
  ['[1, "a"]', 'mixes types', 'all numbers'],
  ['has(s)', 'asks for a field of a shape', 'name != ""'],
  ['7u', 'yields uint', 'Yield a text'],
  ['money(n, "€")', 'the currency "€"', 'Correct the value'],
  ['date("2026-02-30")', 'cannot be said', 'Correct the value'],
])('%s is told as "%s", with "%s" to do', (source, what, advice) => {
  const compiled = compileExpression(environment, source);
  expect(compiled.ok ? '' : compiled.error.message).toContain(what);
  expect(compiled.ok ? '' : compiled.error.advice).toContain(advice);
});
