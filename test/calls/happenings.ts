import { callLimits } from '../../src/calls/call-limits.ts';
import type { CallRecord } from '../../src/calls/call-record.ts';
import type { IncomingCall } from '../../src/calls/ports/incoming-call.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { receiveCallEvents } from '../../src/calls/receive-call-events.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { recoverCall } from '../../src/calls/recover-call.ts';
import { sweepStalledCalls } from '../../src/calls/sweep-stalled-calls.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import { type Instance, startMs, type World } from './a-world.ts';
import { lineNumber } from './programs.ts';

/** The number of the caller, which no log may hold. */
export const callerNumber = '+14255550177';

/** A call to the line that has just begun to ring. */
export function anIncomingCall(change: Partial<IncomingCall> = {}): IncomingCall {
  return {
    attemptId: 'attempt-1',
    to: lineNumber,
    from: callerNumber,
    headers: {},
    incomingCallContext: 'context-1',
    raisedAtMs: startMs,
    ...change,
  };
}

/** An event without its instant, which the world's clock gives. */
export type EventBody = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'atMs'> : never) : never;

/** How an event is delivered. */
export interface Delivery {
  /** Default: one that no other event has. */
  readonly eventId?: string;
  /** Default: `call-1`. */
  readonly callId?: string;
  /** The attempt that it was signed for. Default: `attempt-1`. */
  readonly attemptId?: string;
  /** The instance that it is delivered to. Default: the first. */
  readonly to?: Instance;
}

/** Delivers one event to the loop; false where it should be delivered again. */
export function happens(world: World, body: EventBody, delivery: Delivery = {}): Promise<boolean> {
  const { eventId = world.services.ids.next(), callId = 'call-1', attemptId = 'attempt-1', to = world } = delivery;
  // A body with its instant is an event; the compiler does not see this through the union.
  const event = { ...body, atMs: world.clock.nowMs() } as CallEvent;
  return receiveCallEvents(to.services, attemptId, [{ eventId, callId, event }]);
}

/** The call rings, is answered and connected, and its first step is begun. */
export async function isConnected(world: World): Promise<void> {
  await receiveIncomingCall(world.services, anIncomingCall());
  await happens(world, { type: 'callConnected' });
}

/** Time passes, and the call is looked after by an instance. */
export async function looksAfter(world: World, afterMs: number, by: Instance = world): Promise<void> {
  world.clock.pass(afterMs);
  await recoverCall(by.services, { kind: 'call', id: 'call-1' });
}

/** Time passes, and an instance's watchdog comes, as often as asked. */
export async function sweeps(world: World, times: number, everyMs = 5_000, by: Instance = world): Promise<void> {
  for (let sweep = 0; sweep < times; sweep++) {
    world.clock.pass(everyMs);
    await sweepStalledCalls(by.services);
  }
}

/** The storage answers no request of this name (as `calls.replace`) for a while. */
export function isOut(world: World, request: string, forMs: number): void {
  const untilMs = world.clock.nowMs() + forMs;
  const fail = () => {
    if (world.clock.nowMs() >= untilMs) return;
    world.interruptions.before(request, fail);
    storageFails();
  };
  world.interruptions.before(request, fail);
}

/** The line's program is no longer kept, and the call is too old for it to be on its way into storage. */
export function losesItsProgram(world: World): void {
  world.forgetProgram();
  world.clock.pass(callLimits.programLateMs);
}

/** The row of the call; throws where there is none, or more than one. */
export function theCall(world: World): CallRecord {
  return theOnly(world.calls.records());
}

/** The row of the attempt. */
export function theAttempt(world: World): CallRecord {
  return theOnly(world.attempts.records());
}

/** How every recorded call ended. */
export function dispositions(world: World): string[] {
  return world.archive.callDetailRecords().map(({ disposition }) => disposition);
}

/** What the log says of events of a type. */
export function outcomesOf(world: World, kind: CallEvent['type']): (string | undefined)[] {
  return world.log.filter((entry) => entry.what === 'event' && entry.kind === kind).map(({ outcome }) => outcome);
}

/** The storage does not answer. */
export function storageFails(): never {
  throw new StoreUnavailable('The storage did not answer.');
}

function theOnly(records: readonly CallRecord[]): CallRecord {
  const [record, ...others] = records;
  if (record === undefined || others.length > 0) throw new Error(`There are ${records.length} rows instead of one.`);
  return record;
}

/** The token of the last command that was sent. */
export function lastToken(world: World): string {
  return world.telephony.requests.at(-1)?.command.token ?? '';
}
