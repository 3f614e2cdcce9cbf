import { describe, expect, it } from 'vitest';
import { checkingEnvironment } from '../../../src/interpreter/expressions/environment.ts';
import { compileExpression, type Evaluation, type Scope } from '../../../src/interpreter/expressions/expression.ts';

const environment = checkingEnvironment({
  count: { type: 'integer' },
  price: { type: 'decimal' },
  name: { type: 'text' },
  flag: { type: 'boolean' },
});
const values = {
  count: 3,
  price: 2.5,
  name: '42',
  flag: true,
  call: { id: 'c', from: '+1', to: '+2', language: 'en-US', headers: { 'X-Id': '7' } },
  now: { date: '2026-01-05', time: '10:30', weekday: 1, hour: 10, minute: 30 },
};

function evaluate(source: string, seen: Scope['values'] = values): Evaluation {
  const compiled = compileExpression(environment, source);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.value.evaluate({ values: seen, language: 'en-US' });
}

function problemOf(source: string): string {
  const compiled = compileExpression(environment, source);
  return compiled.ok ? 'none' : compiled.error.message;
}

describe('an expression', () => {
  it.each<[string, unknown]>([
    ['count + 1', 4],
    ['1 + count', 4],
    ['count - 1', 2],
    ['10 - count', 7],
    ['count * 2', 6],
    ['2 * price', 5],
    ['count / 2', 1.5],
    ['3 / price', 1.2],
    ['count % 2', 1],
    ['7 % count', 1],
    ['price % count', 2.5],
    ['count + price', 5.5],
    ['-count', -3],
    ['size(name) + count', 5],
    ['count == 3', true],
    ['3 == count', true],
    ['count != 3', false],
    ['count < 4 && price > 2', true],
    ['count >= 3 || flag', true],
    ['4 <= count', false],
    ['size(name) == 2', true],
    ['name == "42"', true],
    ['name.startsWith("4") && name.endsWith("2") && name.contains("42")', true],
    ['name + "!"', '42!'],
    ['int(name) + 1', 43],
    ['double(name) > 41.5', true],
    ['flag ? "yes" : "no"', 'yes'],
    ['!flag', false],
    ['name in ["41", "42"]', true],
    ['name in ["41", name]', true],
    ['"x" in [name]', false],
    ['count in [1, 3]', true],
    ['count in [1.0, 2.0]', false],
    ['3 in [count]', true],
    ['size(name) in [1, 2]', true],
    ['call.to + call.language', '+2en-US'],
    ['now.hour == 10 && now.minute == 30 && now.weekday == 1', true],
    ['now.date + " " + now.time', '2026-01-05 10:30'],
    ['call.headers["X-Id"]', '7'],
    ['[1, 2]', [1, 2]],
    ['[name, "x"]', ['42', 'x']],
    ['[count, 2.0]', [3, 2]],
    ['{"a": name, "b": "x"}.b', 'x'],
    ['spell(name)', '4, 2'],
    ['spell(count)', '3'],
  ])('%s is %j', (source, value) => {
    expect(evaluate(source)).toEqual({ ok: true, value });
  });

  it.each<[string, Record<string, unknown>]>([
    ['int(name)', { ...values, name: '4x' }],
    ['int(name) + 1', { ...values, name: '1e3' }],
    ['double(name) > 1.0', { ...values, name: 'x' }],
    ['count / 0', values],
    ['0.0 / 0.0', values],
    ['9007199254740993', values],
    ['count + 1', {}],
    ['call.id', { ...values, call: undefined }],
    ['name.size()', { ...values, name: 5 }],
  ])('%s lacks a value where it cannot have one, and does not throw', (source, seen) => {
    expect(evaluate(source, seen)).toEqual({ ok: false, error: 'missing' });
  });

  it.each([
    ['name.matches("a+")', 'regular expressions are not allowed'],
    ['flag && (name + "x").matches("a+")', 'regular expressions are not allowed'],
    ['["a"].exists(one, one == name)', 'walks over lists are not allowed'],
    ['name.split("").all(one, one == "1")', 'walks over lists are not allowed'],
    ['size([1].map(one, one / 2)) == 1', 'walks over lists are not allowed'],
    ['size([1].filter(one, one > 0)) == 1', 'walks over lists are not allowed'],
    ['unknown + 1', 'is not valid'],
    ['constructor', 'is not valid'],
    ['__proto__', 'is not valid'],
    ['call.constructor', 'is not valid'],
    ['name + 1', 'is not valid'],
    ['name <', 'is not valid'],
    ['', 'is not valid'],
    ['[1, "a"]', 'is not valid'],
    ['now', 'which no variable or text can take'],
    ['call', 'which no variable or text can take'],
    ['call.headers', 'which no variable or text can take'],
    ['null', 'which no variable or text can take'],
    ['[null]', 'which no variable or text can take'],
    ['[now]', 'which no variable or text can take'],
    ['{"a": 1}', 'which no variable or text can take'],
    ['type(count)', 'which no variable or text can take'],
    ['timestamp("2026-01-05T10:30:00Z")', 'which no variable or text can take'],
    ['b"a"', 'which no variable or text can take'],
    ['dyn(count) > 1', 'takes the checks of types away'],
    [Array.from({ length: 300 }, () => 'count').join(' + '), 'is not valid'],
    [`${'('.repeat(50)}1${')'.repeat(50)}`, 'is not valid'],
  ])('%s is refused: %s', (source, words) => {
    expect(problemOf(source)).toContain(words);
  });
});
