import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkingEnvironment } from '../../../src/interpreter/expressions/environment.ts';
import { compileExpression } from '../../../src/interpreter/expressions/expression.ts';

const environment = checkingEnvironment({
  count: { type: 'integer' },
  price: { type: 'decimal' },
  name: { type: 'text' },
  flag: { type: 'boolean' },
  names: { type: ['text'] },
  counts: { type: ['integer'] },
  row: { type: { name: 'text', count: 'integer', names: ['text'] } },
  rows: { type: [{ name: 'text', count: 'integer' }] },
});

/** Everything has a value, so that nothing can be missing but by a fault. */
const values = {
  count: 3,
  price: 2.5,
  name: '42',
  flag: true,
  names: ['42', 'x'],
  counts: [3, 4],
  row: { name: '42', count: 3, names: ['42'] },
  rows: [{ name: 'x', count: 4 }],
  call: { id: 'c', from: '+1', to: '+2', language: 'en-US', headers: { 'X-Id': '7' } },
  now: { date: '2026-01-05', time: '10:30', weekday: 1, hour: 10, minute: 30 },
};

/** Expressions of each type, each of which has a value. Divisors are never 0, and indexes are within their lists. */
const { number, text, truth } = fc.letrec<{ number: string; text: string; truth: string }>((tie) => {
  const [aNumber, aText, aTruth] = [tie('number'), tie('text'), tie('truth')];
  const both = (one: fc.Arbitrary<string>, signs: readonly string[], other = one) =>
    fc.tuple(one, fc.constantFrom(...signs), other).map(([a, sign, b]) => `(${a} ${sign} ${b})`);
  const choice = (one: fc.Arbitrary<string>) =>
    fc.tuple(aTruth, one, one).map(([condition, a, b]) => `(${condition} ? ${a} : ${b})`);
  const among = (one: fc.Arbitrary<string>) =>
    fc.tuple(one, fc.array(one, { minLength: 1, maxLength: 3 })).map(([a, list]) => `(${a} in [${list.join(', ')}])`);
  const constantNumber = fc.constantFrom('1', '2', '7', '2.5', 'count', 'price', 'counts[1]', 'row.count', 'now.hour');
  return {
    number: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      constantNumber,
      fc.constantFrom('rows[0].count', 'size(names)', 'size(name)', 'row.names.size()', 'double(name)', 'int(name)'),
      both(aNumber, ['+', '-', '*']),
      both(aNumber, ['/', '%'], fc.constantFrom('2', '2.0', 'price', 'count', 'size(name)')),
      choice(aNumber),
    ),
    text: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(
        '"x"',
        '"42"',
        'name',
        'names[0]',
        'names[count - 2]',
        'name.substring(count - 2)',
        'names[size(names) - 1]',
        'row.name',
        'rows[0].name',
        'call.headers["X-Id"]',
        'now.time',
      ),
      both(aText, ['+']),
      choice(aText),
      aNumber.map((one) => `string(${one})`),
    ),
    truth: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(
        'flag',
        'true',
        'has(row.name)',
        'name in names',
        'count in counts',
        '3 in counts',
        'names == ["42"]',
      ),
      both(aNumber, ['==', '!=', '<', '<=', '>', '>=']),
      both(aText, ['==', '!=', '<', '>']),
      both(aTruth, ['&&', '||', '==']),
      among(aText),
      among(aNumber),
      aTruth.map((one) => `!(${one})`),
      aText.map((one) => `${one}.contains("4")`),
    ),
  };
});

const types = { number: 'number', text: 'string', truth: 'boolean' } as const;

it.each([
  ['number', number],
  ['text', text],
  ['truth', truth],
] as const)('an expression that is let pass as a %s has such a value when it is run', (type, sources) => {
  let passed = 0;
  fc.assert(
    fc.property(sources, (source) => {
      const compiled = compileExpression(environment, source);
      // What the check refuses its author hears of: mostly that the whole is too large.
      if (!compiled.ok) return;
      passed++;
      const value = compiled.value.evaluate({ values, language: 'en-US' });
      expect(value.ok ? typeof value.value : value.error, source).toBe(types[type]);
    }),
    { numRuns: 500 },
  );
  expect(passed).toBeGreaterThan(450);
});
