import { LRUCache } from 'lru-cache';
import type { RecordRef } from '../calls/call-record.ts';
import type { RecordCache } from '../calls/ports/record-cache.ts';
import type { StoredRecord } from '../calls/ports/record-store.ts';
import { storeLimits } from './store-limits.ts';

/** Remembers the records used last: at most `max`, default 1,000. */
export function createRecordCache(max: number = storeLimits.cachedRecordsMax): RecordCache {
  const records = new LRUCache<string, StoredRecord>({ max });
  return {
    get: (ref) => records.get(nameOf(ref)),
    put: (ref, stored) => {
      records.set(nameOf(ref), stored);
    },
    drop: (ref) => {
      records.delete(nameOf(ref));
    },
  };
}

function nameOf({ kind, id }: RecordRef): string {
  return `${kind}/${id}`;
}
