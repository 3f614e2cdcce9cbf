import type { Command } from '../interpreter/command.ts';
import type { CallEvent } from '../interpreter/event.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, type Intent, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { confirmIntent } from './confirm-intent.ts';
import { handOver } from './hand-over.ts';
import type { Happening } from './happening.ts';
import type { StoredRecord } from './ports/record-store.ts';
import type { CommandResult } from './ports/telephony.ts';

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
  for (const command of intent.commands) {
    if (isSuperseded(services, stored.record, command)) continue;
    const result = await performOnce(services, { record: stored.record, intent, command });
    switch (result.type) {
      case 'done': {
        const followUp = await afterDone(services, { stored, intent, command, result });
        if (followUp !== undefined) return followUp === 'handedOver' ? undefined : followUp;
        break;
      }
      case 'refused':
        return { event: refusal(services, command, result.reason), settles: intent.seq };
      case 'leaseOver':
      case 'throttled':
      case 'uncertain':
        return undefined;
    }
  }
  await confirmIntent(services, stored, intent.seq);
  return undefined;
}

interface Performing {
  readonly record: CallRecord;
  readonly intent: Intent;
  readonly command: Command;
}

/** Performs a command; sends it again in the same lease where that is safe and there is time. */
async function performOnce(
  services: CallServices,
  performing: Performing,
): Promise<CommandResult | { type: 'leaseOver' }> {
  const { intent, command } = performing;
  for (;;) {
    if (services.clock.nowMs() >= intent.leaseUntilMs) return { type: 'leaseOver' };
    const result = await send(services, performing);
    const again = againAfterMs(command, result);
    if (again === undefined) return result;
    if (services.clock.nowMs() + again + callLimits.commandTimeoutMs > intent.leaseUntilMs) return result;
    await services.clock.sleep(again);
  }
}

/**
 * What may be sent again blindly: what the service recognises by its repeatability id, and media, which replaces itself. Not
 * a transfer, which rings a person: it is asked about first, by whoever takes the batch up.
 */
function againAfterMs(command: Command, result: CommandResult): number | undefined {
  if (result.type === 'throttled') return result.retryAfterMs;
  return result.type === 'uncertain' && command.type !== 'transfer' ? callLimits.resendAfterMs : undefined;
}

async function send(services: CallServices, { record, intent, command }: Performing): Promise<CommandResult> {
  const startedAtMs = services.clock.nowMs();
  const { attemptId, state, incomingCallContext } = record;
  const result = await services.telephony.perform({
    command,
    call: {
      attemptId,
      from: state.confidential.from,
      ...(record.kind === 'call' ? { callId: record.id } : {}),
      ...(incomingCallContext === undefined ? {} : { incomingCallContext }),
    },
    repeatability: {
      requestId: services.ids.uuidOf(`${record.id}/${command.token}`),
      firstSentAtMs: intent.firstSentAtMs,
    },
    timeoutMs: callLimits.commandTimeoutMs,
  });
  services.log.write({
    level: result.type === 'done' ? 'info' : 'warn',
    what: 'command',
    kind: command.type,
    outcome: result.type,
    attemptId,
    ...(record.kind === 'call' ? { callId: record.id } : {}),
    ...('code' in result ? { code: result.code } : {}),
    seq: intent.seq,
    durationMs: services.clock.nowMs() - startedAtMs,
  });
  return result;
}

/** A command that was awaited and no longer is must not be performed late. What the cache says is enough to leave it out. */
function isSuperseded(services: CallServices, record: CallRecord, command: Command): boolean {
  if (!Object.hasOwn(record.state.operations, command.token)) return false;
  const latest = services.cache.get(refOf(record));
  return (
    latest !== undefined &&
    latest.record.state.seq > record.state.seq &&
    !Object.hasOwn(latest.record.state.operations, command.token)
  );
}

interface Done {
  readonly stored: StoredRecord;
  readonly intent: Intent;
  readonly command: Command;
  readonly result: Extract<CommandResult, { type: 'done' }>;
}

async function afterDone(
  services: CallServices,
  { stored, intent, command, result }: Done,
): Promise<Happening | 'handedOver' | undefined> {
  const atMs = services.clock.nowMs();
  if (command.type === 'reject' || command.type === 'redirect') {
    return { event: { type: 'commandAccepted', token: command.token, atMs }, settles: intent.seq };
  }
  if (command.type !== 'answer' || result.callId === undefined) return undefined;
  await handOver(services, { attemptId: stored.record.id, callId: result.callId, known: stored });
  return 'handedOver';
}

function refusal(services: CallServices, command: Command, reason: 'gone' | 'refused'): CallEvent {
  return { type: 'commandRefused', token: command.token, reason, atMs: services.clock.nowMs() };
}
