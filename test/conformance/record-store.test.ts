import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallRecord, RecordKind } from '../../src/calls/call-record.ts';
import type { RecordStore, Version } from '../../src/calls/ports/record-store.ts';
import { createSealer } from '../../src/keys/sealer.ts';
import { openTable } from '../../src/store/table-client.ts';
import { createTableRecordStore } from '../../src/store/table-record-store.ts';
import { startTestTables } from '../azurite.ts';
import { aRing } from '../keys/a-ring.ts';
import { checkedTable } from './checked-table.ts';
import { createMemoryRecordStore } from './memory-record-store.ts';
import { aRecord, aState } from './record-store-rows.ts';

interface OpenStore {
  readonly store: RecordStore;
  close(): Promise<void>;
}

const stores: readonly { name: string; kind: RecordKind; open(): Promise<OpenStore> }[] = [
  { name: 'calls in memory', kind: 'call', open: () => openMemory('call') },
  { name: 'attempts in memory', kind: 'attempt', open: () => openMemory('attempt') },
  { name: 'calls in Table Storage', kind: 'call', open: () => openTables('call') },
  { name: 'attempts in Table Storage', kind: 'attempt', open: () => openTables('attempt') },
];

async function openMemory(kind: RecordKind): Promise<OpenStore> {
  return { store: createMemoryRecordStore(kind), close: async () => {} };
}

async function openTables(kind: RecordKind): Promise<OpenStore> {
  const tables = await startTestTables();
  const table = checkedTable(openTable(tables, kind === 'call' ? 'calls' : 'attempts'));
  const store = createTableRecordStore({ kind, table, sealer: createSealer(aRing('one')) });
  return { store, close: tables.close };
}

describe.each(stores)('$name', ({ kind, open }) => {
  let store: RecordStore;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ store, close } = await open());
  });
  afterEach(() => close());

  const inserted = async (record: CallRecord): Promise<Version> => {
    const result = await store.insert(record);
    if (!result.ok) throw new Error('The record exists.');
    return result.value;
  };

  test('a record comes back as it was inserted', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    expect(await store.load(record.id)).toEqual({ type: 'stored', record, version });
  });

  test('a record without the optional parts comes back as it was', async () => {
    const { answeredAtMs: _answered, ...state } = aState();
    const {
      incomingCallContext: _context,
      boundTo: _bound,
      ...record
    } = aRecord(kind, { state, intents: [], seen: [] });
    const version = await inserted(record);
    expect(await store.load(record.id)).toEqual({ type: 'stored', record, version });
  });

  test('a record that nobody wrote is not there', async () => {
    expect(await store.load('nobody')).toBeUndefined();
  });

  test('a second insert of another writer changes nothing', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    const second = await store.insert({ ...record, phase: 'over', writer: 'writer-2' });
    expect(second).toEqual({ ok: false, error: 'exists' });
    expect(await store.load(record.id)).toEqual({ type: 'stored', record, version });
  });

  test('a replaced record has a new version and nothing of the old', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    const { boundTo: _bound, ...rest } = record;
    const next: CallRecord = { ...rest, state: aState({ seq: 4 }), intents: [], writer: 'writer-2' };
    const replaced = await store.replace(next, version);
    expect(replaced).toEqual({ ok: true, value: expect.not.stringMatching(version) });
    expect(await store.load(record.id)).toMatchObject({ record: next, version: replaced.ok && replaced.value });
    expect(await store.load(record.id)).not.toHaveProperty('record.boundTo');
  });

  test('a version that has been replaced is a conflict', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    await store.replace({ ...record, writer: 'writer-2' }, version);
    const late = await store.replace({ ...record, phase: 'over', writer: 'writer-3' }, version);
    expect(late).toEqual({ ok: false, error: 'conflict' });
    expect(await store.load(record.id)).toMatchObject({ record: { phase: 'open', writer: 'writer-2' } });
  });

  test('a record that was removed is missing, and removing it again is no error', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    await store.remove(record.id);
    await store.remove(record.id);
    expect(await store.replace({ ...record, writer: 'writer-2' }, version)).toEqual({ ok: false, error: 'missing' });
    expect(await store.load(record.id)).toBeUndefined();
  });

  test('of 20 writers that race for a version exactly one wins, and its record stands', async () => {
    const record = aRecord(kind);
    const version = await inserted(record);
    const writers = Array.from({ length: 20 }, (_, index) => `racer-${index}`);
    const results = await Promise.all(writers.map((writer) => store.replace({ ...record, writer }, version)));
    const winners = writers.filter((_, index) => results[index]?.ok === true);
    expect(winners).toHaveLength(1);
    expect(await store.load(record.id)).toMatchObject({ record: { writer: winners[0] } });
  });

  test('of 20 writers that race to insert exactly one wins', async () => {
    const writers = Array.from({ length: 20 }, (_, index) => `racer-${index}`);
    const results = await Promise.all(writers.map((writer) => store.insert(aRecord(kind, { writer }))));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  test('what a caller does to a record afterwards does not reach the store', async () => {
    const record = aRecord(kind);
    await inserted(record);
    const seen: string[] = ['changed'];
    Object.assign(record, { seen });
    expect(await store.load(record.id)).toMatchObject({ record: { seen: ['event-1', 'event-2'] } });
  });

  test('ids of any characters are kept apart and found when due', async () => {
    const ids = ['0a', '3f', '4', '7zz', '8', 'bb', 'c', 'ff', 'Zulu', 'A', '-x', '.', '..', '_', '+1', '~', 'é', '😀'];
    const awkward = ["it's", 'a/b', 'a\\b', 'a#b?', '%2F', '+002f', '/', ' ', '\u0001', '\ud800', '(x)', 'a,b', '"'];
    const all = [...ids, ...awkward];
    await Promise.all(all.map((id, index) => store.insert(aRecord(kind, { id, writer: `writer-${index}` }))));
    expect(new Set(await store.due(1_790_000_010_789, 100))).toEqual(new Set(all));
    for (const [index, id] of all.entries())
      expect(await store.load(id)).toMatchObject({ record: { id, writer: `writer-${index}` } });
  });

  test('a record is due from its instant on', async () => {
    await inserted(aRecord(kind, { dueAtMs: 5_000 }));
    expect(await store.due(4_999, 10)).toEqual([]);
    expect(await store.due(5_000, 10)).toEqual([aRecord(kind).id]);
    expect(await store.due(50_000_000_000_000, 10)).toEqual([aRecord(kind).id]);
  });

  test('no more are due than asked for, those first that have waited longest', async () => {
    const ids = Array.from({ length: 24 }, (_, index) => `${index.toString(16)}-record`);
    await Promise.all(ids.map((id, index) => store.insert(aRecord(kind, { id, dueAtMs: 1_000 + index }))));
    expect(await store.due(2_000, 24)).toEqual(ids);
    const some = await store.due(2_000, 7);
    expect(some).toHaveLength(7);
    expect(new Set(ids)).toEqual(new Set([...ids, ...some]));
  });

  test('a state beyond the size of a property comes back whole, whatever is cut', async () => {
    const { visit } = aState();
    const retriableVisits = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`step-😀-${index}`, visit]));
    const variables = [{ long: '😀é'.repeat(15_001) }];
    const state = aState({ retriableVisits, confidential: { ...aState().confidential, variables } });
    const record = aRecord(kind, { state });
    const version = await inserted(record);
    expect(await store.load(record.id)).toEqual({ type: 'stored', record, version });
    const small = aRecord(kind, { writer: 'writer-2' });
    expect(await store.replace(small, version)).toMatchObject({ ok: true });
    expect(await store.load(record.id)).toMatchObject({ record: small });
  });

  test('a record of the other kind is refused', async () => {
    await expect(store.insert(aRecord(kind === 'call' ? 'attempt' : 'call'))).rejects.toThrow(/kind/);
  });
});
