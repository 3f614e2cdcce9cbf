import { newCall, restart } from '../interpreter/transition.ts';
import { rescueProgram } from './built-in-programs.ts';
import type { CallRecord, RecordRef } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { nextRecord } from './next-record.ts';
import type { StoredRecord, UnreadableRecord } from './ports/record-store.ts';

/**
 * Puts a call that its own program cannot go on with onto the rescue program: its caller gets a person, or an apology. The
 * call stays in the loop, so its rescue is written conditionally, performed once, watched and recorded as everything else.
 */
export function rescuedRecord(services: CallServices, record: CallRecord): CallRecord {
  const nowMs = services.clock.nowMs();
  const next = restart(rescueProgram(services.fallbackNumber), record.state, nowMs);
  return nextRecord(record, next, { cause: 'rescued', nowMs, writer: services.ids.next() });
}

/**
 * Stands in for a row that cannot be read. A call is taken to be connected; what the caller is cannot be known, which a
 * transfer or an apology does not need.
 */
export function standIn(services: CallServices, ref: RecordRef, unreadable: UnreadableRecord): StoredRecord {
  const { attemptId, incomingCallContext, version } = unreadable;
  const nowMs = services.clock.nowMs();
  const program = rescueProgram(services.fallbackNumber);
  const blank = { ...newCall(program, attemptId), offeredAtMs: nowMs };
  const state = ref.kind === 'call' ? { ...blank, callId: ref.id, phase: 'live' as const, answeredAtMs: nowMs } : blank;
  const record: CallRecord = {
    ...ref,
    attemptId,
    state,
    phase: 'open',
    intents: [],
    dueAtMs: nowMs,
    seen: [],
    writer: services.ids.next(),
    trace: { page: 0, lines: [] },
    ...(incomingCallContext === undefined ? {} : { incomingCallContext }),
  };
  return { type: 'stored', record, version };
}
