import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProgramStore } from '../../src/calls/ports/program-store.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createTableProgramStore } from '../../src/store/program-store.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables, type TestTables } from '../azurite.ts';
import { aLongProgram, hashOf } from './a-program.ts';
import { allRows } from './a-table.ts';

let tables: TestTables;
let table: TableClient;
let programs: ProgramStore;

beforeEach(async () => {
  tables = await startTestTables();
  table = openTable(tables, 'programs');
  await table.createTable();
  programs = createTableProgramStore(table);
});
afterEach(() => tables.close());

const source = '{"name":"clinic"}';
const hash = hashOf(source);
const key = { partitionKey: hash, rowKey: 'program' };

test('a program is one row of parts of at most 64,000 bytes', async () => {
  const long = aLongProgram(1_000_000);
  await programs.put(hashOf(long), long);
  const [row = {}] = await allRows(table);
  const parts = Object.entries(row).flatMap(([name, value]) =>
    value instanceof Uint8Array ? [[name, value.length]] : [],
  );
  expect(row).toMatchObject({ partitionKey: hashOf(long), rowKey: 'program', sizeBytes: long.length });
  expect(parts.slice(0, 2)).toEqual([
    ['source', 64_000],
    ['source1', 64_000],
  ]);
  expect(parts).toHaveLength(3);
});

test.each([
  ['another program', gzipSync('{"name":"other"}')],
  ['half a program', gzipSync(source).subarray(0, 20)],
  ['no gzip', new Uint8Array([1, 2, 3])],
  ['nothing', new Uint8Array()],
  ['a bomb', gzipSync(Buffer.alloc(17 * 1_024 * 1_024))],
])('a row that holds %s holds no program, until it is kept again', async (_name, packed) => {
  await table.createEntity({ ...key, source: packed });
  expect(await programs.get(hash)).toBeUndefined();
  await programs.put(hash, source);
  expect(await programs.get(hash)).toBe(source);
});

test('a row without a source, or with a text for one, holds no program', async () => {
  await table.createEntity({ ...key });
  expect(await programs.get(hash)).toBeUndefined();
  await table.upsertEntity({ ...key, source }, 'Replace');
  expect(await programs.get(hash)).toBeUndefined();
});

test('a program that does not fit a row is refused with its size', async () => {
  const dense = randomBytes(1_100_000).toString('base64');
  await expect(programs.put(hashOf(dense), dense)).rejects.toThrow(
    /^A program has at most 1024000 bytes compressed, this one 1\d{6}/,
  );
  const long = ' '.repeat(16_777_217);
  await expect(programs.put(hashOf(long), long)).rejects.toThrow(RangeError);
  expect(await allRows(table)).toEqual([]);
});

test('a service that is not there is a failure of the storage', async () => {
  await tables.close();
  await expect(programs.get(hash)).rejects.toThrow(StoreUnavailable);
  await expect(programs.put(hash, source)).rejects.toThrow(StoreUnavailable);
  tables = await startTestTables();
});
