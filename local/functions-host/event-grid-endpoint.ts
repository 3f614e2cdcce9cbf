import type { IncomingMessage } from 'node:http';
import type { RegisteredFunction } from './app-registry.ts';
import type { RpcData } from './core-api.ts';
import { readBody } from './http-body.ts';
import type { Invoker, TriggerInput } from './invoke-function.ts';
import type { PlainAnswer } from './plain-answer.ts';
import { isSameKey } from './plain-answer.ts';

/** Path of the real host's Event Grid webhook, `?functionName=..&code=..`. */
export const eventGridPath = '/runtime/webhooks/eventgrid';

/** Event Grid sends at most 1 MB in a batch; twice that leaves room for its envelope. */
const bodyBytesMax = 2 * 1024 * 1024;

/** What the endpoint answers from. */
export interface EventGridOptions {
  /** The app's Event Grid functions. */
  readonly functions: readonly RegisteredFunction[];
  /** The system key `eventgrid_extension`; undefined: keys are not checked. */
  readonly systemKey: string | undefined;
  readonly invoker: Invoker;
}

/** Answers Event Grid: handshake, notifications, the end of a subscription. Statuses are those of the extension for Event Grid. */
export async function answerEventGrid(
  request: IncomingMessage,
  query: URLSearchParams,
  options: EventGridOptions,
): Promise<PlainAnswer> {
  const { systemKey } = options;
  if (systemKey !== undefined && !isSameKey(query.get('code') ?? '', systemKey)) return { status: 401, close: true };
  const name = query.get('functionName') ?? '';
  const registered = options.functions.find(({ metadata }) => metadata.name.toLowerCase() === name.toLowerCase());
  if (registered === undefined) {
    return { status: 404, body: `cannot find function: '${name.slice(0, 200)}'`, close: true };
  }
  const read = await readBody(request, bodyBytesMax);
  if (read.type === 'tooLarge') return { status: 413, close: true };
  switch (request.headers['aeg-event-type']) {
    case 'SubscriptionValidation':
      return answerHandshake(parseJson(read.bytes));
    case 'Notification':
      return deliver(parseJson(read.bytes), registered, options.invoker);
    case 'Unsubscribe':
      return { status: 202 };
    default:
      return { status: 400 };
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function answerHandshake(body: unknown): PlainAnswer {
  const event: unknown = Array.isArray(body) ? body[0] : body;
  // In the Event Grid schema `data` is an object; in a lone CloudEvent it is JSON in a text.
  const data = typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined;
  const details = typeof data === 'string' ? parseJson(Buffer.from(data)) : data;
  const code =
    typeof details === 'object' && details !== null && 'validationCode' in details ? details.validationCode : undefined;
  if (typeof code !== 'string') return { status: 400 };
  return { status: 200, body: JSON.stringify({ validationResponse: code }) };
}

// Each event is an invocation of its own, all at once; one that fails makes Event Grid send the whole batch again.
async function deliver(body: unknown, registered: RegisteredFunction, invoker: Invoker): Promise<PlainAnswer> {
  const events: unknown[] = Array.isArray(body) ? body : [body];
  if (!events.every((event) => typeof event === 'object' && event !== null)) return { status: 400 };
  const outcomes = await Promise.all(events.map((event) => invoker.invoke(registered, eventInput(event))));
  if (outcomes.every(({ type }) => type === 'completed')) return { status: 202 };
  return { status: 500, body: `Exception while executing function: Functions.${registered.metadata.name}` };
}

/** An event as the worker gets it: a JSON text, with its `data` beside it. */
export function eventInput(event: unknown): TriggerInput {
  const data = typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined;
  const triggerMetadata: Record<string, RpcData> = data === undefined ? {} : { data: { json: JSON.stringify(data) } };
  return { data: { string: JSON.stringify(event, null, 2) }, triggerMetadata };
}
