import { newCall, transition } from '../interpreter/transition.ts';
import type { Result } from '../result.ts';
import { carryOn } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { nextRecord } from './next-record.ts';
import type { IncomingCall } from './ports/incoming-call.ts';
import type { Version } from './ports/record-store.ts';
import { recoverCall } from './recover-call.ts';
import { redirectToFallback } from './redirect-to-fallback.ts';
import { type Surroundings, surroundCall } from './surround-call.ts';

/** What became of an incoming call. */
export type Reception = 'taken' | 'repeated' | 'tooOld' | 'toFallback' | 'lost';

/**
 * Takes an incoming call. Never throws: ten failed deliveries in a row would make Event Grid hold back new calls for hours,
 * so what cannot be done is logged and the call goes to the fallback number.
 */
export async function receiveIncomingCall(services: CallServices, call: IncomingCall): Promise<Reception> {
  const reception = await receive(services, call);
  const level = reception === 'lost' || reception === 'toFallback' ? 'error' : 'info';
  services.log.write({ level, what: 'incomingCall', attemptId: call.attemptId, outcome: reception });
  return reception;
}

async function receive(services: CallServices, call: IncomingCall): Promise<Reception> {
  if (services.clock.nowMs() - call.raisedAtMs > callLimits.offerAgeMsMax) return 'tooOld';
  // Made once, so that an insert whose response was lost is recognised by its writer.
  const record = await tryAttemptRecord(services, call);
  if (record === undefined)
    return (await isTaken(services, call)) ? repeated(services, call) : redirectToFallback(services, call);
  for (let tries = 0; tries < callLimits.insertTriesMax; tries++) {
    const inserted = await insert(services, record);
    if (inserted !== undefined) return inserted.ok ? taken(services, record, inserted.value) : repeated(services, call);
  }
  return redirectToFallback(services, call);
}

/** Whether an earlier delivery was taken, by an instance that has right flows: then the call is not ours to pass on. */
async function isTaken(services: CallServices, { attemptId }: IncomingCall): Promise<boolean> {
  try {
    return (await services.attempts.load(attemptId)) !== undefined;
  } catch (error) {
    logFailure(services, attemptId, error);
    return false;
  }
}

/** Undefined where the storage could not be asked. */
async function insert(services: CallServices, record: CallRecord): Promise<Result<Version, 'exists'> | undefined> {
  try {
    return await services.attempts.insert(record);
  } catch (error) {
    logFailure(services, record.attemptId, error);
    return undefined;
  }
}

async function taken(services: CallServices, record: CallRecord, version: Version): Promise<Reception> {
  services.timers.wakeAt(refOf(record), record.dueAtMs);
  const [intent] = record.intents;
  await carryOn(services, { stored: { type: 'stored', record, version }, ...(intent === undefined ? {} : { intent }) });
  return 'taken';
}

/** The first delivery may have died halfway; whatever is due of it is done now. */
async function repeated(services: CallServices, { attemptId }: IncomingCall): Promise<Reception> {
  try {
    await recoverCall(services, { kind: 'attempt', id: attemptId });
  } catch (error) {
    logFailure(services, attemptId, error);
  }
  return 'repeated';
}

function logFailure(services: CallServices, attemptId: string, error: unknown): void {
  services.log.write({
    level: 'warn',
    what: 'offerFailed',
    attemptId,
    code: error instanceof Error ? error.name : 'unknown',
  });
}

/** `transition` never throws, nor does the catalog; should they be broken all the same, the caller gets a person. */
async function tryAttemptRecord(services: CallServices, call: IncomingCall): Promise<CallRecord | undefined> {
  try {
    return attemptRecord(services, call, await surroundCall(services, call));
  } catch (error) {
    logFailure(services, call.attemptId, error);
    return undefined;
  }
}

function attemptRecord(services: CallServices, call: IncomingCall, surroundings: Surroundings): CallRecord {
  const { attemptId, to, from, headers, incomingCallContext } = call;
  const { program, inputs, emergencies } = surroundings;
  const nowMs = services.clock.nowMs();
  const state = newCall(program, attemptId, inputs);
  const writer = services.ids.next();
  const record: CallRecord = {
    kind: 'attempt',
    id: attemptId,
    attemptId,
    state,
    phase: 'open',
    intents: [],
    dueAtMs: nowMs,
    seen: [],
    writer,
    trace: { page: 0, lines: [] },
    incomingCallContext,
  };
  const offered = transition(program, state, { type: 'callOffered', to, from, headers, emergencies, atMs: nowMs });
  return nextRecord(record, offered, { cause: 'callOffered', nowMs, writer });
}
