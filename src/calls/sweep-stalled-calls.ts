import { callLimits } from './call-limits.ts';
import type { RecordKind, RecordRef } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';
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
  const kinds: readonly RecordKind[] = ['call', 'attempt'];
  const due = await Promise.all(kinds.map((kind) => dueRefs(services, kind, nowMs)));
  const refs = due.flat();
  const untilMs = nowMs + callLimits.sweepMs;
  const failed = await recoverAll(services, refs, untilMs);
  const purged = services.clock.nowMs() < untilMs ? await purgeAll(services, nowMs) : 0;
  if (refs.length > 0)
    services.log.write({ level: 'info', what: 'sweep', count: refs.length, outcome: `${failed} failed` });
  return { due: refs.length, failed, purged };
}

/** A table that cannot be asked must not keep the calls of the other from being looked after. */
async function dueRefs(services: CallServices, kind: RecordKind, nowMs: number): Promise<RecordRef[]> {
  try {
    const ids = await storeOf(services, kind).due(nowMs, callLimits.sweepMax);
    return ids.map((id) => ({ kind, id }));
  } catch (error) {
    services.log.write({
      level: 'error',
      what: 'sweepFailed',
      kind,
      code: error instanceof Error ? error.name : 'unknown',
    });
    return [];
  }
}

async function purgeAll(services: CallServices, nowMs: number): Promise<number> {
  try {
    const attempts = await services.attempts.purge(nowMs, callLimits.purgeMax);
    return attempts + (await services.archive.purge(nowMs, callLimits.purgeMax));
  } catch (error) {
    services.log.write({ level: 'warn', what: 'purgeFailed', code: error instanceof Error ? error.name : 'unknown' });
    return 0;
  }
}

/** One call that cannot be looked after must not keep the others from it. */
async function recoverAll(services: CallServices, refs: readonly RecordRef[], untilMs: number): Promise<number> {
  let failed = 0;
  const queue = refs.values();
  const worker = async () => {
    for (const ref of queue) {
      // What is left is the next sweep's, which cannot begin before this one ends.
      if (services.clock.nowMs() >= untilMs) return;
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
