import { app, type EventGridEvent, type InvocationContext } from '@azure/functions';
import { receiveIncomingCall } from '../calls/receive-incoming-call.ts';
import { redirectToFallback } from '../calls/redirect-to-fallback.ts';
import { composed, fallbackOnly } from '../composition.ts';
import { decodeIncomingCall } from '../telephony/decode-incoming-call.ts';
import { logTo } from './invocation-log.ts';

/** Event Grid trigger: a call rings. Never fails for an event, for failures in a row silence the line for hours. */
export async function incomingCall(event: EventGridEvent, context: InvocationContext): Promise<void> {
  const log = logTo(context);
  const call = decodeIncomingCall(event, Date.now());
  if (!call.ok) {
    log.write({ level: 'warn', what: 'incomingCall', outcome: call.error });
    return;
  }
  const app = composed();
  if (app.ok) {
    await receiveIncomingCall({ ...app.value.services, log }, call.value);
    return;
  }
  const fallback = fallbackOnly();
  const outcome = fallback === undefined ? 'lost' : await redirectToFallback(fallback, call.value);
  log.write({ level: 'error', what: 'incomingCall', attemptId: call.value.attemptId, outcome, code: 'notConfigured' });
}

app.eventGrid('incomingCall', { handler: incomingCall });
