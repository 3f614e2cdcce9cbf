import type { CallDetailRecord } from '../../src/calls/call-detail-record.ts';
import type { TraceLine } from '../../src/calls/call-record.ts';
import type { History } from './history.ts';

/** What is left of ended calls, shared by every instance. */
export interface MemoryArchive {
  putTrace(callId: string, page: number, lines: readonly TraceLine[]): void;
  putCallDetailRecord(cdr: CallDetailRecord): void;
  bury(callId: string, purgeAtMs: number): void;
  isBuried(callId: string): boolean;
  purge(nowMs: number, max: number): number;
  tombstones(): number;
  /** Whether a call was ever buried, purged or not. */
  wasBuried(callId: string): boolean;
  /** Whether `purge` would find anything. */
  hasExpired(nowMs: number): boolean;
}

/** An archive that writes into the history of its run. */
export function createMemoryArchive(history: History): MemoryArchive {
  const buried = new Map<string, number>();
  const ever = new Set<string>();
  const expired = (nowMs: number) => [...buried].filter(([, atMs]) => atMs <= nowMs);
  return {
    putTrace: (callId, page, lines) => {
      history.traces.set(`${callId}/${page}`, lines);
    },
    // As the port says, a second record of the same attempt changes nothing; that it is another one is looked at.
    putCallDetailRecord: (cdr) => {
      const kept = history.cdrs.find(({ attemptId }) => attemptId === cdr.attemptId);
      if (kept === undefined) history.cdrs.push(cdr);
      else if (kept.disposition !== cdr.disposition)
        history.broken.push(`two call detail records that differ: ${kept.disposition} and ${cdr.disposition}`);
    },
    bury: (callId, purgeAtMs) => {
      buried.set(callId, purgeAtMs);
      ever.add(callId);
    },
    isBuried: (callId) => buried.has(callId),
    purge: (nowMs, max) => {
      const gone = expired(nowMs).slice(0, max);
      for (const [callId] of gone) buried.delete(callId);
      return gone.length;
    },
    tombstones: () => buried.size,
    wasBuried: (callId) => ever.has(callId),
    hasExpired: (nowMs) => expired(nowMs).length > 0,
  };
}
