import { newCall, transition } from '../interpreter/transition.ts';
import { carryOn } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import type { CallRecord } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import type { Happening } from './happening.ts';
import { nextRecord } from './next-record.ts';
import type { IncomingCall } from './ports/incoming-call.ts';
import { StoreUnavailable } from './ports/record-store.ts';
import { recoverCall } from './recover-call.ts';
import { redirectToFallback } from './redirect-to-fallback.ts';
import { unroutedProgram } from './unrouted.ts';

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
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      return await take(services, call);
    } catch (error) {
      services.log.write({
        level: 'warn',
        what: 'offerFailed',
        attemptId: call.attemptId,
        code: error instanceof Error ? error.name : 'unknown',
      });
      // A broken invariant breaks again; only storage may have recovered.
      if (!(error instanceof StoreUnavailable)) break;
    }
  }
  return redirectToFallback(services, call);
}

async function take(services: CallServices, call: IncomingCall): Promise<Reception> {
  const record = attemptRecord(services, call);
  const inserted = await services.attempts.insert(record);
  const ref = { kind: 'attempt', id: call.attemptId } as const;
  if (!inserted.ok) {
    await recoverCall(services, ref);
    return 'repeated';
  }
  services.timers.wakeAt(ref, record.dueAtMs);
  const [intent] = record.intents;
  await carryOn(services, {
    stored: { type: 'stored', record, version: inserted.value },
    ...(intent === undefined ? {} : { intent }),
  });
  return 'taken';
}

function attemptRecord(services: CallServices, call: IncomingCall): CallRecord {
  const { attemptId, to, from, headers, incomingCallContext } = call;
  const nowMs = services.clock.nowMs();
  const program = services.catalog.route(to) ?? unroutedProgram;
  const state = newCall(program, attemptId);
  const happening: Happening = { event: { type: 'callOffered', to, from, headers, atMs: nowMs } };
  const writer = services.ids.next();
  const blank = {
    kind: 'attempt',
    id: attemptId,
    attemptId,
    state,
    phase: 'open',
    intents: [],
    dueAtMs: 0,
    seen: [],
    writer,
  } as const;
  const record: CallRecord = { ...blank, trace: { page: 0, lines: [] }, incomingCallContext };
  return nextRecord(record, transition(program, state, happening.event), { happening, nowMs, writer });
}
