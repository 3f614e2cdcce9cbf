import type { IncomingMessage } from 'node:http';
import type { RegisteredFunction } from './app-registry.ts';
import { eventInput } from './event-grid-endpoint.ts';
import { readBody } from './http-body.ts';
import type { Invoker, TriggerInput } from './invoke-function.ts';
import type { PlainAnswer } from './plain-answer.ts';
import { timerInput } from './timer-trigger.ts';
import { triggerOf } from './triggers.ts';

/** Where functions without a route of their own are fired by hand: `POST /admin/functions/<name>`. */
export const adminPathPrefix = '/admin/functions/';

const bodyBytesMax = 2 * 1024 * 1024;

/**
 * Fires a timer or Event Grid function by hand and answers 202 without waiting for it, as the real host does with its master
 * key. No key here, as with Core Tools; but no browser either: a foreign page must not fire functions of this machine.
 * The body may be empty or `{"input": "<text>"}`; the input of an Event Grid function is the event as JSON.
 */
export async function answerAdmin(
  request: IncomingMessage,
  pathname: string,
  { functions, invoker }: { functions: ReadonlyMap<string, RegisteredFunction>; invoker: Invoker },
): Promise<PlainAnswer> {
  if (request.headers.origin !== undefined) return { status: 403, close: true };
  const registered = functions.get(pathname.slice(adminPathPrefix.length).toLowerCase());
  if (request.method !== 'POST' || registered === undefined) return { status: 404, close: true };
  const read = await readBody(request, bodyBytesMax);
  if (read.type === 'tooLarge') return { status: 413, close: true };
  const input = manualInput(triggerOf(registered.metadata).binding.type.toLowerCase(), read.bytes.toString('utf8'));
  if (typeof input === 'string') return { status: 400, body: input };
  void invoker.invoke(registered, input);
  return { status: 202 };
}

/** The trigger's input, or a sentence that says what is wrong with the request. */
function manualInput(triggerType: string, body: string): TriggerInput | string {
  const wanted = 'The body must be {"input": "<text>"}.';
  try {
    const parsed: unknown = body === '' ? {} : JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return wanted;
    const text = 'input' in parsed ? parsed.input : undefined;
    if (triggerType === 'timertrigger') return manualTimerInput(Date.now());
    if (triggerType !== 'eventgridtrigger') return 'An HTTP function is called at its route.';
    return typeof text === 'string' ? eventInput(JSON.parse(text)) : wanted;
  } catch {
    return wanted;
  }
}

function manualTimerInput(nowMs: number): TriggerInput {
  return { data: { json: JSON.stringify(timerInput(undefined, nowMs, nowMs)) }, triggerMetadata: {} };
}
