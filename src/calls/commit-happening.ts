import type { Program } from '../interpreter/program.ts';
import { type Transition, transition } from '../interpreter/transition.ts';
import { programOf } from './built-in-programs.ts';
import { callLimits } from './call-limits.ts';
import type { CallRecord, Intent, RecordRef } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
import type { Happening } from './happening.ts';
import { nextRecord } from './next-record.ts';
import { isClosed, type StoredRecord, StoreUnavailable, type UnreadableRecord } from './ports/record-store.ts';
import { rescuedRecord, standIn } from './rescue-call.ts';

/**
 * What became of an event. `applied`: it changed the call. `rescued`: the call could not take it and now runs the rescue
 * program. `contended`: nothing was committed, and it may be delivered again. The others changed nothing and are final.
 */
export type Outcome = 'applied' | 'rescued' | 'contended' | 'stale' | 'duplicate' | 'over' | 'foreign' | 'unknown';

/** A committed record and the commands that its writer alone may perform. */
export interface Committed {
  readonly stored: StoredRecord;
  readonly intent?: Intent;
}

/** An outcome and what was committed with it. */
export interface Commitment {
  readonly outcome: Outcome;
  readonly committed?: Committed;
}

/**
 * Decides what an event makes of a call, and commits it by a conditional write; a write that loses against another is decided
 * anew. A cached state is only a hint: nothing is dropped because of it without a reload.
 */
export async function commitHappening(
  services: CallServices,
  ref: RecordRef,
  happening: Happening,
): Promise<Commitment> {
  const commitment = await commitOrDrop(services, ref, happening);
  report(services, { ref, happening, commitment });
  return commitment;
}

async function commitOrDrop(services: CallServices, ref: RecordRef, happening: Happening): Promise<Commitment> {
  let cached = services.cache.get(ref);
  for (let attempt = 0; attempt < callLimits.conflictsMax; attempt++) {
    const loaded = cached ?? (await storeOf(services, ref.kind).load(ref.id));
    if (loaded === undefined) return { outcome: 'unknown' };
    const decision = await decide(services, { ref, loaded, happening });
    if ('record' in decision) {
      const commitment = await commitOrRescue(services, loaded, { decision, happening });
      if (commitment !== undefined) return commitment;
      // Only what a lost write has proved to be old: others look here for what has been superseded.
      services.cache.drop(ref);
    } else if (cached === undefined) return decision;
    cached = undefined;
  }
  return { outcome: 'contended' };
}

interface Decided {
  readonly outcome: 'applied' | 'rescued';
  readonly record: CallRecord;
}

type Decision = Decided | { readonly outcome: Outcome };

interface Deciding {
  readonly ref: RecordRef;
  readonly loaded: StoredRecord | UnreadableRecord;
  readonly happening: Happening;
}

/** What the event makes of the record, or why it makes nothing. Commits nothing, so whoever dies in here leaves no trace. */
async function decide(services: CallServices, { ref, loaded, happening }: Deciding): Promise<Decision> {
  const { attemptId } = loaded.type === 'stored' ? loaded.record : loaded;
  if (happening.attemptId !== undefined && happening.attemptId !== attemptId) return { outcome: 'foreign' };
  if (loaded.type === 'unreadable') return decideUnread(services, { ref, loaded, happening });
  const { record } = loaded;
  // An attempt that has its connection is that call's past: late news of it change nothing.
  if (record.phase !== 'open' || record.boundTo !== undefined) return { outcome: 'over' };
  if (happening.eventId !== undefined && record.seen.includes(happening.eventId)) return { outcome: 'duplicate' };
  if (isOwnDoing(record, happening)) return { outcome: 'stale' };
  // The program may come from storage, as the record did; what others commit meanwhile, the conditional write finds out.
  const program = await programOf(services, record.state.program);
  if (program === undefined && isYoung(services, record))
    throw new StoreUnavailable('The program of a call that has just begun is not in storage yet.');
  const next = tryTransition(program, record, happening);
  if (next === undefined) return { outcome: 'rescued', record: rescuedRecord(services, record, happening.event) };
  if (next.state === record.state) return { outcome: 'stale' };
  return { outcome: 'applied', record: nextRecord(record, next, changeOf(services, happening)) };
}

/** A row that cannot be read is rescued, unless its call is over, or is another row's by now. */
function decideUnread(
  services: CallServices,
  { ref, loaded, happening }: Deciding & { readonly loaded: UnreadableRecord },
): Decision {
  const closed = loaded.phase !== undefined && isClosed({ phase: loaded.phase });
  if (closed || loaded.boundTo !== undefined) return { outcome: 'over' };
  const { record } = standIn(services, ref, loaded);
  return { outcome: 'rescued', record: rescuedRecord(services, record, happening.event) };
}

/** A call goes on before its program is known to be kept; an instance that does not have the program must wait for that. */
function isYoung({ clock }: CallServices, { state }: CallRecord): boolean {
  return state.phase !== 'ended' && clock.nowMs() - state.offeredAtMs < callLimits.programLateMs;
}

/** A command that was sent again cancels its first self; as long as it is not confirmed, that is no news. */
function isOwnDoing(record: CallRecord, { event }: Happening): boolean {
  if (event.type !== 'promptCancelled' && event.type !== 'inputCancelled') return false;
  return record.intents.some((intent) => intent.commands.some((command) => command.token === event.token));
}

/** `transition` never throws; should it be broken all the same, the caller gets a person, not silence. */
function tryTransition(program: Program | undefined, record: CallRecord, { event }: Happening): Transition | undefined {
  try {
    return program === undefined ? undefined : transition(program, record.state, event);
  } catch {
    return undefined;
  }
}

function changeOf(services: CallServices, { event, eventId, settles }: Happening) {
  return {
    cause: event.type,
    ...(eventId === undefined ? {} : { eventId }),
    ...(settles === undefined ? {} : { settles }),
    nowMs: services.clock.nowMs(),
    writer: services.ids.next(),
  };
}

/** A record that no row can hold would be decided on again and again, in silence: its caller gets a person instead. */
async function commitOrRescue(
  services: CallServices,
  loaded: StoredRecord | UnreadableRecord,
  { decision, happening }: { readonly decision: Decided; readonly happening: Happening },
): Promise<Commitment | undefined> {
  const { outcome, record } = decision;
  try {
    return withOutcome(outcome, await commit(services, loaded, record));
  } catch (error) {
    if (!(error instanceof RangeError) || loaded.type === 'unreadable') throw error;
    const { attemptId, state } = record;
    services.log.write({ level: 'error', what: 'recordTooLarge', attemptId, seq: state.seq });
    const rescued = rescuedRecord(services, loaded.record, happening.event);
    return withOutcome('rescued', await commit(services, loaded, rescued));
  }
}

function withOutcome(outcome: Outcome, committed: Committed | undefined): Commitment | undefined {
  return committed === undefined ? undefined : { outcome, committed };
}

/** The conditional write; undefined where somebody else was first. */
async function commit(
  services: CallServices,
  loaded: StoredRecord | UnreadableRecord,
  decided: CallRecord,
): Promise<Committed | undefined> {
  const ref = { kind: decided.kind, id: decided.id };
  const record = await withRoomInTrace(services, loaded, decided);
  const written = await storeOf(services, ref.kind).replace(record, loaded.version);
  if (!written.ok) return undefined;
  const stored: StoredRecord = { type: 'stored', record, version: written.value };
  services.cache.put(ref, stored);
  services.timers.wakeAt(ref, record.dueAtMs);
  const intent = record.intents.find((one) => one.seq === record.state.seq);
  return intent === undefined ? { stored } : { stored, intent };
}

/**
 * Moves a full page of the trace to the archive. Only lines that are committed are moved, so that whoever loses the write has
 * archived the same as its winner; the upsert may be repeated, so it goes before the write that relies on it.
 */
async function withRoomInTrace(
  services: CallServices,
  loaded: StoredRecord | UnreadableRecord,
  record: CallRecord,
): Promise<CallRecord> {
  if (loaded.type === 'unreadable') return record;
  const { page, lines } = loaded.record.trace;
  if (JSON.stringify(lines).length <= callLimits.traceCharactersMax) return record;
  await services.archive.putTrace(record.id, page, lines);
  return { ...record, trace: { page: page + 1, lines: record.trace.lines.slice(lines.length) } };
}

interface Reported {
  readonly ref: RecordRef;
  readonly happening: Happening;
  readonly commitment: Commitment;
}

/** One line per event. */
function report(services: CallServices, { ref, happening, commitment: { outcome, committed } }: Reported): void {
  const record = committed?.stored.record;
  services.log.write({
    level: outcome === 'rescued' ? 'error' : outcome === 'contended' || outcome === 'foreign' ? 'warn' : 'info',
    what: 'event',
    kind: happening.event.type,
    outcome,
    ...(ref.kind === 'call' ? { callId: ref.id } : { attemptId: ref.id }),
    ...(record === undefined ? {} : { attemptId: record.attemptId, seq: record.state.seq, step: record.state.step }),
  });
}
