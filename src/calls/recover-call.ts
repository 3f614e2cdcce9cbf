import type { CallEvent } from '../interpreter/event.ts';
import { isCallerGone, operationOf } from '../interpreter/state.ts';
import { advanceCall } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, type RecordRef, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { endCall } from './end-call.ts';
import { handOver } from './hand-over.ts';
import { waiting, withDue } from './next-record.ts';
import { isClosed, type StoredRecord, type UnreadableRecord } from './ports/record-store.ts';
import { rewriteRecord } from './rewrite-record.ts';
import { takeOverIntent } from './take-over-intent.ts';

/**
 * Looks after a call of which something is due: its timer in this process, the watchdog, or a repeated event brought it here.
 * Safe at any time and from anywhere: what is not due is left alone, and whatever is done begins with a conditional write
 * or can be repeated.
 */
export async function recoverCall(services: CallServices, ref: RecordRef): Promise<void> {
  const stored = await storeOf(services, ref.kind).load(ref.id);
  if (stored === undefined) return services.timers.cancel(ref);
  if (stored.type === 'unreadable') return rescue(services, ref, stored);
  const { record } = stored;
  if (isClosed(record)) return services.timers.cancel(ref);
  if (services.clock.nowMs() < record.dueAtMs) return services.timers.wakeAt(ref, record.dueAtMs);
  if (record.phase === 'ending') return endCall(services, ref);
  if (record.boundTo !== undefined) {
    await handOver(services, { attemptId: record.id, callId: record.boundTo, known: stored });
    return;
  }
  return recoverOpen(services, stored);
}

async function recoverOpen(services: CallServices, stored: StoredRecord): Promise<void> {
  const { record } = stored;
  const nowMs = services.clock.nowMs();
  const expired = record.intents.find((intent) => intent.leaseUntilMs <= nowMs);
  if (expired !== undefined) return takeOverIntent(services, stored, expired);
  const token = overdueToken(record, nowMs);
  if (token !== undefined) return passDeadline(services, stored, token);
  await rewriteRecord(services, stored, withDue(record, nowMs));
}

/** An operation is not overdue as long as somebody is still at work on its command. */
function overdueToken(record: CallRecord, nowMs: number): string | undefined {
  return waiting(record).find(({ dueAtMs }) => dueAtMs <= nowMs)?.token;
}

/** An operation is overdue: what the service knows of the call decides what that means. */
async function passDeadline(services: CallServices, stored: StoredRecord, token: string): Promise<void> {
  const { record } = stored;
  const event = await overdueEvent(services, record, token);
  services.log.write({
    level: operationOf(record.state, token)?.kind === 'timer' ? 'info' : 'warn',
    what: 'overdue',
    attemptId: record.attemptId,
    seq: record.state.seq,
    outcome: event?.type ?? 'waits',
  });
  const outcome = event === undefined ? undefined : await advanceCall(services, refOf(record), { event });
  // What changed nothing now is looked at again, but not at once.
  if (outcome !== undefined && outcome !== 'stale') return;
  await rewriteRecord(services, stored, { ...record, dueAtMs: services.clock.nowMs() + callLimits.probeAgainMs });
}

/** What the deadline means; undefined where it is too early to say. */
async function overdueEvent(services: CallServices, record: CallRecord, token: string): Promise<CallEvent | undefined> {
  const { state } = record;
  const passed: CallEvent = { type: 'deadlinePassed', token, atMs: services.clock.nowMs() };
  // Before there is a connection, and after the caller left, the service has nothing to say about the call; nor about a timer.
  if (record.kind === 'attempt' || isCallerGone(state) || operationOf(state, token)?.kind === 'timer') return passed;
  const probe = await services.telephony.probe(record.id, callLimits.commandTimeoutMs);
  const atMs = services.clock.nowMs();
  const lateMs = atMs - (operationOf(state, token)?.dueAtMs ?? 0);
  switch (probe) {
    case 'gone':
      return { type: 'callDisconnected', reason: 'gone', atMs };
    case 'connected':
      return state.phase === 'answering' && !state.closing ? { type: 'callConnected', atMs } : { ...passed, atMs };
    case 'connecting':
    case 'unknown':
      // A deadline acted upon while the call may be fine says a prompt twice, or hangs up on somebody: some patience first.
      return lateMs < callLimits.probePatienceMs ? undefined : { ...passed, atMs };
    case 'transferring':
      return { ...passed, atMs };
  }
}

/** The loop rescues a row that it cannot read, whatever brings it there. */
async function rescue(services: CallServices, ref: RecordRef, { attemptId, boundTo }: UnreadableRecord): Promise<void> {
  services.cache.drop(ref);
  // An attempt that has its connection must not be answered again: what remains is to close it.
  if (boundTo !== undefined) {
    await handOver(services, { attemptId, callId: boundTo });
    return;
  }
  await advanceCall(services, ref, { event: { type: 'deadlinePassed', token: '', atMs: services.clock.nowMs() } });
}
