import type { CallEvent } from '../interpreter/event.ts';
import type { CallState } from '../interpreter/state.ts';
import { newCall, restart, transition } from '../interpreter/transition.ts';
import { rescueProgram } from './built-in-programs.ts';
import type { CallRecord, RecordRef } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { nextRecord } from './next-record.ts';
import type { StoredRecord, UnreadableRecord } from './ports/record-store.ts';

/**
 * Puts a call that its own program cannot go on with onto the rescue program: its caller gets a person, or an apology. The
 * call stays in the loop, so its rescue is written conditionally, performed once, watched and recorded as everything else.
 * Where the event is the end of the call, there is nobody to be rescued, and the call only ends.
 */
export function rescuedRecord(services: CallServices, record: CallRecord, event: CallEvent): CallRecord {
  const nowMs = services.clock.nowMs();
  const program = rescueProgram(services.fallbackNumber);
  const next =
    event.type === 'callDisconnected'
      ? transition(program, restart(program, withoutCaller(record.state), nowMs).state, event)
      : restart(program, record.state, nowMs);
  return nextRecord(record, next, { cause: 'rescued', nowMs, writer: services.ids.next() });
}

function withoutCaller(state: CallState): CallState {
  return { ...state, operations: {}, parties: { caller: 'gone' } };
}

/**
 * Stands in for a row that cannot be read. A call is taken to be connected; what the caller is cannot be known, which a
 * transfer or an apology does not need.
 */
export function standIn(services: CallServices, ref: RecordRef, unreadable: UnreadableRecord): StoredRecord {
  const { attemptId, incomingCallContext, version } = unreadable;
  const nowMs = services.clock.nowMs();
  const program = rescueProgram(services.fallbackNumber);
  // Beyond every number that the call can have reached, so that its tokens and repeatability ids are used by nobody.
  const seq = Math.floor(nowMs / 1_000);
  const blank = { ...newCall(program, attemptId), seq, offeredAtMs: nowMs };
  const state: CallState =
    ref.kind === 'call'
      ? { ...blank, callId: ref.id, phase: 'live', parties: { caller: 'connected' }, answeredAtMs: nowMs }
      : blank;
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
