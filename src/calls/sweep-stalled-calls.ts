import { callLimits } from './call-limits.ts';
import type { RecordRef } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { recoverCall } from './recover-call.ts';

/** What a sweep did. */
export interface Sweep {
  readonly due: number;
  readonly failed: number;
  readonly purged: number;
}

/**
 * The watchdog: looks after every call and attempt whose deadline has passed, and forgets ended ones whose time is over. It
 * is the safety net for instances that died; two of them at once do no harm, since each action begins with a conditional
 * write.
 */
export async function sweepStalledCalls(services: CallServices): Promise<Sweep> {
  const nowMs = services.clock.nowMs();
  const [calls, attempts] = await Promise.all([
    services.calls.due(nowMs, callLimits.sweepMax),
    services.attempts.due(nowMs, callLimits.sweepMax),
  ]);
  const refs: RecordRef[] = [
    ...calls.map((id) => ({ kind: 'call' as const, id })),
    ...attempts.map((id) => ({ kind: 'attempt' as const, id })),
  ];
  const failed = await recoverAll(services, refs);
  const purged = await services.archive.purge(nowMs, callLimits.sweepMax);
  if (refs.length > 0)
    services.log.write({ level: 'info', what: 'sweep', count: refs.length, outcome: `${failed} failed` });
  return { due: refs.length, failed, purged };
}

/** One call that cannot be looked after must not keep the others from it. */
async function recoverAll(services: CallServices, refs: readonly RecordRef[]): Promise<number> {
  let failed = 0;
  const queue = refs.values();
  const worker = async () => {
    for (const ref of queue) {
      try {
        await recoverCall(services, ref);
      } catch (error) {
        failed++;
        services.log.write({
          level: 'error',
          what: 'recoveryFailed',
          code: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  };
  await Promise.all(Array.from({ length: callLimits.sweepParallel }, worker));
  return failed;
}
