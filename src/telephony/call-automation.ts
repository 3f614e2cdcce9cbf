import { CallAutomationClient, type CallAutomationClientOptions } from '@azure/communication-call-automation';
import type { CallProbe, CommandRequest, CommandResult, Telephony } from '../calls/ports/telephony.ts';
import type { CallAutomationSettings } from './call-automation-settings.ts';
import { failureOf } from './failure.ts';
import { performCommand } from './perform-command.ts';
import { requestPolicy, withRequestSettings } from './request-policy.ts';

/** The telephony port over ACS Call Automation. Every way in which a request can end is a result. */
export function callAutomation(settings: CallAutomationSettings): Telephony {
  const client = clientFor(settings);
  return {
    perform: (request) => perform(client, settings, request),
    probe: (callId, timeoutMs) => probe(client, callId, timeoutMs),
  };
}

/** Retries are ours: the SDK would send a prompt four times over five seconds, each time to be queued behind the last. */
function clientFor({ access, allowHttp }: CallAutomationSettings): CallAutomationClient {
  const options: CallAutomationClientOptions = {
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: allowHttp,
    additionalPolicies: [{ policy: requestPolicy, position: 'perCall' }],
  };
  return 'connectionString' in access
    ? new CallAutomationClient(access.connectionString, options)
    : new CallAutomationClient(access.endpoint, access.credential, options);
}

async function perform(
  client: CallAutomationClient,
  settings: CallAutomationSettings,
  request: CommandRequest,
): Promise<CommandResult> {
  const { repeatability, timeoutMs } = request;
  try {
    return await withRequestSettings({ repeatability, timeoutMs }, () => performCommand(client, settings, request));
  } catch (error) {
    return failureOf(error);
  }
}

async function probe(client: CallAutomationClient, callId: string, timeoutMs: number): Promise<CallProbe> {
  try {
    const properties = await withRequestSettings({ timeoutMs }, () =>
      client.getCallConnection(callId).getCallConnectionProperties(),
    );
    return probeOf(properties.callConnectionState);
  } catch (error) {
    const failure = failureOf(error);
    return failure.type === 'refused' && failure.reason === 'gone' ? 'gone' : 'unknown';
  }
}

function probeOf(state: string | undefined): CallProbe {
  switch (state) {
    case 'connected':
      return 'connected';
    case 'transferring':
    case 'transferAccepted':
      return 'transferring';
    case 'disconnecting':
    case 'disconnected':
      return 'gone';
    // A capture of 2023 shows `unknown` for a call that has just been answered.
    case 'connecting':
    case 'unknown':
      return 'connecting';
    default:
      return 'unknown';
  }
}
