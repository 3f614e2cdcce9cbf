import { CallFeed } from './call-feed.ts';
import { IncomingCallSubscription } from './incoming-call-subscription.ts';
import { type EmulatorOptions, EVENT_GRID_RETRY_DELAYS_MS, WEBHOOK_RETRY_DELAYS_MS } from './options.ts';
import { Phones } from './phones.ts';
import { Switchboard } from './switchboard.ts';
import type { TokenSigner } from './token-signer.ts';
import { WebhookOutbox } from './webhook-outbox.ts';

/** Everything behind the wire: calls, telephones, and what goes to the app. */
export interface Exchange {
  readonly feed: CallFeed;
  readonly phones: Phones;
  readonly switchboard: Switchboard;
  /** Sends IncomingCall there from now on, and nowhere else; resolves when the app has confirmed, or has failed to. */
  subscribe(url: string): Promise<boolean>;
}

/** Puts the parts together. `signal` ends every delivery. */
export function createExchange(options: EmulatorOptions, signer: TokenSigner, signal: AbortSignal): Exchange {
  const log = options.log ?? (() => undefined);
  const feed = new CallFeed();
  const phones = new Phones();
  const retryDelaysMs = options.webhookRetryDelaysMs ?? WEBHOOK_RETRY_DELAYS_MS;
  const outbox = new WebhookOutbox({ signer, feed, retryDelaysMs, signal, log });
  let subscription: IncomingCallSubscription | undefined;
  let superseded = new AbortController();
  const switchboard = new Switchboard({
    settings: options.settings ?? {},
    lines: options.lines ?? [],
    feed,
    phones,
    outbox,
    onIncomingCall: (call) => {
      if (subscription !== undefined) {
        void subscription.publish(call);
        return;
      }
      call.noteOffer({ type: 'noEndpoint' });
      log('a call came in, but no IncomingCall endpoint is set');
    },
  });
  return {
    feed,
    phones,
    switchboard,
    subscribe: (url) => {
      const eventGridDelaysMs = options.eventGridRetryDelaysMs ?? EVENT_GRID_RETRY_DELAYS_MS;
      superseded.abort();
      superseded = new AbortController();
      subscription = new IncomingCallSubscription({
        url,
        feed,
        retryDelaysMs: eventGridDelaysMs,
        signal: AbortSignal.any([signal, superseded.signal]),
        log,
      });
      return subscription.confirmed;
    },
  };
}
