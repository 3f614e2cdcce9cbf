import { advanceCall } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';
import type { Outcome } from './commit-happening.ts';
import { handOver } from './hand-over.ts';
import { hangUpStray } from './hang-up-stray.ts';
import type { DeliveredEvent } from './ports/delivered-event.ts';
import { rideOut } from './ride-out.ts';

/**
 * Takes events that were delivered for an attempt, one after the other. False where one of them could not be committed and
 * should be delivered again; throws `StoreUnavailable` for the same reason, after it has waited some time for the storage.
 */
export async function receiveCallEvents(
  services: CallServices,
  attemptId: string,
  delivered: readonly DeliveredEvent[],
): Promise<boolean> {
  const untilMs = services.clock.nowMs() + callLimits.outageMsMax;
  let committed = true;
  for (const one of delivered) {
    const outcome = await rideOut(services, untilMs, () => receive(services, attemptId, one));
    if (outcome === 'contended') committed = false;
  }
  return committed;
}

async function receive(services: CallServices, attemptId: string, delivered: DeliveredEvent): Promise<Outcome> {
  const { callId, event, eventId } = delivered;
  const advanced = await advanceCall(services, { kind: 'call', id: callId }, { event, eventId, attemptId });
  return advanced === 'unknown' && event.type === 'callConnected'
    ? connected(services, attemptId, delivered)
    : advanced;
}

/** The first news of a connection: it gets its row from the attempt, or is hung up if it is nobody's. */
async function connected(
  services: CallServices,
  attemptId: string,
  { callId, event, eventId }: DeliveredEvent,
): Promise<Outcome> {
  const handedOver = await handOver(services, { attemptId, callId });
  switch (handedOver) {
    case 'bound':
      return advanceCall(services, { kind: 'call', id: callId }, { event, eventId, attemptId });
    case 'other':
    case 'ended':
      return (await hangUpStray(services, { attemptId, callId })) ? 'over' : 'contended';
    case 'contended':
    case 'unknown':
      return handedOver;
  }
}
