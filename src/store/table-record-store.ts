import type { TableClient } from '@azure/data-tables';
import type { CallRecord, RecordKind } from '../calls/call-record.ts';
import type { Sealer } from '../calls/ports/keys.ts';
import { type RecordStore, StoreUnavailable, type Version } from '../calls/ports/record-store.ts';
import { failed, ok, type Result } from '../result.ts';
import { askTable, type Refusal } from './ask-table.ts';
import { instantOf } from './instant.ts';
import { readRecordRow } from './read-record-row.ts';
import { placeOf, recordRow } from './record-row.ts';
import { removeRows } from './remove-rows.ts';
import { idOf, keyOf } from './row-key.ts';
import { scanRows } from './scan-rows.ts';

/** What a store of records stands on. */
export interface RecordTable {
  /** Which records: `openTable` of `calls` holds calls, of `attempts` attempts. */
  readonly kind: RecordKind;
  readonly table: TableClient;
  readonly sealer: Sealer;
}

/** Keeps records in Table Storage, one row each. */
export function createTableRecordStore(on: RecordTable): RecordStore {
  return {
    load: (id) => load(on, id),
    insert: (record) => insert(on, record),
    replace: (record, version) => replace(on, record, version),
    remove: (id) => remove(on, id),
    due: (nowMs, max) => due(on, nowMs, max),
    purge: (nowMs, max) => purge(on, nowMs, max),
  };
}

async function load({ kind, table, sealer }: RecordTable, id: string): ReturnType<RecordStore['load']> {
  const key = keyOf(id);
  const asked = await askTable(table, () => table.getEntity(key, placeOf[kind].rowKey));
  if (asked.ok) return readRecordRow({ ref: { kind, id }, row: asked.value, sealer });
  if (asked.error === 'missing') return undefined;
  throw outOfPlace(table, asked.error);
}

async function insert(on: RecordTable, record: CallRecord): Promise<Result<Version, 'exists'>> {
  const row = recordRow(own(on, record), on.sealer);
  const asked = await write(on, () => on.table.createEntity(row));
  if (asked.ok) return ok(versionOf(asked.value));
  if (asked.error === 'missing' || asked.error === 'changed') throw outOfPlace(on.table, asked.error);
  const standing = await standingRow(on, record.id);
  if (standing?.writer === record.writer) return ok(standing.version);
  if (standing !== undefined) return failed('exists');
  // Either it was removed at once, or the write did not arrive, or is still under way: nobody can know.
  throw uncertain(on.table, asked.error);
}

async function replace(
  on: RecordTable,
  record: CallRecord,
  version: Version,
): Promise<Result<Version, 'conflict' | 'missing'>> {
  const row = recordRow(own(on, record), on.sealer);
  const asked = await write(on, () => on.table.updateEntity(row, 'Replace', { etag: version }));
  if (asked.ok) return ok(versionOf(asked.value));
  if (asked.error === 'missing') return failed('missing');
  if (asked.error === 'exists') throw outOfPlace(on.table, asked.error);
  const standing = await standingRow(on, record.id);
  if (standing === undefined) return failed('missing');
  if (standing.writer === record.writer) return ok(standing.version);
  if (standing.version !== version) return failed('conflict');
  // The row is as it was, but a write without an answer may still arrive.
  throw uncertain(on.table, asked.error);
}

async function remove({ kind, table }: RecordTable, id: string): Promise<void> {
  const key = keyOf(id);
  const asked = await askTable(table, () => table.deleteEntity(key, placeOf[kind].rowKey, { etag: '*' }));
  if (!asked.ok && asked.error !== 'missing') throw outOfPlace(table, asked.error);
}

/** A record counts as due from its instant on, as it does where it is looked after. */
async function due({ table }: RecordTable, nowMs: number, max: number): Promise<readonly string[]> {
  const rows = await scanRows(table, { property: 'dueAt', until: instantOf(nowMs), max });
  return rows.map((row) => idOf(row.partitionKey));
}

async function purge({ table }: RecordTable, nowMs: number, max: number): Promise<number> {
  return removeRows(table, await scanRows(table, { property: 'purgeAt', until: instantOf(nowMs), max }));
}

/**
 * Writes; a write that got no answer may have been done all the same, and so may one that was refused, for the refusal can be
 * the answer to the SDK's own repeat. Both are settled by reading back the writer.
 */
async function write<T>({ table }: RecordTable, ask: () => Promise<T>): Promise<Result<T, Refusal | StoreUnavailable>> {
  try {
    return await askTable(table, ask);
  } catch (error) {
    if (error instanceof StoreUnavailable) return failed(error);
    throw error;
  }
}

/** Who wrote the row as it stands; undefined where there is none. */
async function standingRow(
  { kind, table }: RecordTable,
  id: string,
): Promise<{ readonly writer: unknown; readonly version: Version } | undefined> {
  const asked = await askTable(table, () =>
    table.getEntity(keyOf(id), placeOf[kind].rowKey, { queryOptions: { select: ['writer'] } }),
  );
  if (asked.ok) return { writer: asked.value.writer, version: asked.value.etag };
  if (asked.error === 'missing') return undefined;
  throw outOfPlace(table, asked.error);
}

function own({ kind }: RecordTable, record: CallRecord): CallRecord {
  if (record.kind === kind) return record;
  throw new Error(`A record of kind ${record.kind} was given to the store of kind ${kind}.`);
}

function versionOf({ etag }: { readonly etag?: string | undefined }): Version {
  if (etag === undefined) throw new StoreUnavailable('A write was answered without an ETag.');
  return etag;
}

function uncertain(table: TableClient, answer: Refusal | StoreUnavailable): StoreUnavailable {
  if (answer instanceof StoreUnavailable) return answer;
  return new StoreUnavailable(`The table ${table.tableName} answered a write with ${answer}, and then otherwise.`);
}

function outOfPlace(table: TableClient, refusal: Refusal): Error {
  return new Error(`The table ${table.tableName} answered a request with ${refusal}, which it cannot mean.`);
}
