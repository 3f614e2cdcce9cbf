import { expect, it } from 'vitest';
import { found } from './a-checked-flow.ts';

const variables = {
  whole: { type: 'integer', initial: 1 },
  broken: { type: 'decimal', initial: 1.5 },
  day: { type: 'date', initial: '2026-03-01' },
  at: { type: 'time', initial: '08:00' },
  words: { type: 'text', initial: 'x' },
  wholes: { type: ['integer'], initial: [1] },
  brokens: { type: ['decimal'], initial: [1.5] },
  row: { type: { day: 'date', count: 'integer', price: 'decimal' }, initial: {} },
  rough: { type: { day: 'text', count: 'decimal', price: 'decimal' }, initial: {} },
};

/** Whether a `set` of a variable is warned about. */
function isWarned(variable: string, source: string): boolean {
  const first = { type: 'set', values: { [variable]: source }, next: 'tell' };
  const tell = {
    type: 'branch',
    cases: [{ if: 'whole > 1 && broken > 1.0 && day < words', next: 'bye' }],
    else: 'all',
  };
  const isUsed = 'at != words && size(wholes) > 0 && size(brokens) > 0 && has(row.day) && has(rough.day)';
  const all = { type: 'branch', cases: [{ if: isUsed, next: 'desk' }], else: 'bye' };
  const codes = found({ steps: { first, tell, all }, flow: { variables } });
  expect(codes.filter((code) => code !== `value-may-not-fit steps/first/values/${variable}`)).toEqual([]);
  return codes.length > 0;
}

it.each([
  ['whole', 'whole + 1 - 2 * 3'],
  ['whole', '-whole % 4'],
  ['whole', 'size(words) + words.indexOf("x")'],
  ['whole', 'int(broken)'],
  ['whole', 'double(size(words))'],
  ['whole', 'broken > 1.0 ? whole : 0'],
  ['whole', 'wholes[0] + row.count'],
  ['whole', 'now.hour * 60 + now.minute'],
  ['whole', '2.0'],
  ['day', 'row.day'],
  ['day', 'now.date'],
  ['day', 'whole > 1 ? day : "2026-03-02"'],
  ['day', '""'],
  ['at', 'now.time'],
  ['at', '"23:59"'],
  ['wholes', 'wholes + [1, whole]'],
  ['wholes', '[]'],
  ['rough', 'row'],
  ['brokens', 'wholes'],
  ['broken', 'whole / 2'],
  ['words', 'day + at'],
])('%s can take %s', (variable, source) => {
  expect(isWarned(variable, source)).toBe(false);
});

it.each([
  ['whole', 'whole / 2'],
  ['whole', 'broken'],
  ['whole', 'whole * 1.5'],
  ['whole', 'double(words)'],
  ['whole', 'broken > 1.0 ? whole : broken'],
  ['whole', 'brokens[0]'],
  ['whole', 'row.price'],
  ['day', 'words'],
  ['day', '"tomorrow"'],
  ['day', 'at'],
  ['at', '"25:00"'],
  ['wholes', 'brokens'],
  ['wholes', 'wholes + [broken]'],
])('%s may be unable to take %s', (variable, source) => {
  expect(isWarned(variable, source)).toBe(true);
});

it('what is handed over to a flow is looked at as well', () => {
  const inner = {
    inputs: { count: { type: 'integer' } },
    steps: { first: { type: 'tag', tag: 'n{{ count }}', next: 'end' }, end: { type: 'return' } },
    start: 'first',
  };
  const first = { type: 'subflow', flow: 'inner', with: { count: '{{ broken }}' }, next: 'bye' };
  const flow = { variables: { broken: { type: 'decimal', initial: 1.5 } } };
  expect(found({ steps: { first }, flow, flows: { inner } })).toEqual(['value-may-not-fit steps/first/with/count']);
});
