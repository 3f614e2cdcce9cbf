import type { Result } from '../../result.ts';
import type { CallRecord, RecordPhase } from '../call-record.ts';

/**
 * Keeps records under optimistic concurrency: one row each, replaced only by a writer who has seen its last version. Two
 * stores have this form, `CallStore` and `AttemptStore`. A failure of the storage itself throws `StoreUnavailable`.
 */
export interface RecordStore {
  /** The record and its version; a row that cannot be read is a value too, for its caller must not be left in silence. */
  load(id: string): Promise<StoredRecord | UnreadableRecord | undefined>;
  /** Inserts; an existing row of another writer is left alone. */
  insert(record: CallRecord): Promise<Result<Version, 'exists'>>;
  /** Replaces the version given. A lost response is settled by reading back the record's `writer`. */
  replace(record: CallRecord, version: Version): Promise<Result<Version, 'conflict' | 'missing'>>;
  /** Removes a record; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** The ids of records that are not closed and whose `dueAtMs` has passed, the earliest first, at most `max` of them. */
  due(nowMs: number, max: number): Promise<readonly string[]>;
  /** Removes closed records whose `dueAtMs` has passed, at most `max` of them; returns how many. */
  purge(nowMs: number, max: number): Promise<number>;
}

/** Opaque name of a version of a row (its ETag). */
export type Version = string;

/** A record as stored. */
export interface StoredRecord {
  readonly type: 'stored';
  readonly record: CallRecord;
  readonly version: Version;
}

/** A row whose state cannot be read: of a newer version, of a lost key, or damaged. */
export interface UnreadableRecord {
  readonly type: 'unreadable';
  readonly id: string;
  readonly version: Version;
  readonly attemptId: string;
  /** Where that much could be read. */
  readonly phase?: RecordPhase;
  readonly boundTo?: string;
  /** Of an attempt, where it could be opened. */
  readonly incomingCallContext?: string;
  /** What does not fit; holds no value of the row. */
  readonly reason: string;
}

/** Whether a record is kept only so that late news are known for what they are. */
export function isClosed(record: Pick<CallRecord, 'phase'>): boolean {
  return record.phase === 'handedOver' || record.phase === 'over';
}

/** The storage could not be asked, or did not answer. Nothing is known of what it did. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
