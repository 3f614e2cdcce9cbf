import { randomUUID } from 'node:crypto';
import type { CallFeed } from './call-feed.ts';
import { type Attempt, attempt, attemptText, pause, SENT_TEXT } from './delivery.ts';
import type { LiveCall } from './live-call.ts';

/** How long the app may take to answer. Milliseconds. Source: Microsoft, Event Grid delivery and webhook validation. */
const ANSWER_TIMEOUT_MS = 30_000;

/** How long an event is worth delivering. Milliseconds. Source: Microsoft's advice for this subscription. */
const EVENT_LIFETIME_MS = 60_000;

/** How long the handshake is tried while the app starts. Milliseconds. Event Grid itself is less patient. */
const HANDSHAKE_BOUND_MS = 5 * 60_000;

/** Between two attempts at the handshake, growing from the first to the second. Milliseconds. */
const HANDSHAKE_PAUSE_MS = { first: 100, last: 1_000 } as const;

const TOPIC =
  '/subscriptions/emulated/resourceGroups/emulated/providers/Microsoft.Communication/communicationServices/emulated';

/** What a subscription works with. */
export interface SubscriptionOptions {
  readonly url: string;
  readonly feed: CallFeed;
  readonly retryDelaysMs: readonly number[];
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** An Event Grid subscription of the app's to IncomingCall: its handshake, then its events. */
export class IncomingCallSubscription {
  readonly #options: SubscriptionOptions;
  /** Resolves when the app has confirmed the subscription (true), or has failed to for five minutes (false). */
  readonly confirmed: Promise<boolean>;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.confirmed = this.#confirm();
  }

  /** Delivers the event of a new call: at most as often as the schedule says, and within its lifetime. */
  async publish(call: LiveCall): Promise<void> {
    const startedMs = Date.now();
    const event = incomingCallEvent(call);
    // A subscription that is not confirmed gets nothing; an app that starts within the event's lifetime gets it late.
    if (!(await this.confirmed) || Date.now() - startedMs > EVENT_LIFETIME_MS) return;
    for (const [count, delayMs] of [...this.#options.retryDelaysMs, undefined].entries()) {
      const result = await this.#notify(call, event, count);
      if (this.#options.signal.aborted) return;
      if (isTaken(result)) return;
      const waitMs = delayMs === undefined ? undefined : Math.max(delayMs, waitAfter(result));
      if (waitMs === undefined || Date.now() - startedMs + waitMs > EVENT_LIFETIME_MS) break;
      if (!(await pause(waitMs, this.#options.signal))) return;
    }
    this.#options.log('IncomingCall was not delivered: the caller hears it ring until the time is up');
  }

  /** One attempt. It stands in the running list from the moment at which it is sent. */
  async #notify(call: LiveCall, event: object, count: number): Promise<Attempt> {
    const { feed, signal } = this.#options;
    const place = feed.takePlace();
    const note = (detail: string): void =>
      feed.put(place, { callId: call.id, direction: 'toApp', what: 'IncomingCall', detail });
    note(SENT_TEXT);
    call.noteOffer({ type: 'sent' });
    const result = await this.#post('Notification', event, count);
    if (!isTaken(result)) call.noteOffer({ type: 'undelivered', attempt: result });
    if (!signal.aborted) note(attemptText(result));
    return result;
  }

  async #confirm(): Promise<boolean> {
    const endMs = Date.now() + HANDSHAKE_BOUND_MS;
    let pauseMs: number = HANDSHAKE_PAUSE_MS.first;
    while (Date.now() < endMs) {
      if (await this.#shakeHands()) return true;
      if (!(await pause(pauseMs, this.#options.signal))) return false;
      pauseMs = Math.min(HANDSHAKE_PAUSE_MS.last, pauseMs * 2);
    }
    this.#options.log('the subscription to IncomingCall was not confirmed: no call will reach the app');
    return false;
  }

  async #shakeHands(): Promise<boolean> {
    const validationCode = randomUUID();
    const result = await this.#post('SubscriptionValidation', {
      ...envelope('Microsoft.EventGrid.SubscriptionValidationEvent', ''),
      data: { validationCode },
      dataVersion: '1',
    });
    return result.type === 'answered' && result.status === 200 && confirms(result.body, validationCode);
  }

  #post(eventType: string, event: object, deliveryCount = 0): Promise<Attempt> {
    return attempt({
      url: this.#options.url,
      headers: { 'aeg-event-type': eventType, 'aeg-delivery-count': String(deliveryCount) },
      body: [event],
      timeoutMs: ANSWER_TIMEOUT_MS,
      signal: this.#options.signal,
    });
  }
}

function isTaken(result: Attempt): boolean {
  return result.type === 'answered' && result.status >= 200 && result.status <= 204;
}

/**
 * The least wait that Event Grid keeps after an answer. Milliseconds. For most 4xx that is minutes, longer than the call
 * rings. Source: Microsoft, Event Grid delivery and retry.
 */
function waitAfter(result: Attempt): number {
  if (result.type === 'failed') return 0;
  if ([400, 401, 403, 404].includes(result.status)) return 5 * 60_000;
  if (result.status === 408) return 2 * 60_000;
  return 0;
}

function confirms(body: string, validationCode: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'validationResponse' in answer &&
      answer.validationResponse === validationCode
    );
  } catch {
    return false;
  }
}

function envelope(eventType: string, subject: string) {
  return {
    id: randomUUID(),
    topic: TOPIC,
    subject,
    eventType,
    eventTime: new Date().toISOString(),
    metadataVersion: '1',
  };
}

function incomingCallEvent(call: LiveCall): object {
  const phone = (value: string) => ({ kind: 'phoneNumber', rawId: `4:${value}`, phoneNumber: { value } });
  return {
    ...envelope('Microsoft.Communication.IncomingCall', `/caller/4:${call.from}/recipient/4:${call.to}`),
    data: {
      to: phone(call.to),
      from: phone(call.from),
      serverCallId: call.serverCallId,
      callerDisplayName: '',
      incomingCallContext: call.incomingCallContext,
      correlationId: call.correlationId,
    },
    dataVersion: '1.0',
  };
}
