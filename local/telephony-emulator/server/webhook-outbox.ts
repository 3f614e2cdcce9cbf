import type { CallFeed } from './call-feed.ts';
import type { CloudEvent } from './cloud-event.ts';
import { type Attempt, attempt, attemptText, pause, SENT_TEXT } from './delivery.ts';
import { WEBHOOK_QUEUE_MAX } from './limits.ts';
import type { TokenSigner } from './token-signer.ts';

/** How long the app may take to answer a webhook. Milliseconds. The real bound is undocumented. */
const WEBHOOK_TIMEOUT_MS = 10_000;

/** What the outbox works with. */
export interface OutboxOptions {
  readonly signer: TokenSigner;
  readonly feed: CallFeed;
  readonly retryDelaysMs: readonly number[];
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** An event, and where to. */
export interface OutgoingEvent {
  readonly callId: string;
  readonly url: string;
  readonly event: CloudEvent;
}

/**
 * Delivers the events of each call one after the other, and of different calls side by side. An attempt that is refused,
 * times out or gets a 5xx is repeated with the same event id. The real service's order, retries and time-out are
 * undocumented, and its captures show disorder.
 */
export class WebhookOutbox {
  readonly #options: OutboxOptions;
  readonly #queues = new Map<string, OutgoingEvent[]>();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Queues an event; the call goes on meanwhile. */
  send(outgoing: OutgoingEvent): void {
    const queue = this.#queues.get(outgoing.callId);
    if (queue === undefined) {
      const begun = [outgoing];
      this.#queues.set(outgoing.callId, begun);
      void this.#work(outgoing.callId, begun);
    } else if (queue.length < WEBHOOK_QUEUE_MAX) {
      queue.push(outgoing);
    } else {
      this.#options.log(`webhook ${nameOf(outgoing.event)} dropped: too many are waiting for this call`);
    }
  }

  async #work(callId: string, queue: OutgoingEvent[]): Promise<void> {
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (!this.#options.signal.aborted) await this.#deliver(next);
      queue.shift();
    }
    this.#queues.delete(callId);
  }

  async #deliver({ callId, url, event }: OutgoingEvent): Promise<void> {
    const { feed, log, retryDelaysMs, signal, signer } = this.#options;
    const authorization = `Bearer ${await signer.sign()}`;
    for (const delayMs of [...retryDelaysMs, undefined]) {
      const place = feed.takePlace();
      const note = (status: string): void =>
        feed.put(place, { callId, direction: 'toApp', what: nameOf(event), detail: detailOf(event, status) });
      note(SENT_TEXT);
      const result = await attempt({
        url,
        headers: { authorization },
        body: [event],
        timeoutMs: WEBHOOK_TIMEOUT_MS,
        signal,
      });
      if (signal.aborted) return;
      note(attemptText(result));
      if (!isWorthRepeating(result)) return;
      if (delayMs === undefined || !(await pause(delayMs, signal))) break;
    }
    log(`webhook ${nameOf(event)} was not delivered`);
  }
}

function isWorthRepeating(result: Attempt): boolean {
  return result.type === 'failed' || result.status >= 500;
}

function nameOf(event: CloudEvent): string {
  return event.type.slice(event.type.lastIndexOf('.') + 1);
}

function detailOf(event: CloudEvent, status: string): string {
  const { operationContext } = event.data;
  return typeof operationContext === 'string' ? `${status} · ${operationContext}` : status;
}
