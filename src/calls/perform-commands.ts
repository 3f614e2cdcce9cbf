import { type Command, isRepeatable } from '../interpreter/command.ts';
import type { CallEvent, OperationOutcome } from '../interpreter/event.ts';
import { operationOf } from '../interpreter/state.ts';
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
import { rideOut } from './ride-out.ts';
import { type Sending, type SendResult, sendCommand } from './send-command.ts';

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
    const next = await performNext(services, { stored, sending, repeated });
    if (next === 'stop') return undefined;
    if (next !== 'next') return next;
  }
  await confirmIntent(services, stored, { intent, repeated });
  return undefined;
}

interface Performing {
  readonly stored: StoredRecord;
  readonly sending: Sending;
  /** Tokens of the commands that may have taken effect more than once. */
  readonly repeated: Set<string>;
}

/** Performs one command of a batch, and says how it goes on: with the next, no further, or with what goes into the loop. */
async function performNext(
  services: CallServices,
  { stored, sending, repeated }: Performing,
): Promise<Happening | 'next' | 'stop'> {
  const result = await performOnce(services, sending, repeated);
  if (result.type === 'answered') return answered(services, sending, result.outcome);
  if (result.type === 'leaseOver' && isUnsent(sending)) return answered(services, sending, notSent);
  if (result.type === 'done') return afterDone(services, { stored, sending, result });
  // What nobody awaits does not keep the rest from being done; a call that is gone does.
  if (isUnawaited(sending) && !('reason' in result && result.reason === 'gone')) return 'next';
  return result.type === 'refused' ? refused(services, sending, result.reason) : 'stop';
}

const notSent: OperationOutcome = { type: 'requestFailed', reason: 'failed' };

/** A request for which the lease was too short has not been sent by anybody: that is no uncertainty. */
function isUnsent({ command, intent }: Sending): boolean {
  return command.type === 'sendRequest' && !isRepeatable(command) && intent.attempts <= 1;
}

/** `cancelMedia` beside what comes after it. A hang-up is awaited, and nothing follows it. */
function isUnawaited({ record, command }: Sending): boolean {
  return command.type === 'cancelMedia' && operationOf(record.state, command.token) === undefined;
}

/** Performs a command; sends it once more in the same lease where that is safe and there is time. */
async function performOnce(
  services: CallServices,
  sending: Sending,
  repeated: Set<string>,
): Promise<SendResult | { type: 'leaseOver' }> {
  const { intent, command } = sending;
  if (!hasTime(services, sending, 0)) return { type: 'leaseOver' };
  if (intent.attempts > 1) repeated.add(command.token);
  const first = await sendCommand(services, sending);
  // Nor does it take the time of what follows it.
  const pauseMs = isUnawaited(sending) ? undefined : pauseBeforeResendMs(command, first);
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
function pauseBeforeResendMs(command: Command, result: SendResult): number | undefined {
  if (result.type === 'throttled') return result.retryAfterMs;
  return result.type === 'uncertain' && command.type !== 'transfer' ? callLimits.resendAfterMs : undefined;
}

/**
 * A repeat that is refused may be refused because the first came through: an answered call cannot be answered again, a
 * transferred one not transferred. Nobody can know, so it counts as such.
 */
function settled(result: SendResult, command: Command, repeated: ReadonlySet<string>): SendResult {
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
  if (operationOf(record.state, command.token) === undefined) return false;
  const latest = services.cache.get(refOf(record));
  if (latest === undefined || latest.record.state.seq <= record.state.seq) return false;
  return operationOf(latest.record.state, command.token) === undefined;
}

/** What a request or the line's own tables said. */
function answered({ clock }: CallServices, { command, intent }: Sending, outcome: OperationOutcome): Happening {
  return { event: { ...outcome, token: command.token, atMs: clock.nowMs() }, settles: intent.seq };
}

interface Done {
  readonly stored: StoredRecord;
  readonly sending: Sending;
  readonly result: Extract<CommandResult, { type: 'done' }>;
}

async function afterDone(
  services: CallServices,
  { stored, sending, result }: Done,
): Promise<Happening | 'next' | 'stop'> {
  const { command, intent } = sending;
  if (command.type === 'reject' || command.type === 'redirect') {
    return {
      event: { type: 'commandAccepted', token: command.token, atMs: services.clock.nowMs() },
      settles: intent.seq,
    };
  }
  if (command.type !== 'answer' || result.callId === undefined) return 'next';
  const connection = { attemptId: stored.record.id, callId: result.callId, known: stored };
  // Whoever holds the answer's response may be the only one to know the connection; without its id the caller stays in silence.
  // The lease does not bound this: who answers a second time binds its own connection by a conditional write, or loses.
  const untilMs = services.clock.nowMs() + callLimits.outageMsMax;
  const handedOver = await rideOut(services, untilMs, () => handOver(services, connection));
  if (handedOver === 'other' || handedOver === 'ended') await hangUpStray(services, connection);
  return 'stop';
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
