import { type Command, isDataCommand, type TelephonyCommand } from '../interpreter/command.ts';
import type { CallRecord, Intent } from './call-record.ts';
import type { CallServices } from './call-services.ts';
import { timeoutMsOf } from './next-record.ts';
import { type DataResult, performData } from './perform-data.ts';
import type { LogEntry } from './ports/log.ts';
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
    level: isAsExpected(result) ? 'info' : 'warn',
    what: 'command',
    kind: command.type,
    outcome: result.type === 'answered' ? result.outcome.type : result.type,
    attemptId: record.attemptId,
    ...(record.kind === 'call' ? { callId: record.id } : {}),
    ...('code' in result ? { code: result.code } : {}),
    ...hostOf(command, result),
    ...adviceOn(command, result),
    seq: intent.seq,
    durationMs: services.clock.nowMs() - startedAtMs,
  });
  return result;
}

/**
 * What a flow has an outcome for is expected; that the app will not send its request at all is not, however often it happens, nor that
 * a service says yes in a way that no flow can read.
 */
function isAsExpected(result: SendResult): boolean {
  if (result.type !== 'answered') return result.type === 'done';
  const { isRefused = false, outcome } = result;
  const isLost = outcome.type === 'requestAnswered' && outcome.unreadable === true && isSuccess(outcome.status);
  return !isRefused && !isLost;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The host alone: values of the call may stand in the rest of the address, and in a host no flow can have one. */
function hostOf(command: Command, result: SendResult): Pick<LogEntry, 'host'> {
  if (command.type !== 'sendRequest' || !('code' in result) || result.code !== 'hostNotAllowed') return {};
  const host = URL.parse(command.url)?.host;
  return host === undefined ? {} : { host };
}

/** What whoever runs the line can do, by the code of a request that came to nothing. */
const adviceByCode: ReadonlyMap<string | undefined, string> = new Map([
  ['hostNotAllowed', 'Add the host to HTTP_ALLOWED_HOSTS, or correct the address in the flow.'],
  ['notJsonType', 'Let the service say Content-Type: application/json in its answer.'],
  ['notJson', 'Let the service answer with JSON, or with nothing.'],
  ['encoded', 'Let the service send its answer uncompressed.'],
  ['tooDeep', 'Let the service answer with less: lists and objects are nested too deep.'],
  ['tooLarge', 'Let the service answer with less: an answer has at most 256 kB.'],
  ['redirect', 'Write the address that the service redirects to into the flow: redirects are not followed.'],
]);

function adviceOn(command: Command, result: SendResult): Pick<LogEntry, 'advice'> {
  const advice = command.type === 'sendRequest' && 'code' in result ? adviceByCode.get(result.code) : undefined;
  return advice === undefined ? {} : { advice };
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
