import type { CallDetailRecord } from '../call-detail-record.ts';
import type { TraceLine } from '../call-record.ts';

/** What is left of ended calls. Every write may be repeated and has the same effect. */
export interface Archive {
  /** Writes one page of a call's trace. */
  putTrace(callId: string, page: number, lines: readonly TraceLine[]): Promise<void>;
  /** Writes a call's detail record, once: a second one for the same call changes nothing. */
  putCallDetailRecord(cdr: CallDetailRecord): Promise<void>;
  /** Remembers that a call has ended, so that late events are known for what they are. */
  bury(callId: string, purgeAtMs: number): Promise<void>;
  /** Whether a call is known to have ended. */
  isBuried(callId: string): Promise<boolean>;
  /** Forgets calls whose time has passed, at most `max`; returns how many. */
  purge(nowMs: number, max: number): Promise<number>;
}
