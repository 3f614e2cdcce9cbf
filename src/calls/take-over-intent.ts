import { type Command, isRepeatable } from '../interpreter/command.ts';
import type { CallEvent, OperationOutcome } from '../interpreter/event.ts';
import { isCallerGone, operationOf } from '../interpreter/state.ts';
import { advanceCall, carryOn } from './advance-call.ts';
import { callLimits } from './call-limits.ts';
import { type CallRecord, type Intent, refOf } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { changeOperations } from './change-operations.ts';
import { leaseUntilMs, withDue } from './next-record.ts';
import type { StoredRecord } from './ports/record-store.ts';
import { rewriteRecord } from './rewrite-record.ts';

/** Takes a batch over from a performer whose lease has passed, and performs it again, as often as allowed. */
export async function takeOverIntent(services: CallServices, stored: StoredRecord, intent: Intent): Promise<void> {
  const { record } = stored;
  const open = intent.commands.find((command) => operationOf(record.state, command.token) !== undefined);
  // Nothing awaits it any more: performing it late would act on what has come since.
  if (open === undefined) return settle(services, stored, intent);
  switch (await beforeRepeat(services, record, intent)) {
    case 'gone': {
      // That the call is over is known already; what is still awaited of it has its deadline.
      if (isCallerGone(record.state)) return settle(services, stored, intent);
      await advanceCall(services, refOf(record), {
        event: { type: 'callDisconnected', reason: 'gone', atMs: services.clock.nowMs() },
      });
      return;
    }
    case 'done':
      return settle(services, stored, intent);
    case 'wait':
      await holdIntent(services, stored, { ...intent, leaseUntilMs: services.clock.nowMs() + callLimits.probeAgainMs });
      return;
    case 'repeat':
      return mayRepeat(open, intent)
        ? performAgain(services, stored, intent)
        : giveUp(services, record, { intent, command: open });
  }
}

/** A request that nobody may send twice is never sent again; any other once, since its caller waits meanwhile. */
function mayRepeat(command: Command, { attempts }: Intent): boolean {
  // Nobody has begun it.
  if (attempts === 0) return true;
  if (command.type === 'sendRequest') return isRepeatable(command) && attempts < callLimits.requestAttemptsMax;
  return attempts < callLimits.intentAttemptsMax;
}

/** A transfer rings a person, so before it is repeated the service is asked whether it is under way. */
async function beforeRepeat(
  services: CallServices,
  record: CallRecord,
  intent: Intent,
): Promise<'gone' | 'done' | 'wait' | 'repeat'> {
  if (!intent.commands.some((command) => command.type === 'transfer')) return 'repeat';
  const probe = await services.telephony.probe(record.id, callLimits.commandTimeoutMs);
  if (probe === 'gone') return 'gone';
  if (probe === 'transferring') return 'done';
  const patient = services.clock.nowMs() - intent.firstSentAtMs < callLimits.probePatienceMs;
  return probe !== 'connected' && patient ? 'wait' : 'repeat';
}

async function performAgain(services: CallServices, stored: StoredRecord, intent: Intent): Promise<void> {
  const lease = leaseUntilMs(intent.commands, services.clock.nowMs());
  const held: Intent = { ...intent, attempts: intent.attempts + 1, leaseUntilMs: lease };
  const committed = await holdIntent(services, stored, held);
  if (committed === undefined) return;
  services.log.write({
    level: 'warn',
    what: 'performedAgain',
    attemptId: committed.record.attemptId,
    seq: held.seq,
    count: held.attempts,
  });
  await carryOn(services, { stored: committed, intent: held });
}

/** Takes the batch for the time of its new lease; what it awaits is due that much later. */
function holdIntent(services: CallServices, stored: StoredRecord, held: Intent): Promise<StoredRecord | undefined> {
  const { record } = stored;
  const before = record.intents.find((intent) => intent.seq === held.seq);
  const laterMs = held.leaseUntilMs - (before?.leaseUntilMs ?? held.leaseUntilMs);
  const tokens = new Set(held.commands.map((command) => command.token));
  const state = changeOperations(record.state, (operation) =>
    tokens.has(operation.token) ? { ...operation, dueAtMs: operation.dueAtMs + laterMs } : operation,
  );
  const intents = record.intents.map((intent) => (intent.seq === held.seq ? held : intent));
  return rewriteRecord(services, stored, withDue({ ...record, state, intents }, services.clock.nowMs()));
}

async function settle(services: CallServices, stored: StoredRecord, intent: Intent): Promise<void> {
  const intents = stored.record.intents.filter((one) => one.seq !== intent.seq);
  await rewriteRecord(services, stored, withDue({ ...stored.record, intents }, services.clock.nowMs()));
}

async function giveUp(
  services: CallServices,
  record: CallRecord,
  { intent, command }: { intent: Intent; command: Command },
): Promise<void> {
  const event: CallEvent = { ...givenUp(command), token: command.token, atMs: services.clock.nowMs() };
  await advanceCall(services, refOf(record), { event, settles: intent.seq });
}

/** What a command came to that nobody performs any more: what could have been done before its performer died stays unknown. */
function givenUp(command: Command): OperationOutcome {
  if (command.type === 'saveRow') return { type: 'saveUncertain' };
  if (command.type !== 'sendRequest') return { type: 'commandRefused', reason: 'unreachable' };
  return { type: 'requestFailed', reason: isRepeatable(command) ? 'timeout' : 'uncertain' };
}
