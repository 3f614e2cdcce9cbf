import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';

/**
 * Hangs up a connection that is nobody's: a second one of an attempt, or one of a call that is over. Nobody would ever speak
 * on it. False where it may still be open.
 */
export async function hangUpStray(
  services: CallServices,
  { attemptId, callId }: { attemptId: string; callId: string },
): Promise<boolean> {
  const result = await services.telephony.perform({
    command: { type: 'hangUp', token: 'stray' },
    call: { attemptId, callId, from: '' },
    repeatability: { requestId: services.ids.uuidOf(`${callId}/stray`), firstSentAtMs: services.clock.nowMs() },
    timeoutMs: callLimits.commandTimeoutMs,
  });
  services.log.write({ level: 'warn', what: 'strayHungUp', callId, attemptId, outcome: result.type });
  return result.type === 'done' || result.type === 'refused';
}
