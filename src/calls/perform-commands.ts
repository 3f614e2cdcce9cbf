import type { Command } from '../interpreter/command.ts';
import type { CallEvent } from '../interpreter/event.ts';
import { callLimits } from './call-limits.ts';
import { type Intent, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { confirmIntent } from './confirm-intent.ts';
import { handOver } from './hand-over.ts';
import { hangUpStray } from './hang-up-stray.ts';
import type { Happening } from './happening.ts';
import { timeoutMsOf } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';
import type { CommandResult } from './ports/telephony.ts';
import { redirectToFallback } from './redirect-to-fallback.ts';
import { type Sending, sendCommand } from './send-command.ts';

/**
 * Performs a batch, one command after the other, and confirms it. Returns what has to go into the loop because of it.
 * Stops without a word where its lease has passed (somebody else may have the batch by now) or where nobody can know what
 * became of a command: the watchdog takes it up when the lease is over.
 */
export async function performIntent(
  services: CallServices,
  stored: StoredRecord,
  intent: Intent,
): Promise<Happening | undefined> {
  const repeated = new Set<string>();
  for (const command of intent.commands) {
    if (isSuperseded(services, stored, command)) continue;
    const sending = { record: stored.record, intent, command };
    const result = await performOnce(services, sending, repeated);
    if (result.type === 'refused') return refused(services, sending, result.reason);
    if (result.type !== 'done') return undefined;
    const next = await afterDone(services, { stored, sending, result });
    if (next === 'handedOver') return undefined;
    if (next !== undefined) return next;
  }
  await confirmIntent(services, stored, { intent, repeated });
  return undefined;
}

/** Performs a command; sends it once more in the same lease where that is safe and there is time. */
async function performOnce(
  services: CallServices,
  sending: Sending,
  repeated: Set<string>,
): Promise<CommandResult | { type: 'leaseOver' }> {
  const { intent, command } = sending;
  if (!hasTime(services, sending, 0)) return { type: 'leaseOver' };
  if (intent.attempts > 1) repeated.add(command.token);
  const first = await sendCommand(services, sending);
  const pauseMs = pauseBeforeResendMs(command, first);
  if (pauseMs === undefined || !hasTime(services, sending, pauseMs)) return settled(first, command, repeated);
  await services.clock.sleep(pauseMs);
  // A throttled request was not taken, so what follows it is the first.
  if (first.type === 'uncertain') repeated.add(command.token);
  return settled(await sendCommand(services, sending), command, repeated);
}

/** Whether a request that is begun after the pause is over within the lease, however long it takes. */
function hasTime(services: CallServices, { intent, command }: Sending, pauseMs: number): boolean {
  return services.clock.nowMs() + pauseMs + timeoutMsOf(command) <= intent.leaseUntilMs;
}

/**
 * What may be sent again blindly: what the service recognises by its repeatability id, and media, which replaces itself. Not
 * a transfer, which rings a person: it is asked about first, by whoever takes the batch up.
 */
function pauseBeforeResendMs(command: Command, result: CommandResult): number | undefined {
  if (result.type === 'throttled') return result.retryAfterMs;
  return result.type === 'uncertain' && command.type !== 'transfer' ? callLimits.resendAfterMs : undefined;
}

/**
 * A repeat that is refused may be refused because the first came through: an answered call cannot be answered again, a
 * transferred one not transferred. Nobody can know, so it counts as such.
 */
function settled(result: CommandResult, command: Command, repeated: ReadonlySet<string>): CommandResult {
  const once =
    command.type === 'answer' ||
    command.type === 'redirect' ||
    command.type === 'reject' ||
    command.type === 'transfer';
  return result.type === 'refused' && once && repeated.has(command.token)
    ? { type: 'uncertain', code: result.code }
    : result;
}

/** A command that was awaited and no longer is must not be performed late. What the cache says is enough to leave it out. */
function isSuperseded(services: CallServices, { record }: StoredRecord, command: Command): boolean {
  if (!Object.hasOwn(record.state.operations, command.token)) return false;
  const latest = services.cache.get(refOf(record));
  if (latest === undefined || latest.record.state.seq <= record.state.seq) return false;
  return !Object.hasOwn(latest.record.state.operations, command.token);
}

interface Done {
  readonly stored: StoredRecord;
  readonly sending: Sending;
  readonly result: Extract<CommandResult, { type: 'done' }>;
}

async function afterDone(
  services: CallServices,
  { stored, sending, result }: Done,
): Promise<Happening | 'handedOver' | undefined> {
  const { command, intent } = sending;
  if (command.type === 'reject' || command.type === 'redirect') {
    return {
      event: { type: 'commandAccepted', token: command.token, atMs: services.clock.nowMs() },
      settles: intent.seq,
    };
  }
  if (command.type !== 'answer' || result.callId === undefined) return undefined;
  const connection = { attemptId: stored.record.id, callId: result.callId };
  const handedOver = await handOver(services, { ...connection, known: stored });
  if (handedOver === 'other' || handedOver === 'ended') await hangUpStray(services, connection);
  return 'handedOver';
}

/** A call that the service will not let us answer, though it rings, still reaches the person who is there for that. */
async function refused(
  services: CallServices,
  { record, intent, command }: Sending,
  reason: 'gone' | 'refused',
): Promise<Happening> {
  const { incomingCallContext, attemptId, state } = record;
  if (command.type === 'answer' && reason === 'refused' && incomingCallContext !== undefined) {
    const outcome = await redirectToFallback(services, {
      attemptId,
      incomingCallContext,
      from: state.confidential.from,
    });
    services.log.write({ level: 'error', what: 'answerRefused', attemptId, outcome });
  }
  const event: CallEvent = { type: 'commandRefused', token: command.token, reason, atMs: services.clock.nowMs() };
  return { event, settles: intent.seq };
}
