import type { Command } from '../interpreter/command.ts';
import type { CallRecord, Intent } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { timeoutMsOf } from './next-record.ts';
import type { CommandRequest, CommandResult } from './ports/telephony.ts';

/** A command on its way to the service. */
export interface Sending {
  readonly record: CallRecord;
  readonly intent: Intent;
  readonly command: Command;
}

/** Sends a command once, under the repeatability id that every repeat of it has; one line of the log per command. */
export async function sendCommand(services: CallServices, sending: Sending): Promise<CommandResult> {
  const { record, intent, command } = sending;
  const startedAtMs = services.clock.nowMs();
  const result = await services.telephony.perform(requestFor(services, sending));
  services.log.write({
    level: result.type === 'done' ? 'info' : 'warn',
    what: 'command',
    kind: command.type,
    outcome: result.type,
    attemptId: record.attemptId,
    ...(record.kind === 'call' ? { callId: record.id } : {}),
    ...('code' in result ? { code: result.code } : {}),
    seq: intent.seq,
    durationMs: services.clock.nowMs() - startedAtMs,
  });
  return result;
}

function requestFor(services: CallServices, { record, intent, command }: Sending): CommandRequest {
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
