import { callLimits } from './call-limits.ts';
import type { CallRecord } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';

/**
 * What became of a connection. `bound`: it is the attempt's call, which has a row of its own (or had: it may have ended).
 * `other`: the attempt has another connection, or is over, so this one is nobody's. `unknown`: there is no such attempt.
 */
export type HandOver = 'bound' | 'ended' | 'other' | 'unknown';

/** A connection and the attempt that it claims to come from. */
export interface Connection {
  readonly attemptId: string;
  readonly callId: string;
  /** The attempt as last written, where that is known. */
  readonly known?: StoredRecord;
}

/**
 * Makes an attempt into a call: binds it to one connection by a conditional write, then makes the call's row out of the
 * attempt's. Whoever learns of the connection first does this, by the answer's response or by the first event; whoever comes
 * later, or takes over from one who died in between, does the rest of it.
 */
export async function handOver(services: CallServices, connection: Connection): Promise<HandOver> {
  const { attemptId, callId } = connection;
  let stored = connection.known;
  for (let tries = 0; tries < callLimits.conflictsMax; tries++) {
    stored ??= await loadAttempt(services, attemptId);
    if (stored === undefined) return 'unknown';
    const { record } = stored;
    if (record.boundTo === callId) return finishHandOver(services, stored, callId);
    if (record.boundTo !== undefined || record.phase !== 'open') return 'other';
    const bound = withDue({ ...record, boundTo: callId, writer: services.ids.next() }, services.clock.nowMs());
    const written = await services.attempts.replace(bound, stored.version);
    if (written.ok) {
      await services.calls.insert(callFrom(bound, callId, services));
      await closeAttempt(services, { type: 'stored', record: bound, version: written.value });
      return 'bound';
    }
    stored = undefined;
  }
  return 'other';
}

/** Somebody else bound the attempt and may have died before the call had its row; or the call may have come and gone. */
async function finishHandOver(services: CallServices, stored: StoredRecord, callId: string): Promise<HandOver> {
  if (await services.archive.isBuried(callId)) return 'ended';
  if (stored.record.phase === 'open') {
    await services.calls.insert(callFrom(stored.record, callId, services));
    await closeAttempt(services, stored);
  }
  return 'bound';
}

async function loadAttempt(services: CallServices, attemptId: string): Promise<StoredRecord | undefined> {
  const loaded = await services.attempts.load(attemptId);
  return loaded?.type === 'stored' ? loaded : undefined;
}

function callFrom(attempt: CallRecord, callId: string, services: CallServices): CallRecord {
  const { incomingCallContext: _context, boundTo: _boundTo, ...record } = attempt;
  const call: CallRecord = {
    ...record,
    kind: 'call',
    id: callId,
    state: { ...record.state, callId },
    intents: [],
    writer: services.ids.next(),
  };
  const due = withDue(call, services.clock.nowMs());
  services.timers.wakeAt({ kind: 'call', id: callId }, due.dueAtMs);
  return due;
}

/** The attempt is kept for a while: it knows repeats of the incoming call, and connections that are nobody's. */
async function closeAttempt(services: CallServices, stored: StoredRecord): Promise<void> {
  const ref = { kind: 'attempt', id: stored.record.id } as const;
  services.timers.cancel(ref);
  services.cache.drop(ref);
  const dueAtMs = services.clock.nowMs() + callLimits.tombstoneMs;
  await services.attempts.replace(
    { ...stored.record, phase: 'handedOver', intents: [], dueAtMs, writer: services.ids.next() },
    stored.version,
  );
}
