import type { CallRecord, RecordKind } from '../../src/calls/call-record.ts';
import type { StoredRecord, Version } from '../../src/calls/ports/record-store.ts';

/** A row and who wrote it. */
export interface Row {
  readonly record: CallRecord;
  readonly version: number;
}

/** What the storage did with a write. */
export type Written =
  | { readonly ok: true; readonly version: Version }
  | { readonly ok: false; readonly error: 'exists' | 'conflict' | 'missing' };

/** Is told of every write that took place. */
export type OnWrite = (by: string, record: CallRecord, replaced: CallRecord | undefined) => void;

/**
 * The rows of one table, shared by every instance: JSON goes in and comes out, so that nobody shares an object, and a version
 * guards each row.
 */
export interface MemoryRecords {
  readonly kind: RecordKind;
  load(id: string): StoredRecord | undefined;
  insert(by: string, record: CallRecord): Written;
  replace(by: string, record: CallRecord, version: Version): Written;
  remove(id: string): void;
  due(nowMs: number, max: number): readonly string[];
  purge(nowMs: number, max: number): number;
  /** Whether `purge` would find anything. */
  hasExpired(nowMs: number): boolean;
  size(): number;
}

interface StoredRow {
  readonly json: string;
  readonly version: number;
  readonly dueAtMs: number;
  /** Kept only until its time has passed. */
  readonly closed: boolean;
}

/** An empty table. `ignoresVersions` breaks it on purpose. */
export function createMemoryRecords(kind: RecordKind, onWrite: OnWrite, ignoresVersions = false): MemoryRecords {
  const rows = new Map<string, StoredRow>();
  let versions = 0;
  const read = (row: StoredRow | undefined): CallRecord | undefined =>
    // Only records are put into the rows, as JSON.
    row === undefined ? undefined : (JSON.parse(row.json) as CallRecord);
  const write = (by: string, record: CallRecord): Written => {
    const replaced = read(rows.get(record.id));
    const version = ++versions;
    const closed = record.phase === 'handedOver' || record.phase === 'over';
    rows.set(record.id, { json: JSON.stringify(record), version, dueAtMs: record.dueAtMs, closed });
    onWrite(by, record, replaced);
    return { ok: true, version: String(version) };
  };
  const passed = (nowMs: number, closed: boolean) =>
    [...rows].filter(([, row]) => row.closed === closed && row.dueAtMs <= nowMs).map(([id]) => id);
  return {
    kind,
    load: (id) => {
      const row = rows.get(id);
      const record = read(row);
      return record === undefined ? undefined : { type: 'stored', record, version: String(row?.version) };
    },
    insert: (by, record) => (rows.has(record.id) ? { ok: false, error: 'exists' } : write(by, record)),
    replace: (by, record, version) => {
      const row = rows.get(record.id);
      if (row === undefined) return { ok: false, error: 'missing' };
      return !ignoresVersions && String(row.version) !== version ? { ok: false, error: 'conflict' } : write(by, record);
    },
    remove: (id) => {
      rows.delete(id);
    },
    due: (nowMs, max) => passed(nowMs, false).slice(0, max),
    purge: (nowMs, max) => {
      const gone = passed(nowMs, true).slice(0, max);
      for (const id of gone) rows.delete(id);
      return gone.length;
    },
    hasExpired: (nowMs) => passed(nowMs, true).length > 0,
    size: () => rows.size,
  };
}
