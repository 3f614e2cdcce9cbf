import { describe, expect, it } from 'vitest';
import { parseProgram } from '../../../src/interpreter/parse-program.ts';
import { fullSource } from '../a-full-line.ts';
import { aLine, codesOf } from '../a-line.ts';
import { aConnectedCall } from '../a-told-call.ts';

const variables = {
  count: { type: 'integer', initial: 7 },
  price: { type: 'decimal', initial: 2.5 },
  text: { type: 'text', initial: 'abc' },
  flag: { type: 'boolean', initial: true },
  texts: { type: ['text'], initial: ['a', 'b', 'c'] },
  numbers: { type: ['integer'], initial: [1, 7] },
  row: { type: { name: 'text' }, initial: { name: 'Ada' } },
};

/** What an expression yields in a call, as JSON; the problem's code where it is refused. */
function yields(source: string): unknown {
  const ask = {
    type: 'http',
    method: 'POST',
    url: 'https://api.example/',
    timeoutMs: 1_000,
    body: { v: `{{ ${source} }}` },
    next: 'bye',
  };
  const problems = codesOf({ variables, steps: { ask } });
  if (problems.length > 0) return problems[0]?.split(' ')[0];
  const { body } = aConnectedCall(aLine({ variables, steps: { ask } })).sent('sendRequest');
  return Object(body).v;
}

describe('numbers in an expression', () => {
  it.each([
    ['count + 1', 8],
    ['1 + count', 8],
    ['count + size(texts)', 10],
    ['size(texts) - count', -4],
    ['count * 1.5', 10.5],
    ['count / 2', 3.5],
    ['size(texts) / 2.0', 1.5],
    ['7 / count', 1],
    ['count % 4', 3],
    ['-count', -7],
    ['count == 7', true],
    ['7 == count', true],
    ['count == size(texts)', false],
    ['count != 7', false],
    ['count > size(texts)', true],
    ['size(texts) >= 3', true],
    ['size(texts) < 3.5', true],
    ['count in [1, 7]', true],
    ['count in numbers', true],
    ['7 in numbers', true],
    ['price + count > 9', true],
    ['double("1.5") + 1', 2.5],
    ['int(price)', 2],
    ['string(count)', '7'],
    ['numbers[0] + 1', 2],
    ['flag ? count : 0', 7],
    ['flag ? 0 : price', 0],
    ['[count, 1]', [7, 1]],
    ['flag ? "1 2" : text + "3"', '1 2'],
    ['count > 8 ? price : 1e1', 10],
    ['flag ? 1 / 2 : price', 0.5],
    ['size(text)', 3],
    ['1 / 2', 0.5],
    ['size(texts) / 2', 1.5],
    ['(count + 1) / (size(texts) - 1)', 4],
    ['texts[count - 6]', 'b'],
    ['texts[size(texts) - 1]', 'c'],
    ['text.substring(count - 6)', 'bc'],
    ['text.substring(0, count - 6)', 'a'],
    ['flag ? size(texts) : count', 3],
    ['flag ? count : text.indexOf("c")', 7],
    ['[size(text), count]', [3, 7]],
    ['"[" + string(count / 2) + "]"', '[3.5]'],
  ])('%s is %j, whatever CEL calls them', (source, value) => {
    expect(yields(source)).toEqual(value);
  });

  it('are spoken without the digits that their arithmetic leaves', () => {
    const prompt = '{{ price * 0.12 }}, {{ 0.1 + 0.2 }}, {{ count / 3.0 }}, {{ count * 1287000000000000.0 }}';
    const call = aConnectedCall(aLine({ variables, steps: { ask: { type: 'play', prompt, next: 'bye' } } }));
    expect(call.heard).toEqual(['0.3, 0.3, 2.33333333333333, 9009000000000000']);
  });

  it('of an empty list are of any type', () => {
    const set = (values: object) => aLine({ variables, steps: { ask: { type: 'set', values, next: 'bye' } } });
    const emptied = { numbers: '[]', texts: 'flag ? [] : texts' };
    expect(aConnectedCall(set(emptied)).variables).toMatchObject({ numbers: [], texts: [] });
  });
});

describe('an expression', () => {
  it.each([
    'text.matches("(a+)+$")',
    'matches(text, "a")',
    'texts.all(t, t == "a")',
    'texts.map(t, t + "x")',
    'texts.filter(t, t == "a")',
    'texts.exists(t, t == "a")',
    'dyn(text)',
    '"a" + 1',
    'text > 1',
    'nobody',
    'row.nobody',
    'text.nobody',
    '[1, "a"]',
    '{"a": 1}',
    'null',
    'b"x"',
    '1 +',
    '',
    `${'('.repeat(30)}1${')'.repeat(30)}`,
    Array.from({ length: 150 }, () => '1').join('+'),
    'x'.repeat(1_001),
  ])('is refused as %s', (source) => {
    expect(['expression', 'schema', 'wrong-type']).toContain(yields(source));
  });

  it.each([
    ['text.startsWith("a") && text.contains("b")', true],
    ['text + "-" + row.name', 'abc-Ada'],
    ['texts', ['a', 'b', 'c']],
    ['row', { name: 'Ada' }],
    ['has(row.name)', true],
    ['spell(text)', 'a, b, c'],
    ['number(count)', '7'],
    ['ordinal(size(texts))', '3rd'],
    ['money(price, "USD")', '2.50 US dollars'],
    ['date("2026-03-01")', 'Sunday, March 1, 2026'],
    ['time("14:05")', '2:05 PM'],
    ['phone(call.to)', '4 2 5, 5 5 5, 0 1 0 0'],
    ['digits("4400817")', '4 4 0, 0 8 1 7'],
  ])('may be %s', (source, value) => {
    expect(yields(source)).toEqual(value);
  });
});

describe('which field is what', () => {
  const parsed = parseProgram(fullSource, 'hash');
  const texts = parsed.ok ? parsed.value.main.texts : [];
  const fieldsOf = (...kinds: readonly string[]) =>
    new Set(
      texts
        .filter(({ kind, path }) => path[0] === 'steps' && kinds.includes(kind))
        .map(({ path }) => `${path[1]}.${path.slice(2).filter((key) => typeof key === 'string')[0]}`),
    );

  it('conditions and set are CEL', () => {
    expect(fieldsOf('condition', 'value')).toEqual(
      new Set(['collect.valid', 'listen.valid', 'branch.cases', 'set.values']),
    );
  });

  it('addresses, bodies, keys, tags and what is handed over are templates', () => {
    expect([...fieldsOf('template')].sort()).toEqual(
      [
        ...['url', 'query', 'headers', 'body', 'idempotencyKey'].map((field) => `http.${field}`),
        ...[
          'redirect.to',
          'desk.to',
          'fixed.schedule',
          'lookup.rowKey',
          'lookups.prefix',
          'save.rowKey',
          'save.values',
        ],
        ...['subflow.with', 'tag.tag', 'hours.schedule', 'language.language', 'choose.optionsFrom'],
      ].sort(),
    );
  });

  it('all else is literal: braces mean nothing there', () => {
    const ask = { type: 'http', url: 'https://api.example/', auth: '{{name}}', timeoutMs: 1_000, next: 'bye' };
    expect(codesOf({ variables, steps: { ask } })).toEqual(['schema at steps.ask.auth']);
    const menu = {
      type: 'menu',
      prompt: 'Which?',
      options: [{ key: '1', value: '{{ nobody }}' }],
      into: 'text',
      next: 'bye',
    };
    expect(aConnectedCall(aLine({ variables, steps: { ask: menu } })).press('1').variables.text).toBe('{{ nobody }}');
  });

  it('a condition yields a boolean, a value what its variable takes', () => {
    const branch = (source: string) =>
      codesOf({ variables, steps: { ask: { type: 'branch', cases: [{ if: source, next: 'bye' }], else: 'bye' } } });
    const set = (values: object) => codesOf({ variables, steps: { ask: { type: 'set', values, next: 'bye' } } });
    expect(branch('count')).toEqual(['wrong-type at steps.ask.cases.0.if']);
    expect(branch('count > 1')).toEqual([]);
    expect(set({ text: 'count' })).toEqual(['wrong-type at steps.ask.values.text']);
    expect(set({ count: 'size(texts)', price: 'count', texts: 'texts + ["d"]', row: 'row' })).toEqual([]);
    expect(set({ nobody: '1' })).toEqual(['unknown-variable at steps.ask.values.nobody']);
  });
});

describe('a template', () => {
  const body = (value: unknown) =>
    aConnectedCall(
      aLine({
        variables,
        steps: {
          ask: {
            type: 'http',
            method: 'POST',
            url: 'https://api.example/',
            timeoutMs: 1_000,
            body: value,
            next: 'bye',
          },
        },
      }),
    ).sent('sendRequest').body;

  it('that is exactly one {{ }} keeps its type', () => {
    expect(body({ a: '{{ count }}', b: '{{ flag }}', c: '{{ texts }}', d: '{{ row }}' })).toEqual({
      a: 7,
      b: true,
      c: ['a', 'b', 'c'],
      d: { name: 'Ada' },
    });
  });

  it('with anything beside it is a text', () => {
    expect(body({ a: ' {{ count }}', b: '{{ count }}{{ flag }}' })).toEqual({ a: ' 7', b: '7true' });
  });

  it('cannot put a list or a shape among words', () => {
    expect(codesOf({ variables, steps: { ask: { type: 'play', prompt: 'All: {{ texts }}', next: 'bye' } } })).toEqual([
      'expression at steps.ask.prompt',
    ]);
  });

  it('may have braces in a text of an expression', () => {
    expect(body({ a: '{{ "}}" + text }}' })).toEqual({ a: '}}abc' });
  });
});
