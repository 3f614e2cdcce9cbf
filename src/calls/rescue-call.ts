import type { CallEvent } from '../interpreter/event.ts';
import type { Program } from '../interpreter/program.ts';
import type { CallState } from '../interpreter/state.ts';
import { newCall, restart, type Transition, transition } from '../interpreter/transition.ts';
import { rescueProgram } from './built-in-programs.ts';
import type { CallRecord, RecordRef } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { nextRecord } from './next-record.ts';
import type { StoredRecord, UnreadableRecord } from './ports/record-store.ts';

/**
 * Puts a call that its own program cannot go on with onto the rescue program: its caller gets a person, or an apology. The
 * call stays in the loop, so its rescue is written conditionally, performed once, watched and recorded as everything else.
 * An event by which the caller has left, or has a person already, only ends the call.
 */
export function rescuedRecord(services: CallServices, record: CallRecord, event: CallEvent): CallRecord {
  const nowMs = services.clock.nowMs();
  return nextRecord(record, rescue(services, record.state, event), {
    cause: 'rescued',
    nowMs,
    writer: services.ids.next(),
  });
}

function rescue(services: CallServices, state: CallState, event: CallEvent): Transition {
  const program = rescueProgram(services.fallbackNumber);
  const nowMs = services.clock.nowMs();
  if (state.phase === 'ended') return { state, commands: [], trace: [] };
  if (event.type === 'callDisconnected' || event.type === 'transferAccepted') {
    const disposition = event.type === 'transferAccepted' ? 'connected' : state.disposition;
    const left: CallState = {
      ...state,
      operations: [],
      parties: { caller: 'gone' },
      ...(disposition === undefined ? {} : { disposition }),
    };
    return restartWith(program, left, { type: 'callDisconnected', reason: 'rescued', atMs: nowMs });
  }
  return event.type === 'callConnected' && state.phase === 'answering'
    ? restartWith(program, state, event)
    : restart(program, state, nowMs);
}

/**
 * Applies an event to the call on its new program, before that has begun anything: a call that is being answered, or has no
 * caller any more. So the two transitions are one, by one write, under one number. An event that changes nothing leaves the first.
 */
function restartWith(program: Program, before: CallState, event: CallEvent): Transition {
  const restarted = restart(program, before, event.atMs);
  const applied = transition(program, { ...restarted.state, seq: before.seq }, event);
  return applied.state.seq === before.seq ? restarted : applied;
}

/**
 * Stands in for a row that cannot be read. A call is taken to be connected; what the caller is cannot be known, which a
 * transfer or an apology does not need.
 */
export function standIn(services: CallServices, ref: RecordRef, unreadable: UnreadableRecord): StoredRecord {
  const nowMs = services.clock.nowMs();
  const blank = { ...newCall(rescueProgram(services.fallbackNumber), unreadable.attemptId), offeredAtMs: nowMs };
  if (unreadable.phase === 'ending') {
    return stored(services, {
      ref,
      unreadable,
      state: { ...blank, phase: 'ended', disposition: 'rescued', endedAtMs: nowMs },
    });
  }
  // An attempt's answer keeps its name, by which the service knows a repeat; a call's commands must have names of their own.
  if (ref.kind === 'attempt') return stored(services, { ref, unreadable, state: blank });
  const connected = { callId: ref.id, phase: 'live', answeredAtMs: nowMs } as const;
  return stored(services, { ref, unreadable, state: { ...blank, ...connected, seq: beyondEverySeq(nowMs) } });
}

/** Stands in for an attempt that cannot be read, of which a connection is known. */
export function standInBeingAnswered(services: CallServices, unreadable: UnreadableRecord): StoredRecord {
  const nowMs = services.clock.nowMs();
  const program = rescueProgram(services.fallbackNumber);
  const seq = beyondEverySeq(nowMs);
  const blank = { ...newCall(program, unreadable.attemptId), offeredAtMs: nowMs, seq };
  // Without an open operation nothing would be due, and nobody would ask about a call whose news are lost.
  const operations = [{ token: `${seq}.0`, kind: 'answer', dueAtMs: nowMs }] as const;
  const state: CallState = { ...blank, phase: 'answering', whenConnected: program.flow.start, operations };
  return stored(services, { ref: { kind: 'attempt', id: unreadable.id }, unreadable, state });
}

/** Seconds since 1970: beyond every number that a call can have reached, and so is a page of its trace. */
function beyondEverySeq(nowMs: number): number {
  return Math.floor(nowMs / 1_000);
}

function stored(
  services: CallServices,
  parts: { ref: RecordRef; unreadable: UnreadableRecord; state: CallState },
): StoredRecord {
  const { ref, state } = parts;
  const { attemptId, incomingCallContext, boundTo, version } = parts.unreadable;
  const nowMs = services.clock.nowMs();
  const record: CallRecord = {
    ...ref,
    attemptId,
    state,
    phase: state.phase === 'ended' ? 'ending' : 'open',
    intents: [],
    dueAtMs: nowMs,
    seen: [],
    writer: services.ids.next(),
    trace: { page: beyondEverySeq(nowMs), lines: [] },
    ...(incomingCallContext === undefined ? {} : { incomingCallContext }),
    ...(boundTo === undefined ? {} : { boundTo }),
  };
  return { type: 'stored', record, version };
}
