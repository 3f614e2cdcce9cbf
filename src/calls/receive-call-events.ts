import { type Advance, advanceCall } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';
import { handOver } from './hand-over.ts';
import type { DeliveredEvent } from './ports/delivered-event.ts';

/**
 * Takes events that were delivered for an attempt, one after the other. False where one of them could not be committed and
 * should be delivered again; throws `StoreUnavailable` for the same reason.
 */
export async function receiveCallEvents(
  services: CallServices,
  attemptId: string,
  delivered: readonly DeliveredEvent[],
): Promise<boolean> {
  let committed = true;
  for (const one of delivered) {
    if ((await receive(services, attemptId, one)) === 'contended') committed = false;
  }
  return committed;
}

async function receive(services: CallServices, attemptId: string, delivered: DeliveredEvent): Promise<Advance> {
  const { callId, event, eventId } = delivered;
  const happening = { event, eventId, attemptId };
  const advanced = await advanceCall(services, { kind: 'call', id: callId }, happening);
  if (advanced !== 'unknown') return advanced;
  switch (event.type) {
    case 'callConnected':
      return connected(services, attemptId, delivered);
    case 'answerFailed':
      return advanceCall(services, { kind: 'attempt', id: attemptId }, happening);
    default:
      return 'unknown';
  }
}

/** The first news of a connection: it gets its row from the attempt, or is hung up if it is nobody's. */
async function connected(
  services: CallServices,
  attemptId: string,
  { callId, event, eventId }: DeliveredEvent,
): Promise<Advance> {
  const handedOver = await handOver(services, { attemptId, callId });
  if (handedOver === 'bound') return advanceCall(services, { kind: 'call', id: callId }, { event, eventId, attemptId });
  services.log.write({ level: 'warn', what: 'connectionRefused', callId, attemptId, outcome: handedOver });
  if (handedOver !== 'unknown') await hangUpStray(services, attemptId, callId);
  return handedOver === 'unknown' ? 'unknown' : 'over';
}

/** A second connection of one attempt, or one of a call that is over: nobody would ever speak on it. */
async function hangUpStray(services: CallServices, attemptId: string, callId: string): Promise<void> {
  await services.telephony.perform({
    command: { type: 'hangUp', token: 'stray' },
    call: { attemptId, callId, from: '' },
    repeatability: { requestId: services.ids.uuidOf(`${callId}/stray`), firstSentAtMs: services.clock.nowMs() },
    timeoutMs: callLimits.commandTimeoutMs,
  });
}
