import type { CallRecord, RecordKind } from '../../src/calls/call-record.ts';

import {
  isClosed,
  type RecordStore,
  type StoredRecord,
  type UnreadableRecord,
} from '../../src/calls/ports/record-store.ts';
import { failed, ok } from '../../src/result.ts';
import { frozenCopy } from './memory-copy.ts';

/** A store of records in memory, and what only a test may do with it. */
export interface MemoryRecordStore extends RecordStore {
  /** Every record, in no order. */
  records(): readonly CallRecord[];
  /** From now on the record cannot be read. */
  spoil(id: string, reason: string): void;
}

interface Row {
  readonly record: CallRecord;
  readonly version: string;
  readonly spoiltBy?: string;
}

/** Keeps frozen copies only, so that no object is shared with a caller. Versions never repeat. */
export function createMemoryRecordStore(kind: RecordKind): MemoryRecordStore {
  const rows = new Map<string, Row>();
  let versions = 0;
  const put = (record: CallRecord) => {
    if (record.kind !== kind)
      throw new Error(`A record of kind ${record.kind} was given to the store of kind ${kind}.`);
    const version = `version ${++versions}`;
    rows.set(record.id, { record: frozenCopy(record), version });
    return ok(version);
  };
  return {
    load: async (id) => {
      const row = rows.get(id);
      return row === undefined ? undefined : loaded(row);
    },
    insert: async (record) => {
      const standing = rows.get(record.id);
      if (standing === undefined) return put(record);
      return standing.record.writer === record.writer ? ok(standing.version) : failed('exists');
    },
    replace: async (record, version) => {
      const row = rows.get(record.id);
      if (row === undefined) return failed('missing');
      return row.version === version ? put(record) : failed('conflict');
    },
    remove: async (id) => {
      rows.delete(id);
    },
    due: async (nowMs, max) =>
      [...rows.values()]
        .filter(({ record }) => !isClosed(record) && record.dueAtMs <= nowMs)
        .sort((a, b) => a.record.dueAtMs - b.record.dueAtMs)
        .slice(0, max)
        .map(({ record }) => record.id),
    purge: async (nowMs, max) => {
      const closed = [...rows.values()]
        .filter(({ record }) => isClosed(record) && record.dueAtMs <= nowMs)
        .slice(0, max);
      for (const { record } of closed) rows.delete(record.id);
      return closed.length;
    },
    records: () => [...rows.values()].map(({ record }) => record),
    spoil: (id, reason) => {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, { ...row, spoiltBy: reason });
    },
  };
}

function loaded({ record, version, spoiltBy }: Row): StoredRecord | UnreadableRecord {
  if (spoiltBy === undefined) return { type: 'stored', record, version };
  const { id, attemptId, phase, boundTo, incomingCallContext } = record;
  const context = incomingCallContext === undefined ? {} : { incomingCallContext };
  return {
    type: 'unreadable',
    id,
    version,
    attemptId,
    phase,
    ...(boundTo === undefined ? {} : { boundTo }),
    ...context,
    reason: spoiltBy,
  };
}
