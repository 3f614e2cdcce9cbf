import type { Program } from '../interpreter/program.ts';
import { type Transition, transition } from '../interpreter/transition.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, type Intent, type RecordRef, refOf } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import { endCall } from './end-call.ts';
import type { Happening } from './happening.ts';
import { nextRecord } from './next-record.ts';
import { performIntent } from './perform-commands.ts';
import { type StoredRecord, StoreUnavailable } from './ports/record-store.ts';
import { rescueCall } from './rescue-call.ts';
import { programOf } from './unrouted.ts';

/**
 * What became of an event. `contended`: nothing was committed, and it may be delivered again; every other outcome is final.
 */
export type Advance = 'applied' | 'stale' | 'duplicate' | 'over' | 'foreign' | 'unknown' | 'rescued' | 'contended';

/**
 * THE loop: load, transition, save, perform. Whatever happens to a call goes through here: webhooks, timers, the watchdog,
 * and what a command itself brings back. The conditional write commits the new state and the commands together, and only
 * its winner performs them. Throws `StoreUnavailable` only while nothing is committed.
 */
export async function advanceCall(services: CallServices, ref: RecordRef, happening: Happening): Promise<Advance> {
  const applied = await applyHappening(services, ref, happening);
  if (typeof applied === 'string') return applied;
  await carryOn(services, applied);
  return 'applied';
}

/** A committed record and the commands that its writer alone may perform. */
export interface Committed {
  readonly stored: StoredRecord;
  readonly intent?: Intent;
}

/**
 * Performs what was committed, and puts what comes back of it into the loop. From here on nothing may be reported as
 * failed, since the event is committed: what does not come through is left to the watchdog.
 */
export async function carryOn(services: CallServices, committed: Committed): Promise<void> {
  const ref = refOf(committed.stored.record);
  try {
    let current: Committed | undefined = committed;
    for (let turn = 0; current !== undefined && turn < callLimits.turnsMax; turn++) {
      current = await oneTurn(services, ref, current);
    }
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    const level = error instanceof StoreUnavailable ? 'warn' : 'error';
    services.log.write({ level, what: 'leftToWatchdog', ...logged(committed.stored.record), code });
  }
}

async function oneTurn(services: CallServices, ref: RecordRef, committed: Committed): Promise<Committed | undefined> {
  const { stored, intent } = committed;
  const followUp = intent === undefined ? undefined : await performIntent(services, stored, intent);
  if (followUp !== undefined) {
    const applied = await applyHappening(services, ref, followUp);
    return typeof applied === 'string' ? undefined : applied;
  }
  if (stored.record.phase === 'ending') await endCall(services, ref);
  return undefined;
}

/** Decides and commits. A cached state is only a hint: nothing is dropped because of it without a reload. */
async function applyHappening(
  services: CallServices,
  ref: RecordRef,
  happening: Happening,
): Promise<Advance | Committed> {
  let cached = services.cache.get(ref);
  for (let attempt = 0; attempt < callLimits.conflictsMax; attempt++) {
    const stored = cached ?? (await storeOf(services, ref.kind).load(ref.id));
    if (stored === undefined) return report(services, ref, happening, 'unknown');
    if (stored.type === 'unreadable') return rescued(services, ref, happening, stored.attemptId);
    const decided = decide(services, stored.record, happening);
    if (typeof decided !== 'string') {
      const committed = await commit(services, ref, { stored, decided });
      if (committed !== undefined) {
        report(services, ref, happening, 'applied', committed.stored.record);
        return committed;
      }
    } else if (decided === 'cannotGoOn')
      return rescued(services, ref, happening, stored.record.attemptId, stored.record);
    else if (cached === undefined) return report(services, ref, happening, decided, stored.record);
    services.cache.drop(ref);
    cached = undefined;
  }
  return report(services, ref, happening, 'contended');
}

/** What the event makes of the record, or why it makes nothing. Pure but for the writer's new name. */
function decide(
  services: CallServices,
  record: CallRecord,
  happening: Happening,
): CallRecord | 'foreign' | 'over' | 'duplicate' | 'stale' | 'cannotGoOn' {
  if (happening.attemptId !== undefined && happening.attemptId !== record.attemptId) return 'foreign';
  if (record.phase !== 'open') return 'over';
  if (happening.eventId !== undefined && record.seen.includes(happening.eventId)) return 'duplicate';
  const program = programOf(services.catalog, record.state.program);
  if (program === undefined) return 'cannotGoOn';
  const next = tryTransition(program, record, happening);
  if (next === undefined) return 'cannotGoOn';
  if (next.state === record.state) return 'stale';
  return nextRecord(record, next, { happening, nowMs: services.clock.nowMs(), writer: services.ids.next() });
}

/** `transition` never throws; should it be broken all the same, the caller gets a person, not silence. */
function tryTransition(program: Program, record: CallRecord, happening: Happening): Transition | undefined {
  try {
    return transition(program, record.state, happening.event);
  } catch {
    return undefined;
  }
}

/** The conditional write; undefined where somebody else was first. */
async function commit(
  services: CallServices,
  ref: RecordRef,
  change: { stored: StoredRecord; decided: CallRecord },
): Promise<Committed | undefined> {
  const record = await withRoomInTrace(services, change.decided);
  const written = await storeOf(services, ref.kind).replace(record, change.stored.version);
  if (!written.ok) return undefined;
  const stored: StoredRecord = { type: 'stored', record, version: written.value };
  services.cache.put(ref, stored);
  services.timers.wakeAt(ref, record.dueAtMs);
  const intent = record.intents.find((one) => one.seq === record.state.seq);
  return intent === undefined ? { stored } : { stored, intent };
}

/** Moves a full trace to the archive. The upsert may be repeated, so it goes before the write that relies on it. */
async function withRoomInTrace(services: CallServices, record: CallRecord): Promise<CallRecord> {
  const { page, lines } = record.trace;
  if (JSON.stringify(lines).length <= callLimits.traceCharactersMax) return record;
  await services.archive.putTrace(record.id, page, lines);
  return { ...record, trace: { page: page + 1, lines: [] } };
}

async function rescued(
  services: CallServices,
  ref: RecordRef,
  happening: Happening,
  attemptId: string,
  record?: CallRecord,
): Promise<Advance> {
  if (happening.attemptId !== undefined && happening.attemptId !== attemptId)
    return report(services, ref, happening, 'foreign');
  await rescueCall(services, { ref, attemptId, ...(record === undefined ? {} : { record }) });
  return report(services, ref, happening, 'rescued');
}

function report(
  services: CallServices,
  ref: RecordRef,
  happening: Happening,
  outcome: Advance,
  record?: CallRecord,
): Advance {
  const level = outcome === 'contended' || outcome === 'foreign' ? 'warn' : 'info';
  services.log.write({
    level,
    what: 'event',
    kind: happening.event.type,
    outcome,
    ...(record === undefined ? idOf(ref) : logged(record)),
  });
  return outcome;
}

function idOf(ref: RecordRef): { callId: string } | { attemptId: string } {
  return ref.kind === 'call' ? { callId: ref.id } : { attemptId: ref.id };
}

function logged(record: CallRecord): { callId?: string; attemptId: string; seq: number; step: string } {
  const { attemptId, state } = record;
  const step = state.frames.at(-1)?.step ?? '';
  return { ...(record.kind === 'call' ? { callId: record.id } : {}), attemptId, seq: state.seq, step };
}
