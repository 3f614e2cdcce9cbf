import { callLimits } from './call-limits.ts';
import { type RecordRef, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { type Committed, commitHappening, type Outcome } from './commit-happening.ts';
import { confirmIntent } from './confirm-intent.ts';
import { endCall } from './end-call.ts';
import type { Happening } from './happening.ts';
import { withDue } from './next-record.ts';
import { performIntent } from './perform-commands.ts';
import { StoreUnavailable } from './ports/record-store.ts';
import { rewriteRecord } from './rewrite-record.ts';

/**
 * THE loop: load, transition, save, perform. Whatever happens to a call goes through here: webhooks, timers, the watchdog,
 * and what a command itself brings back. The conditional write commits the new state and the commands together, and only
 * its winner performs them. Throws `StoreUnavailable` only while nothing is committed.
 */
export async function advanceCall(services: CallServices, ref: RecordRef, happening: Happening): Promise<Outcome> {
  const { outcome, committed } = await commitHappening(services, ref, happening);
  if (committed !== undefined) await carryOn(services, committed);
  return outcome;
}

/**
 * Performs what was committed, and puts what comes back of it into the loop. From here on nothing may be reported as
 * failed, since the event is committed: what does not come through is left to the watchdog.
 */
export async function carryOn(services: CallServices, committed: Committed): Promise<void> {
  const { record } = committed.stored;
  try {
    const untilMs = services.clock.nowMs() + callLimits.carryOnMsMax;
    let current: Committed | undefined = committed;
    // The steps of a call are bounded, so this is only about how long one invocation may take.
    while (current !== undefined && services.clock.nowMs() < untilMs) {
      current = await oneTurn(services, refOf(record), current);
    }
    if (current !== undefined) await leaveUnbegun(services, current);
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    const level = error instanceof StoreUnavailable ? 'warn' : 'error';
    services.log.write({ level, what: 'leftToWatchdog', attemptId: record.attemptId, seq: record.state.seq, code });
  }
}

/** Nobody has begun the batch: whoever takes it up is told so, and does not have to wait for a lease. */
async function leaveUnbegun(services: CallServices, { stored, intent }: Committed): Promise<void> {
  if (intent === undefined) return;
  const nowMs = services.clock.nowMs();
  const intents = stored.record.intents.map((one) =>
    one.seq === intent.seq ? { ...one, attempts: 0, leaseUntilMs: nowMs } : one,
  );
  await rewriteRecord(services, stored, withDue({ ...stored.record, intents }, nowMs));
}

async function oneTurn(services: CallServices, ref: RecordRef, committed: Committed): Promise<Committed | undefined> {
  const { stored, intent } = committed;
  const followUp = intent === undefined ? undefined : await performIntent(services, stored, intent);
  if (followUp !== undefined) return afterwards(services, committed, followUp);
  if (stored.record.phase === 'ending') await endCall(services, ref);
  return undefined;
}

/** What a command brought back; if it changes nothing, the batch is over all the same. */
async function afterwards(
  services: CallServices,
  { stored, intent }: Committed,
  followUp: Happening,
): Promise<Committed | undefined> {
  const { outcome, committed } = await commitHappening(services, refOf(stored.record), followUp);
  if (committed === undefined && outcome !== 'contended' && intent !== undefined)
    await confirmIntent(services, stored, { intent });
  return committed;
}
