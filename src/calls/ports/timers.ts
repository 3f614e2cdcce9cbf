import type { RecordRef } from '../call-record.ts';

/**
 * Wakes this process for a call when something of it is due, precise to some tens of milliseconds. A hint, not a promise: an
 * instance that dies takes its timers with it, and the watchdog comes instead.
 */
export interface Timers {
  /** Wakes for the call at this instant (milliseconds since 1970), instead of any earlier wish for the same call. */
  wakeAt(ref: RecordRef, atMs: number): void;
  /** Nothing of the call is due any more. */
  cancel(ref: RecordRef): void;
}
