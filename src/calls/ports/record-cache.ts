import type { RecordRef } from '../call-record.ts';
import type { StoredRecord } from './record-store.ts';

/** The last versions that this process has seen. Only a hint: nothing is dropped because of it without a reload. */
export interface RecordCache {
  get(ref: RecordRef): StoredRecord | undefined;
  put(ref: RecordRef, stored: StoredRecord): void;
  drop(ref: RecordRef): void;
}
