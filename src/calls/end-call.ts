import { callDetailRecord } from './call-detail-record.ts';
import { callLimits } from './call-limits.ts';
import type { RecordRef } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import type { StoredRecord } from './ports/record-store.ts';

/**
 * The ending: traces, call detail record, tombstone, and only then the row goes. Every step may be repeated, so whoever finds
 * a call in this phase, after a crash at any point, does all of it again.
 */
export async function endCall(services: CallServices, ref: RecordRef): Promise<void> {
  const stored = await storeOf(services, ref.kind).load(ref.id);
  if (stored?.type !== 'stored' || stored.record.phase !== 'ending') return;
  const { trace, state, attemptId } = stored.record;
  if (trace.lines.length > 0) await services.archive.putTrace(ref.id, trace.page, trace.lines);
  const cdr = callDetailRecord(state);
  await services.archive.putCallDetailRecord(cdr);
  await closeRecord(services, ref, stored);
  const called = ref.kind === 'call' ? { callId: ref.id } : {};
  services.log.write({
    level: 'info',
    what: 'callEnded',
    ...called,
    attemptId,
    outcome: cdr.disposition,
    durationMs: cdr.durationMs,
  });
}

/** A call leaves a tombstone; an attempt is its own tombstone until it is purged. */
async function closeRecord(services: CallServices, ref: RecordRef, stored: StoredRecord): Promise<void> {
  const dueAtMs = services.clock.nowMs() + callLimits.tombstoneMs;
  if (ref.kind === 'call') {
    await services.archive.bury(ref.id, dueAtMs);
    await services.calls.remove(ref.id);
  } else {
    const over = { ...stored.record, phase: 'over' as const, intents: [], dueAtMs, writer: services.ids.next() };
    await services.attempts.replace(over, stored.version);
  }
  services.cache.drop(ref);
  services.timers.cancel(ref);
}
