import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LineData, RowWrite } from '../../src/calls/ports/line-data.ts';
import { createTableLineData } from '../../src/store/line-data.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables } from '../azurite.ts';
import { checkedRows } from '../store/checked-rows.ts';
import { createMemoryLineData } from './memory-line-data.ts';

interface OpenLineData {
  readonly data: LineData;
  close(): Promise<void>;
}

const implementations: readonly { name: string; open(): Promise<OpenLineData> }[] = [
  { name: 'rows in memory', open: async () => ({ data: createMemoryLineData(), close: async () => {} }) },
  { name: 'rows in Table Storage', open: openTables },
];

async function openTables(): Promise<OpenLineData> {
  const tables = await startTestTables();
  return { data: createTableLineData(checkedRows(openTable(tables, 'rows'))), close: tables.close };
}

const number = '+14255550101';

describe.each(implementations)('$name', ({ open }) => {
  let data: LineData;
  let close: () => Promise<void>;
  let writes = 0;

  beforeEach(async () => {
    ({ data, close } = await open());
  });
  afterEach(() => close());

  const write = (rowKey: string, fields: RowWrite['fields'], more: Partial<RowWrite> = {}) => {
    writes++;
    return data.write('directory', { rowKey, fields, mode: 'upsert', writeId: `write-${writes}`, ...more });
  };
  const fields = async (rowKey = number) => (await data.read('directory', rowKey))?.fields;
  const keys = async (prefix: string, max = 100) =>
    (await data.readPrefix('directory', prefix, max)).map(({ rowKey }) => rowKey);

  test('a row that nobody wrote is none', async () => {
    expect(await data.read('directory', number)).toBeUndefined();
    expect(await data.readPrefix('directory', '', 10)).toEqual([]);
  });

  test('a row comes back as it was written, and in its own table only', async () => {
    const all = {
      name: 'Ann 😀 "é"',
      empty: '',
      vip: true,
      off: false,
      age: 41,
      share: -0.25,
      far: 9_007_199_254_740_991,
    };
    expect(await write(number, all, { mode: 'insert' })).toBe('written');
    expect(await data.read('directory', number)).toEqual({ rowKey: number, fields: all });
    expect(await data.read('other', number)).toBeUndefined();
  });

  test('fields may have names that mean something elsewhere', async () => {
    const all = {
      partitionKey: 'p',
      rowKey: 'r',
      timestamp: 't',
      etag: 'e',
      constructor: 'c',
      toString: 's',
      valueOf: 1,
    };
    await write(number, all);
    await write(number, { valueOf: 2, constructor: 4, etag: 1 }, { mode: 'increment' });
    expect(await fields()).toEqual({ ...all, valueOf: 3, constructor: 4, etag: 1 });
    await write('new', { toString: 1 }, { mode: 'increment' });
    expect(await fields('new')).toEqual({ toString: 1 });
  });

  test('an insert leaves the row of another as it is', async () => {
    await write(number, { name: 'Ann' }, { mode: 'insert' });
    expect(await write(number, { name: 'Bob' }, { mode: 'insert' })).toBe('exists');
    expect(await fields()).toEqual({ name: 'Ann' });
  });

  test('an upsert makes the row, and then keeps the fields that it does not name', async () => {
    expect(await write(number, { name: 'Ann', age: 41 })).toBe('written');
    expect(await write(number, { age: 'unknown', vip: true })).toBe('written');
    expect(await fields()).toEqual({ name: 'Ann', age: 'unknown', vip: true });
  });

  test('an increment adds numbers and sets everything else', async () => {
    const mode = 'increment';
    await write(number, { calls: 2, name: 'Ann' }, { mode });
    await write(number, { calls: 0.5, missed: -1, name: 'Bob' }, { mode });
    expect(await fields()).toEqual({ calls: 2.5, missed: -1, name: 'Bob' });
  });

  test('an increment counts a text that says a number as that number, and any other as 0', async () => {
    await write(number, { typed: ' 41 ', words: 'many', flag: true });
    await write(number, { typed: 1, words: 1, flag: 1 }, { mode: 'increment' });
    expect(await fields()).toEqual({ typed: 42, words: 1, flag: 1 });
  });

  test('a sum stays finite', async () => {
    for (const _ of [1, 2]) await write(number, { sum: Number.MAX_VALUE }, { mode: 'increment' });
    expect(await fields()).toEqual({ sum: Number.MAX_VALUE });
  });

  test.each(['insert', 'upsert', 'increment'] as const)('an %s that is repeated has no second effect', async (mode) => {
    const repeat = { mode, writeId: 'mine' };
    expect(await write(number, { calls: 1 }, repeat)).toBe('written');
    await write(number, { calls: 10 });
    await write(number, { calls: 5 }, { mode: 'increment' });
    expect(await write(number, { calls: 1 }, repeat)).toBe('written');
    expect(await fields()).toEqual({ calls: 15 });
  });

  test('a write to a row that stands is remembered too, across those of others', async () => {
    await write(number, { calls: 1 });
    const repeat = { mode: 'increment', writeId: 'mine' } as const;
    await write(number, { calls: 1 }, repeat);
    for (let others = 0; others < 60; others++) await write(number, { calls: 1 }, { mode: 'increment' });
    expect(await write(number, { calls: 1 }, repeat)).toBe('written');
    expect(await fields()).toEqual({ calls: 62 });
  });

  test('the same id writes each row once', async () => {
    const writeId = 'mine';
    for (const rowKey of ['a', 'b', 'a']) await write(rowKey, { calls: 1 }, { mode: 'increment', writeId });
    expect([await fields('a'), await fields('b')]).toEqual([{ calls: 1 }, { calls: 1 }]);
  });

  test('of 20 increments at once every one counts, each once though it is sent twice', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `at-once-${index}`);
    const both = [...ids, ...ids];
    const results = await Promise.all(
      both.map((writeId) => write(number, { calls: 1 }, { mode: 'increment', writeId })),
    );
    expect(new Set(results)).toEqual(new Set(['written']));
    expect(await fields()).toEqual({ calls: 20 });
  });

  test('of 20 inserts at once one wins', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `at-once-${index}`);
    const results = await Promise.all(ids.map((writeId) => write(number, { writeId }, { mode: 'insert', writeId })));
    const winner = ids[results.indexOf('written')];
    expect(results.filter((result) => result === 'written')).toHaveLength(1);
    expect(await fields()).toEqual({ writeId: winner });
  });

  test('rows are found by how their keys begin, in the order of their keys, as many as asked for', async () => {
    const all = [
      '+14255550101',
      '+14255550102',
      '+1425555',
      '+1426',
      '+142',
      'a',
      'a b',
      'aé',
      'a😀',
      'b',
      'B',
      "o'neil",
      "o'",
    ];
    await Promise.all(all.map((key) => write(key, { key })));
    expect(await keys('+1425555')).toEqual(['+1425555', '+14255550101', '+14255550102']);
    expect(await keys('a')).toEqual(['a', 'a b', 'aé', 'a😀']);
    expect(await keys('a😀')).toEqual(['a😀']);
    expect(await keys("o'")).toEqual(["o'", "o'neil"]);
    expect(await keys('')).toEqual([...all].sort());
    expect(await keys('', 3)).toEqual([...all].sort().slice(0, 3));
    expect(await keys('', 0)).toEqual([]);
    expect(await keys('z')).toEqual([]);
    expect((await data.readPrefix('directory', 'B', 1))[0]).toEqual({ rowKey: 'B', fields: { key: 'B' } });
  });

  test('keys and tables of any characters are kept apart, and found by their beginnings', async () => {
    const awkward = [
      "it's",
      "''",
      'a/b',
      'a\\b',
      'a#b?',
      '%2F',
      '%',
      '+002f',
      '!',
      '!002f',
      '/',
      ' ',
      '  ',
      '\u0001',
      '\u009f',
    ];
    const more = [
      '\ud800',
      '\udc00x',
      '(x)',
      'a,b',
      '"',
      '.',
      '..',
      '~',
      '\ud7ff',
      '\uffff',
      '\ue000',
      '😀',
      '&',
      '=',
      'a+b',
      '*',
    ];
    const all = [...awkward, ...more];
    await Promise.all(all.map((key) => write(key, { key: JSON.stringify(key) })));
    for (const key of all) {
      expect(await data.read('directory', key)).toEqual({ rowKey: key, fields: { key: JSON.stringify(key) } });
      const alike = all.filter((other) => other.startsWith(key));
      expect(new Set(await keys(key))).toEqual(new Set(alike));
    }
    await data.write("it's/%", { rowKey: 'x', fields: { a: 1 }, mode: 'insert', writeId: 'w' });
    expect(await data.readPrefix("it's/%", '', 10)).toEqual([{ rowKey: 'x', fields: { a: 1 } }]);
  });

  test('a text that can be no key names no row', async () => {
    for (const key of ['', 'x'.repeat(501), '/'.repeat(101)]) {
      expect(await data.read('directory', key)).toBeUndefined();
      expect(await data.read(key, 'x')).toBeUndefined();
      await expect(write(key, {})).rejects.toThrow(RangeError);
    }
    expect(await keys('x'.repeat(501))).toEqual([]);
  });

  test('a key of the greatest length is written and read', async () => {
    await write('x'.repeat(500), { a: 1 });
    expect(await fields('x'.repeat(500))).toEqual({ a: 1 });
  });

  const wrong: readonly [string, RowWrite['fields']][] = [
    ['too long a text', { text: 'x'.repeat(8_001) }],
    ['a number that is none', { count: Number.NaN }],
    ['an infinite number', { count: Number.POSITIVE_INFINITY }],
    ['a name with a capital', { Name: 'x' }],
    ['a name with a sign', { 'a-b': 'x' }],
    ['an empty name', { '': 'x' }],
    ['too long a name', { ['x'.repeat(51)]: 'x' }],
    ['too many fields', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`f${index}`, 1]))],
  ];
  test.each(wrong)('%s is refused without a word of its value', async (_name, bad) => {
    await expect(write(number, bad)).rejects.toThrow(RangeError);
    await expect(write(number, bad)).rejects.not.toThrow(/x{20}/);
    expect(await fields()).toBeUndefined();
  });

  test('a row of the greatest size is written, changed and read', async () => {
    const big = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 'é'.repeat(8_000)]));
    await write(number, big);
    await write(number, { f0: 'changed' });
    expect(await fields()).toEqual({ ...big, f0: 'changed' });
  });

  test('what becomes of a row afterwards does not reach the store', async () => {
    const mine = { name: 'Ann' };
    await write(number, mine);
    mine.name = 'changed';
    expect(await fields()).toEqual({ name: 'Ann' });
  });
});
