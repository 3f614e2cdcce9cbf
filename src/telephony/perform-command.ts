import type { CallAutomationClient } from '@azure/communication-call-automation';
import type { CallAddress, CommandRequest, CommandResult } from '../calls/ports/telephony.ts';
import { assertNever } from '../result.ts';
import type { CallAutomationSettings } from './call-automation-settings.ts';
import { identifierOf, isPhoneNumber, type Party } from './party-identifier.ts';
import { playSourcesOf } from './play-source.ts';
import { recognitionOptions } from './recognise-options.ts';

const done: CommandResult = { type: 'done' };

/** Sends one command by the SDK; throws what the SDK throws. */
export async function performCommand(
  client: CallAutomationClient,
  settings: CallAutomationSettings,
  request: CommandRequest,
): Promise<CommandResult> {
  const { command, call } = request;
  switch (command.type) {
    case 'answer':
      return answer(client, settings, request);
    case 'reject':
      await client.rejectCall(contextOf(call), { callRejectReason: command.reason });
      return done;
    case 'redirect':
      return toParty(command.to, (targetParticipant) => client.redirectCall(contextOf(call), { targetParticipant }));
    case 'play': {
      const sources = command.prompts.flatMap((prompt) => playSourcesOf(prompt, settings));
      const options = {
        operationContext: command.token,
        interruptCallMediaOperation: true,
        loop: command.loop ?? false,
      };
      await client.getCallConnection(callIdOf(call)).getCallMedia().playToAll(sources, options);
      return done;
    }
    case 'recogniseDigits':
    case 'recogniseChoice':
    case 'recogniseSpeech': {
      const media = client.getCallConnection(callIdOf(call)).getCallMedia();
      return toParty(call.from, (caller) => media.startRecognizing(caller, recognitionOptions(command, settings)));
    }
    case 'cancelMedia':
      await client.getCallConnection(callIdOf(call)).getCallMedia().cancelAllOperations();
      return done;
    case 'transfer':
      return transfer(client, settings, { callId: callIdOf(call), to: command.to, token: command.token });
    case 'hangUp':
      await client.getCallConnection(callIdOf(call)).hangUp(true);
      return done;
    default:
      return assertNever(command);
  }
}

async function answer(
  client: CallAutomationClient,
  settings: CallAutomationSettings,
  { command, call }: CommandRequest,
): Promise<CommandResult> {
  const { cognitiveServicesEndpoint } = settings;
  const result = await client.answerCall(contextOf(call), settings.callbackUrl(call.attemptId), {
    operationContext: command.token,
    ...(cognitiveServicesEndpoint === undefined ? {} : { callIntelligenceOptions: { cognitiveServicesEndpoint } }),
  });
  const callId = result.callConnectionProperties.callConnectionId;
  return callId === undefined ? { type: 'uncertain', code: 'noCallConnectionId' } : { type: 'done', callId };
}

function transfer(
  client: CallAutomationClient,
  settings: CallAutomationSettings,
  { callId, to, token }: { callId: string; to: string; token: string },
): Promise<CommandResult> {
  const { callerIdNumber } = settings;
  const callerId =
    callerIdNumber === undefined || !isPhoneNumber(to) ? {} : { sourceCallIdNumber: { phoneNumber: callerIdNumber } };
  const connection = client.getCallConnection(callId);
  return toParty(to, (target) =>
    connection.transferCallToParticipant(target, { operationContext: token, ...callerId }),
  );
}

/** Sends what concerns one party; one whom the service cannot name is refused before anything is sent. */
async function toParty(party: string, send: (identifier: Party) => Promise<unknown>): Promise<CommandResult> {
  const identifier = identifierOf(party);
  if (identifier === undefined) return { type: 'refused', reason: 'refused', code: 'unknownParty' };
  await send(identifier);
  return done;
}

function contextOf(call: CallAddress): string {
  if (call.incomingCallContext === undefined) throw new Error('A ringing call has the context that it rang with.');
  return call.incomingCallContext;
}

function callIdOf(call: CallAddress): string {
  if (call.callId === undefined) throw new Error('A connected call has a connection id.');
  return call.callId;
}
