import { type Command, isDataCommand, type TelephonyCommand } from '../interpreter/command.ts';
import type { CallRecord, Intent } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { timeoutMsOf } from './next-record.ts';
import { type DataResult, performData } from './perform-data.ts';
import type { CommandRequest, CommandResult } from './ports/telephony.ts';

/** What came of a command: of the telephone service, or of a request or the line's own tables. */
export type SendResult = CommandResult | DataResult;

/** A command on its way to the service. */
export interface Sending {
  readonly record: CallRecord;
  readonly intent: Intent;
  readonly command: Command;
}

/** Sends a command once, under the repeatability id that every repeat of it has; one line of the log per command. */
export async function sendCommand(services: CallServices, sending: Sending): Promise<SendResult> {
  const { record, intent, command } = sending;
  const startedAtMs = services.clock.nowMs();
  const result = isDataCommand(command)
    ? await performData(services, { record, command, begunBefore: intent.attempts > 1 })
    : await services.telephony.perform(requestFor(services, { ...sending, command }));
  services.log.write({
    level: result.type === 'done' || result.type === 'answered' ? 'info' : 'warn',
    what: 'command',
    kind: command.type,
    outcome: result.type === 'answered' ? result.outcome.type : result.type,
    attemptId: record.attemptId,
    ...(record.kind === 'call' ? { callId: record.id } : {}),
    ...('code' in result ? { code: result.code } : {}),
    seq: intent.seq,
    durationMs: services.clock.nowMs() - startedAtMs,
  });
  return result;
}

function requestFor(
  services: CallServices,
  { record, intent, command }: Sending & { readonly command: TelephonyCommand },
): CommandRequest {
  const { attemptId, state, incomingCallContext } = record;
  return {
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
    timeoutMs: timeoutMsOf(command),
  };
}
