import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordStore, StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createSealer } from '../../src/keys/sealer.ts';
import { openTable } from '../../src/store/table-client.ts';
import { createTableRecordStore } from '../../src/store/table-record-store.ts';
import { startTestTables, type TestTables } from '../azurite.ts';
import { aRecord, canaries } from '../conformance/record-store-rows.ts';
import { aRing } from '../keys/a-ring.ts';
import { type Fault, withFault } from './a-table.ts';

const sealer = createSealer(aRing('one'));
const record = aRecord('call');
const next = aRecord('call', { writer: 'writer-2', phase: 'ending' });
const others = aRecord('call', { writer: 'writer-3', phase: 'over' });

let tables: TestTables;
let sound: RecordStore;

beforeEach(async () => {
  tables = await startTestTables();
  sound = open();
});

afterEach(() => tables.close());

function open(fault?: Fault): RecordStore {
  const table = openTable(tables, 'calls');
  if (fault !== undefined) withFault(table, fault);
  return createTableRecordStore({ kind: 'call', table, sealer });
}

async function insertedVersion(): Promise<string> {
  const inserted = await sound.insert(record);
  return inserted.ok ? inserted.value : '';
}

async function versionNow(): Promise<string> {
  const loaded = await sound.load(record.id);
  return loaded?.type === 'stored' ? loaded.version : '';
}

test.each([1, 2])('an insert whose response is lost %i times is ours', async (times) => {
  await sound.due(0, 1);
  const result = await open({ method: 'POST', what: 'lost', times }).insert(record);
  expect(result).toEqual({ ok: true, value: await versionNow() });
});

test.each([1, 2])('a replacement whose response is lost %i times is ours', async (times) => {
  const version = await insertedVersion();
  const result = await open({ method: 'PUT', what: 'lost', times }).replace(next, version);
  expect(result).toEqual({ ok: true, value: await versionNow() });
  expect(await sound.load(record.id)).toMatchObject({ record: next });
});

test('a lost insert that found the row of another is theirs', async () => {
  await insertedVersion();
  const result = await open({ method: 'POST', what: 'unsent', times: 2 }).insert(others);
  expect(result).toEqual({ ok: false, error: 'exists' });
});

test('a lost replacement that another has replaced since is a conflict', async () => {
  const version = await insertedVersion();
  const meanwhile = async () => sound.replace(others, await versionNow());
  const result = await open({ method: 'PUT', what: 'lost', times: 1, meanwhile }).replace(next, version);
  expect(result).toEqual({ ok: false, error: 'conflict' });
});

test('a lost replacement whose row was removed since is missing', async () => {
  const version = await insertedVersion();
  const meanwhile = () => sound.remove(record.id);
  const result = await open({ method: 'PUT', what: 'lost', times: 2, meanwhile }).replace(next, version);
  expect(result).toEqual({ ok: false, error: 'missing' });
});

test('a request that failed once is repeated once', async () => {
  const version = await insertedVersion();
  expect(await open({ method: 'PUT', what: 'unsent', times: 1 }).replace(next, version)).toMatchObject({ ok: true });
});

test('a write that may still be under way says that nothing is known', async () => {
  const version = await insertedVersion();
  const store = open({ method: 'PUT', what: 'unsent', times: 2 });
  await expect(store.replace(next, version)).rejects.toThrow(StoreUnavailable);
  const fresh = open({ method: 'POST', what: 'unsent', times: 2 });
  await expect(fresh.insert(aRecord('call', { id: 'new' }))).rejects.toThrow(StoreUnavailable);
});

test('a failure carries its code and nothing of the row', async () => {
  const version = await insertedVersion();
  const error: unknown = await open({ method: 'PUT', what: 'unsent', times: 2 })
    .replace(next, version)
    .catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty('message', 'The table calls could not be asked: ECONNRESET.');
  expect(error).not.toHaveProperty('cause');
  const { request, response, ...rest } = Object(error);
  expect([request, response, rest]).toEqual([undefined, undefined, { name: 'StoreUnavailable' }]);
  expect(JSON.stringify(error)).not.toContain(canaries.number);
});

test('a service that is not there is a failure of the storage for every operation', async () => {
  await tables.close();
  await expect(sound.load('x')).rejects.toThrow(StoreUnavailable);
  await expect(sound.remove('x')).rejects.toThrow(StoreUnavailable);
  await expect(sound.due(0, 1)).rejects.toThrow(StoreUnavailable);
  await expect(sound.insert(record)).rejects.toThrow(/calls could not be asked: (ECONNREFUSED|ECONNRESET)/);
  tables = await startTestTables();
});
