import type { CallEvent } from '../../interpreter/event.ts';

/** An event of a call as it was delivered. */
export interface DeliveredEvent {
  /** The id of the delivery's envelope; the same for every delivery of the same event. */
  readonly eventId: string;
  /** The service's callConnectionId. */
  readonly callId: string;
  readonly event: CallEvent;
}
