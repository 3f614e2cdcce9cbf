import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { receiveCallEvents } from '../calls/receive-call-events.ts';
import { composed } from '../composition.ts';
import { admitCallback } from '../telephony/callback-auth/admit-callback.ts';
import { decodeCallEvents } from '../telephony/decode-call-event.ts';
import { logTo } from './invocation-log.ts';
import { readBody } from './read-body.ts';

/**
 * HTTP trigger: the service tells what happened to a call. The status is the retry policy: 200 whatever the event was, 500
 * and 503 only where nothing was committed and a second delivery may do better.
 */
export async function callEvents(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const app = composed();
  if (!app.ok) return { status: 503 };
  const log = logTo(context);
  const claim = { signedAttempt: request.params.attempt ?? '', authorization: request.headers.get('authorization') };
  const admission = await admitCallback(app.value.gate, claim);
  if (admission.type !== 'admitted') {
    log.write({ level: 'warn', what: 'callbackRefused', outcome: admission.type });
    return { status: admission.type === 'refused' ? 401 : 503 };
  }
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  const decoded = decodeCallEvents(body, Date.now());
  if (decoded === undefined) return { status: 400 };
  for (const { what, kind } of decoded.left) log.write({ level: 'info', what, kind, attemptId: admission.attemptId });
  const committed = await receiveCallEvents({ ...app.value.services, log }, admission.attemptId, decoded.delivered);
  return { status: committed ? 200 : 500 };
}

app.http('callEvents', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'call-events/{attempt}',
  handler: callEvents,
});
