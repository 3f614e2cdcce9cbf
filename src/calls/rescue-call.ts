import type { CommandBody } from '../interpreter/command.ts';
import { type CallDetailRecord, callDetailRecord, iso } from './call-detail-record.ts';
import { callLimits } from './call-limits.ts';
import type { CallRecord, RecordRef } from './call-record.ts';
import { type CallServices, storeOf } from './call-services.ts';

/** A call that the flow cannot go on with: its state cannot be read, or its program is no longer kept. */
export interface Stranded {
  readonly ref: RecordRef;
  readonly attemptId: string;
  /** Where the state can be read. */
  readonly record?: CallRecord;
  /** Of an attempt, where it can be read. */
  readonly incomingCallContext?: string;
}

/**
 * Gives a stranded call to the person who is there for that; where there is none, or the service will not, the call is hung
 * up rather than left in silence. Every step may be repeated; the row goes last.
 */
export async function rescueCall(services: CallServices, stranded: Stranded): Promise<void> {
  const { ref, attemptId } = stranded;
  const called = ref.kind === 'call' ? { callId: ref.id } : {};
  const outcome = (await toFallback(services, stranded)) ? 'toFallback' : 'hungUp';
  services.log.write({ level: 'error', what: 'callRescued', ...called, attemptId, outcome });
  await services.archive.putCallDetailRecord(rescueRecord(services, stranded));
  if (ref.kind === 'call') await services.archive.bury(ref.id, services.clock.nowMs() + callLimits.tombstoneMs);
  await storeOf(services, ref.kind).remove(ref.id);
  services.cache.drop(ref);
  services.timers.cancel(ref);
}

async function toFallback(services: CallServices, stranded: Stranded): Promise<boolean> {
  const to = services.fallbackNumber;
  if (stranded.ref.kind === 'attempt')
    return to !== undefined && (await perform(services, stranded, { type: 'redirect', to }));
  if (to !== undefined && (await perform(services, stranded, { type: 'transfer', to }))) return true;
  await perform(services, stranded, { type: 'hangUp' });
  return false;
}

async function perform(
  services: CallServices,
  { ref, attemptId, record, incomingCallContext }: Stranded,
  body: CommandBody,
): Promise<boolean> {
  const token = `rescue.${body.type}`;
  const context = incomingCallContext ?? record?.incomingCallContext;
  const result = await services.telephony.perform({
    command: { ...body, token },
    call: {
      attemptId,
      from: record?.state.confidential.from ?? '',
      ...(ref.kind === 'call' ? { callId: ref.id } : {}),
      ...(context === undefined ? {} : { incomingCallContext: context }),
    },
    repeatability: { requestId: services.ids.uuidOf(`${ref.id}/${token}`), firstSentAtMs: services.clock.nowMs() },
    timeoutMs: callLimits.commandTimeoutMs,
  });
  return result.type === 'done';
}

function rescueRecord(services: CallServices, { ref, attemptId, record }: Stranded): CallDetailRecord {
  const endedAtMs = services.clock.nowMs();
  if (record !== undefined) return callDetailRecord({ ...record.state, disposition: 'rescued', endedAtMs });
  const at = iso(endedAtMs);
  const called = ref.kind === 'call' ? { callId: ref.id } : {};
  const unknown = { to: '', flow: '', program: '', language: '', lastStep: '' };
  const tally = { steps: 0, noInput: 0, noMatch: 0, errors: 1, transfers: 0, lost: 0 };
  return { attemptId, ...called, ...unknown, offeredAt: at, endedAt: at, durationMs: 0, disposition: 'rescued', tally };
}
