import type { CallDetailRecord } from '../../src/calls/call-detail-record.ts';
import type { TraceLine } from '../../src/calls/call-record.ts';
import type { Archive } from '../../src/calls/ports/archive.ts';
import { frozenCopy } from './memory-copy.ts';

/** An archive in memory, and what only a test may ask it. */
export interface MemoryArchive extends Archive {
  /** Every call detail record, in the order in which they were written. */
  callDetailRecords(): readonly CallDetailRecord[];
  /** The pages of a call's trace, in order, as one. */
  trace(callId: string): readonly TraceLine[];
}

/** Keeps frozen copies only. */
export function createMemoryArchive(): MemoryArchive {
  const cdrs = new Map<string, CallDetailRecord>();
  const pages = new Map<string, Map<number, readonly TraceLine[]>>();
  const purgeAtMs = new Map<string, number>();
  return {
    putTrace: async (callId, page, lines) => {
      const trace = pages.get(callId) ?? new Map<number, readonly TraceLine[]>();
      pages.set(callId, trace.set(page, frozenCopy(lines)));
    },
    putCallDetailRecord: async (cdr) => {
      const key = `${cdr.offeredAt.slice(0, 10)}/${cdr.attemptId}`;
      if (!cdrs.has(key)) cdrs.set(key, frozenCopy(cdr));
    },
    bury: async (callId, atMs) => {
      purgeAtMs.set(callId, atMs);
    },
    isBuried: async (callId) => purgeAtMs.has(callId),
    purge: async (nowMs, max) => {
      const over = [...purgeAtMs].filter(([, atMs]) => atMs <= nowMs).slice(0, max);
      for (const [callId] of over) purgeAtMs.delete(callId);
      return over.length;
    },
    callDetailRecords: () => [...cdrs.values()],
    trace: (callId) => [...(pages.get(callId) ?? [])].sort(([a], [b]) => a - b).flatMap(([, lines]) => [...lines]),
  };
}
