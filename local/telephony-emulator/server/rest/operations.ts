import { randomUUID } from 'node:crypto';
import { type CallModel, participantsOf, refusalIn } from '../../call-model/call-model.ts';
import type { LiveCall } from '../live-call.ts';
import { applyTo, type OperationsContext } from './apply-to-call.ts';
import { applyMedia } from './media-operations.ts';
import { answerBody, decodeBody, redirectBody, rejectBody, transferBody } from './request-bodies.ts';
import type { Route } from './route.ts';
import { callNotFound, invalidArgument, refused, type ServiceAnswer } from './service-answer.ts';

/** A request that was authenticated. */
export interface OperationRequest {
  readonly route: Route;
  readonly apiVersion: string;
  readonly body: Uint8Array;
}

/** Does what a request asks for, and says what the service would answer. */
export function perform(context: OperationsContext, request: OperationRequest): ServiceAnswer {
  const { route } = request;
  switch (route.operation) {
    case 'unsupported':
      // 405/8520 is documented for operations that are not supported.
      return refused(405, '8520', `This emulator does not support ${route.name}.`);
    case 'answer':
      return answer(context, request);
    case 'reject':
      return reject(context, request);
    case 'redirect':
      return redirect(context, request);
    default:
      return performInCall(context, request, route);
  }
}

type InCallRoute = Extract<Route, { callConnectionId: string }>;

function performInCall(context: OperationsContext, request: OperationRequest, route: InCallRoute): ServiceAnswer {
  const call = context.switchboard.findByConnection(route.callConnectionId);
  if (call?.model.connection === undefined) return callNotFound();
  switch (route.operation) {
    case 'hangUp':
    case 'terminate':
      return applyTo(call, { type: route.operation }, { status: 204 });
    case 'cancelAllMediaOperations':
      return applyTo(call, { type: route.operation }, { status: 202 });
    case 'transferToParticipant':
      return transfer(call, request.body);
    case 'play':
    case 'recognize':
      return applyMedia(call, { kind: route.operation, body: request.body, context });
    default:
      return call.model.connection.state === 'disconnected' ? { ...callNotFound(), call } : read(call, route);
  }
}

function read(call: LiveCall, route: InCallRoute): ServiceAnswer {
  if (route.operation === 'properties') return { status: 200, body: propertiesOf(call), call };
  const participants = participantsOf(call.model);
  if (route.operation === 'listParticipants') return { status: 200, body: { value: participants }, call };
  const wanted = 'rawId' in route ? route.rawId : '';
  const found = participants.find(({ identifier }) => identifier.rawId === wanted);
  return found === undefined
    ? { ...refused(404, '8522', 'Participant not found.'), call }
    : { status: 200, body: found, call };
}

function answer(context: OperationsContext, { body, apiVersion }: OperationRequest): ServiceAnswer {
  const decoded = decodeBody(answerBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const { callbackUri, incomingCallContext, operationContext, callIntelligenceOptions } = decoded.value;
  if (context.httpsCallbacksOnly && !callbackUri.startsWith('https:')) {
    return invalidArgument("The field CallbackUri is invalid: Call Automation doesn't support HTTP endpoints.");
  }
  const call = context.switchboard.findByContext(incomingCallContext);
  if (call === undefined) return callNotFound();
  const callConnectionId = randomUUID();
  const refusal = refusalIn(call.apply({ type: 'answer', callConnectionId, ...contextOf(operationContext) }));
  if (refusal !== undefined) return { ...refused(refusal.status, refusal.code, refusal.message), call };
  const cognitiveServices = callIntelligenceOptions?.cognitiveServicesEndpoint !== undefined;
  context.switchboard.connect(call, { callConnectionId, callbackUri, apiVersion, cognitiveServices });
  return { status: 200, body: propertiesOf(call), call };
}

function reject(context: OperationsContext, { body }: OperationRequest): ServiceAnswer {
  const decoded = decodeBody(rejectBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const call = context.switchboard.findByContext(decoded.value.incomingCallContext);
  if (call === undefined) return callNotFound();
  return applyTo(call, { type: 'reject', reason: decoded.value.callRejectReason }, { status: 204 });
}

function redirect(context: OperationsContext, { body }: OperationRequest): ServiceAnswer {
  const decoded = decodeBody(redirectBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const call = context.switchboard.findByContext(decoded.value.incomingCallContext);
  if (call === undefined) return callNotFound();
  return applyTo(call, { type: 'redirect', target: decoded.value.target }, { status: 204 });
}

function transfer(call: LiveCall, body: Uint8Array): ServiceAnswer {
  const decoded = decodeBody(transferBody, body);
  if ('fault' in decoded) return invalidArgument(decoded.fault);
  const { targetParticipant, transferee, operationContext, operationCallbackUri } = decoded.value;
  if (transferee !== undefined && transferee !== call.from) {
    return { ...invalidArgument('transferee: is not a participant of this call.'), call };
  }
  const input = { type: 'transfer', target: targetParticipant, operationContext, operationCallbackUri } as const;
  return applyTo(call, input, { status: 202, body: contextOf(operationContext) });
}

function contextOf(operationContext: string | undefined): { operationContext?: string } {
  return operationContext === undefined ? {} : { operationContext };
}

/** In the names of CallConnectionProperties. Which of these an inbound call from a telephone has live was captured only in part. */
function propertiesOf(call: LiveCall): object {
  const phone = (value: string) => ({ kind: 'phoneNumber', rawId: `4:${value}`, phoneNumber: { value } });
  const { connection, settings } = call.model;
  return {
    callConnectionId: connection?.id ?? '',
    serverCallId: call.serverCallId,
    targets: [phone(call.to)],
    callConnectionState: connectionState(connection?.state),
    callbackUri: call.answered?.callbackUri ?? '',
    source: phone(call.from),
    correlationId: call.correlationId,
    answeredBy: { id: settings.appRawId },
    answeredFor: { value: call.to },
  };
}

function connectionState(state: NonNullable<CallModel['connection']>['state'] | undefined): string {
  return state ?? 'unknown';
}
