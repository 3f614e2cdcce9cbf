import type { Effect, ModelSettings, RaisedEvent } from '../call-model/call-model.ts';
import type { CallFeed } from './call-feed.ts';
import { cloudEvent } from './cloud-event.ts';
import { ENDED_CALLS_MAX, LIVE_CALLS_MAX } from './limits.ts';
import { LiveCall } from './live-call.ts';
import type { Line } from './options.ts';
import type { Phones } from './phones.ts';
import type { WebhookOutbox } from './webhook-outbox.ts';

/** What the switchboard works with. */
export interface SwitchboardOptions {
  readonly settings: Partial<ModelSettings>;
  readonly lines: readonly Line[];
  readonly feed: CallFeed;
  readonly phones: Phones;
  readonly outbox: WebhookOutbox;
  /** Gets every new call that the app is to hear of. */
  readonly onIncomingCall: (call: LiveCall) => void;
}

/** All calls: makes them, finds them, and passes on what comes of them. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #calls = new Map<string, LiveCall>();
  readonly #callOfContext = new Map<string, LiveCall>();
  readonly #callOfConnection = new Map<string, LiveCall>();
  #ended: readonly LiveCall[] = [];

  constructor(options: SwitchboardOptions) {
    this.#options = options;
  }

  /** All calls that are kept, in the order in which they were placed. */
  calls(): readonly LiveCall[] {
    return [...this.#calls.values()];
  }

  /** Places a call; undefined when there are too many. */
  place(from: string, to: string): LiveCall | undefined {
    if (this.#calls.size - this.#ended.length >= LIVE_CALLS_MAX) return undefined;
    const call = new LiveCall({
      from,
      to,
      settings: this.#options.settings,
      lines: this.#options.lines,
      onTurn: (changed, effects) => this.#passOn(changed, effects),
    });
    this.#calls.set(call.id, call);
    this.#callOfContext.set(call.incomingCallContext, call);
    call.apply({ type: 'callPlaced', callId: call.id, from, to });
    return call;
  }

  /** The call of an id of the caller API's. */
  find(id: string): LiveCall | undefined {
    return this.#calls.get(id);
  }

  /** The call of an incoming call context. */
  findByContext(context: string): LiveCall | undefined {
    return this.#callOfContext.get(context);
  }

  /** The call of a call connection. */
  findByConnection(callConnectionId: string): LiveCall | undefined {
    return this.#callOfConnection.get(callConnectionId);
  }

  /** Makes an answered call known under its connection, and its webhook's address to its events. */
  connect(call: LiveCall, answered: NonNullable<LiveCall['answered']>): void {
    call.answered = answered;
    this.#callOfConnection.set(answered.callConnectionId, call);
  }

  /** Stops the clocks of all calls. */
  stop(): void {
    for (const call of this.#calls.values()) call.stop();
  }

  #passOn(call: LiveCall, effects: readonly Effect[]): void {
    for (const effect of effects) this.#passOnOne(call, effect);
    this.#options.feed.callChanged(() => call.view());
  }

  #passOnOne(call: LiveCall, effect: Effect): void {
    if (effect.type === 'eventRaised') this.#send(call, effect);
    if (effect.type === 'incomingCallRaised') this.#options.onIncomingCall(call);
    if (effect.type === 'phoneRang') this.#options.phones.ring(call, effect.leg, effect.number);
    if (effect.type === 'callEnded') this.#retire(call);
  }

  #send(call: LiveCall, effect: Effect & RaisedEvent): void {
    const { answered } = call;
    if (answered === undefined) throw new Error('An event was raised in a call without a connection.');
    const url = effect.operationCallbackUri ?? answered.callbackUri;
    this.#options.outbox.send({ callId: call.id, url, event: cloudEvent(call, answered, effect) });
  }

  #retire(call: LiveCall): void {
    const ended = [...this.#ended, call];
    const forgotten = ended.slice(0, Math.max(0, ended.length - ENDED_CALLS_MAX));
    this.#ended = ended.slice(-ENDED_CALLS_MAX);
    for (const old of forgotten) {
      this.#calls.delete(old.id);
      this.#callOfContext.delete(old.incomingCallContext);
      if (old.answered !== undefined) this.#callOfConnection.delete(old.answered.callConnectionId);
    }
  }
}
