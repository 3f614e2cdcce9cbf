import type { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LineData } from '../../src/calls/ports/line-data.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createTableLineData } from '../../src/store/line-data.ts';
import { dataKeyOf, dataTextOf, endOfPrefix } from '../../src/store/line-data-key.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables, type TestTables } from '../azurite.ts';
import { allRows } from './a-table.ts';

let tables: TestTables;
let table: TableClient;
let data: LineData;

beforeEach(async () => {
  tables = await startTestTables();
  table = openTable(tables, 'rows');
  await table.createTable();
  data = createTableLineData(table);
});
afterEach(() => tables.close());

const row = { partitionKey: 'directory', rowKey: '+14255550101' };

test('a row is plain to read for an operator', async () => {
  const fields = { name: 'Ann', vip: true, calls: 3, share: 0.5 };
  await data.write('directory', { rowKey: '+14255550101', fields, mode: 'insert', writeId: 'call-1/4.0' });
  const [{ etag: _etag, timestamp: _timestamp, ...columns } = {}] = await allRows(table);
  expect(columns).toEqual({ ...row, ...fields, WriteFirst: expect.stringMatching(/^[\w-]{16}$/) });
});

test('a row that an operator typed is read, whatever the types of its columns', async () => {
  await table.createEntity({
    ...row,
    since: new Date('2026-01-02T03:04:05.678Z'),
    count: 41n,
    far: 9_223_372_036_854_775_807n,
    id: { type: 'Guid', value: '401f1900-3c54-4f0e-9a57-3f7e0c1d2b4a' },
    price: { type: 'Double', value: 3 },
    long: 'x'.repeat(30_000),
    file: new Uint8Array([1, 2, 3]),
    Name: 'with a capital',
    phone_number: 'with an underscore',
    etag_: 'known to the store as etag',
  });
  expect((await data.read('directory', row.rowKey))?.fields).toEqual({
    since: '2026-01-02T03:04:05.678Z',
    count: 41,
    far: '9223372036854775807',
    id: '401f1900-3c54-4f0e-9a57-3f7e0c1d2b4a',
    price: 3,
    long: 'x'.repeat(30_000),
    etag: 'known to the store as etag',
  });
});

test('an increment adds to a 64-bit integer, and keeps the columns that are no fields', async () => {
  await table.createEntity({ ...row, count: 41n, Name: 'kept' });
  const write = { rowKey: row.rowKey, fields: { count: 1 }, mode: 'increment', writeId: 'w' } as const;
  await data.write('directory', write);
  expect((await data.read('directory', row.rowKey))?.fields).toEqual({ count: 42 });
  expect(await table.getEntity('directory', row.rowKey)).toMatchObject({ Name: 'kept' });
});

test('half a surrogate pair is written as what it is, no character', async () => {
  await data.write('directory', { rowKey: 'x', fields: { text: 'a\ud800b' }, mode: 'insert', writeId: 'w' });
  expect((await data.read('directory', 'x'))?.fields).toEqual({ text: 'a\ufffdb' });
});

test('a row remembers its first write for good, and the last 256 others', async () => {
  const write = (writeId: string, mode: 'insert' | 'increment' = 'increment') =>
    data.write('directory', { rowKey: 'x', fields: { n: 1 }, mode, writeId });
  await write('first', 'insert');
  await write('second');
  await write('third');
  const { WritesLater: marks } = await table.getEntity('directory', 'x');
  const [second, third] = String(marks).split(' ');
  const filler = Array.from({ length: 254 }, (_, index) => `filler-${index}`);
  await table.updateEntity({
    partitionKey: 'directory',
    rowKey: 'x',
    WritesLater: [second, third, ...filler].join(' '),
  });
  await write('second');
  expect(await data.read('directory', 'x')).toMatchObject({ fields: { n: 3 } });
  await write('one more');
  expect(await write('first', 'insert')).toBe('written');
  await write('third');
  expect(await data.read('directory', 'x')).toMatchObject({ fields: { n: 4 } });
  await write('second');
  expect(await data.read('directory', 'x')).toMatchObject({ fields: { n: 5 } });
});

/** Makes the service answer with pages of so many rows. */
function withPagesOf(rows: number): string[] {
  const filters: string[] = [];
  table.pipeline.addPolicy({
    name: 'pages',
    sendRequest: (request, next) => {
      const url = new URL(request.url);
      if (url.searchParams.has('$top')) {
        filters.push(String(url.searchParams.get('$filter')));
        url.searchParams.set('$top', String(rows));
        request.url = url.href;
      }
      return next(request);
    },
  });
  return filters;
}

test('a prefix is read page after page, by the range of its keys', async () => {
  const keys = ['+142/a', '+1425 é', '+1425😀', '+14255', '+1426'];
  for (const rowKey of keys) await data.write("o'neil", { rowKey, fields: {}, mode: 'insert', writeId: rowKey });
  const filters = withPagesOf(2);
  const found = await data.readPrefix("o'neil", '+142', 10);
  expect(found.map(({ rowKey }) => rowKey)).toEqual(['+142/a', '+1425 é', '+14255', '+1425😀', '+1426']);
  expect(new Set(filters)).toEqual(new Set(["PartitionKey eq 'o''neil' and RowKey ge '+142' and RowKey lt '+143'"]));
  expect(filters).toHaveLength(3);
});

test('an answer that does not come to its end is none', async () => {
  for (let key = 0; key < 12; key++)
    await data.write('directory', { rowKey: `${key}`, fields: {}, mode: 'insert', writeId: `${key}` });
  withPagesOf(1);
  expect(await data.readPrefix('directory', '', 5)).toHaveLength(5);
  await expect(data.readPrefix('directory', '', 12)).rejects.toThrow(StoreUnavailable);
});

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const awkwardUnit = fc.constantFrom('!', '/', '%', '+', '0', 'f', '\ud83d', '\ude00', ' ', '~', '\uffff');
const anyText = fc
  .array(fc.oneof(anyUnit, awkwardUnit), { minLength: 1, maxLength: 40 })
  .map((units) => units.join(''));

function keyOf(text: string): string {
  const key = dataKeyOf(text);
  if (key === undefined) throw new Error('This text should have a key.');
  return key;
}

test('every text has a key of its own that Azure may hold', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const key = keyOf(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
      expect(key).not.toMatch(/[/\\#?%\u0000-\u001f\u007f-\u009f]/);
      expect(key.isWellFormed()).toBe(true);
      expect(dataTextOf(key)).toBe(text);
    }),
  );
});

test('numbers, names and addresses are their own keys', () => {
  for (const text of ['+14255550101', 'sip:ann@clinic.example', '8:acs:1_2-3', "O'Neil & Søn", '2026-11-21T10:00'])
    expect(dataKeyOf(text)).toBe(text);
  expect([dataKeyOf('a/b'), dataKeyOf('!')]).toEqual(['a!002fb', '!0021']);
});

test('a key begins with a key where the texts do, and lies before the end of it', () => {
  const whole = anyText.filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(whole, whole, whole, (text, more, other) => {
      const [first, end] = [keyOf(text), endOfPrefix(keyOf(text))];
      for (const each of [text, text + more, other]) {
        const key = keyOf(each);
        expect(key.startsWith(first)).toBe(each.startsWith(text));
        expect(key >= first && key < end).toBe(each.startsWith(text));
      }
    }),
    { numRuns: 1_000 },
  );
});
