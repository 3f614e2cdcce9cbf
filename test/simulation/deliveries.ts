import type { RaisedEvent } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { IncomingCall } from '../../src/calls/ports/incoming-call.ts';
import { receiveCallEvents } from '../../src/calls/receive-call-events.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { decodeCallEvent } from '../../src/telephony/decode-call-event.ts';
import type { DeliveryFault, Faults } from './faults.ts';
import { type History, tell } from './history.ts';
import type { Instance } from './instance.ts';
import type { Knowledge } from './knowledge.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** What brings the service's news to the app. */
export interface Deliveries {
  incomingCall(call: IncomingCall): void;
  /** An event for the webhook that was signed for the attempt. */
  event(callId: string, attemptId: string, event: RaisedEvent): void;
}

/** What deliveries stand on. */
export interface DeliveryRoutes {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly history: History;
  readonly knowledge: Knowledge;
  readonly instances: readonly Instance[];
  /** Whether the service sends an event again that was not answered with 200: nobody has seen it live. */
  readonly retriesWebhooks: boolean;
}

/** Waits before an incoming call is delivered again, in milliseconds. Source: Event Grid's first two retries. */
const offerRetriesMs = [10_000, 30_000];

/** Waits before an event is delivered again, where it is; assumed. Milliseconds. */
const webhookRetriesMs = [500, 1_000, 2_000, 4_000];

/** A request waits for an instance where there is none. Milliseconds. */
const coldStartMs = 300;

/** Brings each thing to some instance, as often and as late as the faults want it. */
export function createDeliveries(routes: DeliveryRoutes): Deliveries {
  const { scheduler, random, faults, history, knowledge } = routes;
  const toSome = (deliver: (instance: Instance) => void): void => {
    const alive = routes.instances.filter((instance) => instance.isAlive());
    if (alive.length === 0) scheduler.after(coldStartMs, () => toSome(deliver));
    else deliver(random.pick(alive));
  };
  const offer = (call: IncomingCall, tries: number): void =>
    toSome((instance) => {
      tell(history, scheduler.nowMs(), () => `${instance.name} gets the incoming call`);
      instance.invoke(
        (services) => receiveIncomingCall(services, call),
        ({ type }) => {
          const waitMs = offerRetriesMs[tries];
          if (type === 'failed' && waitMs !== undefined) scheduler.after(waitMs, () => offer(call, tries + 1));
        },
      );
    });
  const post = (delivery: { element: unknown; attemptId: string; name: string }, tries: number): void =>
    toSome((instance) => {
      const decoded = decodeCallEvent(delivery.element, scheduler.nowMs());
      if (decoded.type !== 'event') return;
      tell(history, scheduler.nowMs(), () => `${instance.name} gets ${delivery.name}`);
      const life = instance.life();
      if (life !== undefined) knowledge.learn(life, decoded.delivered.callId);
      instance.invoke(
        (services) => receiveCallEvents(services, delivery.attemptId, [decoded.delivered]),
        (outcome) => {
          if (outcome.type === 'done' && outcome.value) return;
          const waitMs = webhookRetriesMs[tries];
          if (!routes.retriesWebhooks || waitMs === undefined) history.disturbed.add('loss');
          else scheduler.after(waitMs, () => post(delivery, tries + 1));
        },
      );
    });
  return {
    incomingCall: (call) => {
      const fault = noted(history, faults.offer(++history.offers));
      for (const delayMs of delaysUnder(fault, random)) scheduler.after(delayMs, () => offer(call, 0));
    },
    event: (callId, attemptId, { eventType, data }) => {
      const id = `event-${history.webhooks + 1}`;
      const element = { id, type: `Microsoft.Communication.${eventType}`, data: { ...data, callConnectionId: callId } };
      const fault = noted(history, faults.webhook(++history.webhooks));
      if (fault !== undefined) tell(history, scheduler.nowMs(), () => `${eventType} will come ${fault}`);
      const delivery = { element, attemptId, name: `${eventType} of ${callId}` };
      for (const delayMs of delaysUnder(fault, random)) scheduler.after(delayMs, () => post(delivery, 0));
    },
  };
}

function noted(history: History, fault: DeliveryFault | undefined): DeliveryFault | undefined {
  if (fault !== undefined) history.disturbed.add('delivery');
  if (fault === 'lost' || fault === 'late') history.disturbed.add('loss');
  return fault;
}

/** When the copies of a delivery set out, in milliseconds from now. */
function delaysUnder(fault: DeliveryFault | undefined, random: Random): readonly number[] {
  const soonMs = random.int(5, 60);
  switch (fault) {
    case undefined:
      return [soonMs];
    case 'twice':
      return [soonMs, soonMs + random.int(0, 3)];
    case 'again':
      return [soonMs, soonMs + random.int(400, 3_000)];
    case 'delayed':
      return [random.int(100, 1_500)];
    case 'late':
      return [30_000];
    case 'lost':
      return [];
  }
}
