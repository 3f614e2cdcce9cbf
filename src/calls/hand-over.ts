import { callLimits } from './call-limits.ts';
import { type CallRecord, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { changeOperations } from './change-operations.ts';
import { withDue } from './next-record.ts';
import { isClosed, type StoredRecord } from './ports/record-store.ts';
import { standInBeingAnswered } from './rescue-call.ts';

/**
 * What became of a connection. `bound`: it is the attempt's call, which has a row of its own (or had: it may have ended).
 * `ended`: it was, and is over. `other`: the attempt has another connection, or is over, so this one is nobody's. `unknown`:
 * there is no such attempt. `contended`: others kept writing the attempt; nothing is known.
 */
export type HandOver = 'bound' | 'ended' | 'other' | 'unknown' | 'contended';

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
      await insertCall(services, bound, callId);
      await closeAttempt(services, { type: 'stored', record: bound, version: written.value });
      return 'bound';
    }
    stored = undefined;
  }
  return 'contended';
}

/** Somebody else bound the attempt and may have died before the call had its row; or the call may have come and gone. */
async function finishHandOver(services: CallServices, stored: StoredRecord, callId: string): Promise<HandOver> {
  const ended = await services.archive.isBuried(callId);
  if (stored.record.phase === 'open') {
    if (!ended) await insertCall(services, stored.record, callId);
    await closeAttempt(services, stored);
  }
  return ended ? 'ended' : 'bound';
}

async function loadAttempt(services: CallServices, attemptId: string): Promise<StoredRecord | undefined> {
  const loaded = await services.attempts.load(attemptId);
  if (loaded?.type !== 'unreadable') return loaded;
  // Its caller was answered all the same, and is rescued as soon as the call is connected.
  return isClosed({ phase: loaded.phase ?? 'open' }) ? undefined : standInBeingAnswered(services, loaded);
}

/** A row that is there already is the same call's, made by whoever was faster. */
async function insertCall(services: CallServices, attempt: CallRecord, callId: string): Promise<void> {
  const record = callFrom(services, attempt, callId);
  const inserted = await services.calls.insert(record);
  if (!inserted.ok) return;
  services.cache.put(refOf(record), { type: 'stored', record, version: inserted.value });
  services.timers.wakeAt(refOf(record), record.dueAtMs);
}

/** The call's row: the attempt's state under the connection's id. Being connected takes a moment, not as long as ringing. */
function callFrom(services: CallServices, attempt: CallRecord, callId: string): CallRecord {
  const { incomingCallContext: _context, boundTo: _boundTo, ...record } = attempt;
  const nowMs = services.clock.nowMs();
  const state = changeOperations({ ...record.state, callId }, (operation) => ({
    ...operation,
    dueAtMs: Math.min(operation.dueAtMs, nowMs + callLimits.connectedAfterMs),
  }));
  return withDue({ ...record, kind: 'call', id: callId, state, intents: [], writer: services.ids.next() }, nowMs);
}

/** The attempt is kept for a while: it knows repeats of the incoming call, and connections that are nobody's. */
async function closeAttempt(services: CallServices, { record, version }: StoredRecord): Promise<void> {
  services.timers.cancel(refOf(record));
  services.cache.drop(refOf(record));
  const dueAtMs = services.clock.nowMs() + callLimits.tombstoneMs;
  await services.attempts.replace(
    { ...record, phase: 'handedOver', intents: [], dueAtMs, writer: services.ids.next() },
    version,
  );
}
