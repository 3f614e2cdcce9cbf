import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';
import type { IncomingCall } from './ports/incoming-call.ts';

/** What it takes to pass a ringing call on, when nothing else works. */
export type FallbackServices = Pick<CallServices, 'telephony' | 'clock' | 'ids' | 'fallbackNumber'>;

/** Passes a ringing call on to the fallback number, unanswered. `lost`: there is none, or the service did not take it. */
export async function redirectToFallback(
  services: FallbackServices,
  call: Pick<IncomingCall, 'attemptId' | 'from' | 'incomingCallContext'>,
): Promise<'toFallback' | 'lost'> {
  const to = services.fallbackNumber;
  if (to === undefined) return 'lost';
  const { attemptId, from, incomingCallContext } = call;
  const result = await services.telephony.perform({
    command: { type: 'redirect', to, token: 'fallback' },
    call: { attemptId, from, incomingCallContext },
    repeatability: { requestId: services.ids.uuidOf(`${attemptId}/fallback`), firstSentAtMs: services.clock.nowMs() },
    timeoutMs: callLimits.commandTimeoutMs,
  });
  return result.type === 'done' ? 'toFallback' : 'lost';
}
