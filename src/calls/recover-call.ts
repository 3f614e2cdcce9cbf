import type { CallEvent } from '../interpreter/event.ts';
import { advanceCall, carryOn } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, type Intent, type RecordRef, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { endCall } from './end-call.ts';
import { handOver } from './hand-over.ts';
import { leaseUntilMs, withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';
import type { CallProbe } from './ports/telephony.ts';
import { rescueCall } from './rescue-call.ts';

/**
 * Looks after a call of which something is due: its timer in this process, the watchdog, or a repeated event brought it here.
 * Safe at any time and from anywhere: what is not due is left alone, and every action begins with a conditional write.
 */
export async function recoverCall(services: CallServices, ref: RecordRef): Promise<void> {
  const stored = await storeOf(services, ref.kind).load(ref.id);
  if (stored === undefined) return services.timers.cancel(ref);
  if (stored.type === 'unreadable') return rescueCall(services, { ref, ...stored });
  const { record } = stored;
  if (services.clock.nowMs() < record.dueAtMs) return services.timers.wakeAt(ref, record.dueAtMs);
  switch (record.phase) {
    case 'handedOver':
    case 'over':
      return storeOf(services, ref.kind).remove(ref.id);
    case 'ending':
      return endCall(services, ref);
    case 'open':
      return recoverOpen(services, stored);
  }
}

async function recoverOpen(services: CallServices, stored: StoredRecord): Promise<void> {
  const { record } = stored;
  if (record.kind === 'attempt' && record.boundTo !== undefined) {
    await handOver(services, { attemptId: record.id, callId: record.boundTo, known: stored });
    return;
  }
  const nowMs = services.clock.nowMs();
  const expired = record.intents.find((intent) => intent.leaseUntilMs <= nowMs);
  if (expired !== undefined) return performAgain(services, stored, expired);
  const overdue = Object.entries(record.state.operations).find(([, operation]) => operation.dueAtMs <= nowMs);
  if (overdue !== undefined) return deadline(services, stored, overdue[0]);
  await rewriteDue(services, stored, withDue(record, nowMs).dueAtMs);
}

/** Takes a batch over from a performer whose lease has passed. A transfer rings a person, so it is asked about first. */
async function performAgain(services: CallServices, stored: StoredRecord, intent: Intent): Promise<void> {
  const { record } = stored;
  const ref = refOf(record);
  const open = intent.commands.find((command) => Object.hasOwn(record.state.operations, command.token));
  if (intent.attempts >= callLimits.intentAttemptsMax && open !== undefined) {
    const event: CallEvent = {
      type: 'commandRefused',
      token: open.token,
      reason: 'unreachable',
      atMs: services.clock.nowMs(),
    };
    await advanceCall(services, ref, { event, settles: intent.seq });
    return;
  }
  const transferring = intent.commands.some((command) => command.type === 'transfer');
  const probe = transferring ? await services.telephony.probe(record.id, callLimits.commandTimeoutMs) : 'connected';
  if (probe === 'gone') return callGone(services, ref);
  const nowMs = services.clock.nowMs();
  const held: Intent = {
    ...intent,
    attempts: intent.attempts + 1,
    leaseUntilMs: leaseUntilMs(intent.commands.length, nowMs),
  };
  const performed = probe === 'transferring' || open === undefined;
  const intents = record.intents.flatMap((one) => (one.seq !== intent.seq ? [one] : performed ? [] : [held]));
  const next = withDue({ ...record, intents, writer: services.ids.next() }, nowMs);
  const committed = await replace(services, stored, next);
  if (committed === undefined || performed || probe === 'unknown') return;
  services.log.write({
    level: 'warn',
    what: 'performedAgain',
    attemptId: record.attemptId,
    seq: intent.seq,
    count: held.attempts,
  });
  await carryOn(services, { stored: committed, intent: held });
}

/** An operation is overdue: what the service knows of the call decides what that means. */
async function deadline(services: CallServices, stored: StoredRecord, token: string): Promise<void> {
  const { record } = stored;
  const ref = refOf(record);
  const probe =
    record.kind === 'call' ? await services.telephony.probe(record.id, callLimits.commandTimeoutMs) : 'connecting';
  services.log.write({
    level: 'warn',
    what: 'overdue',
    attemptId: record.attemptId,
    seq: record.state.seq,
    outcome: probe,
  });
  if (probe === 'gone') return callGone(services, ref);
  if (probe === 'unknown' && stillPatient(services, record, token)) {
    return rewriteDue(services, stored, services.clock.nowMs() + callLimits.probeAgainMs);
  }
  await advanceCall(services, ref, { event: overdueEvent(services, record, { token, probe }) });
}

/** A service that cannot be asked is given some time, for a deadline acted upon twice says a prompt twice. */
function stillPatient(services: CallServices, record: CallRecord, token: string): boolean {
  const dueAtMs = record.state.operations[token]?.dueAtMs ?? 0;
  return services.clock.nowMs() - dueAtMs < callLimits.probePatienceMs;
}

function overdueEvent(
  services: CallServices,
  record: CallRecord,
  { token, probe }: { token: string; probe: CallProbe },
): CallEvent {
  const atMs = services.clock.nowMs();
  const lostConnection = record.state.phase === 'answering' && probe === 'connected';
  return lostConnection ? { type: 'callConnected', atMs } : { type: 'deadlinePassed', token, atMs };
}

async function callGone(services: CallServices, ref: RecordRef): Promise<void> {
  await advanceCall(services, ref, {
    event: { type: 'callDisconnected', reason: 'gone', atMs: services.clock.nowMs() },
  });
}

async function rewriteDue(services: CallServices, stored: StoredRecord, dueAtMs: number): Promise<void> {
  await replace(services, stored, { ...stored.record, dueAtMs, writer: services.ids.next() });
}

async function replace(
  services: CallServices,
  stored: StoredRecord,
  record: CallRecord,
): Promise<StoredRecord | undefined> {
  const ref = refOf(record);
  const written = await storeOf(services, ref.kind).replace(record, stored.version);
  if (!written.ok) {
    services.cache.drop(ref);
    return undefined;
  }
  const next: StoredRecord = { type: 'stored', record, version: written.value };
  services.cache.put(ref, next);
  services.timers.wakeAt(ref, record.dueAtMs);
  return next;
}
