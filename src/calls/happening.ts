import type { CallEvent } from '../interpreter/event.ts';

/** An event on its way into the loop. */
export interface Happening {
  readonly event: CallEvent;
  /** The id under which it was delivered; a second delivery changes nothing. */
  readonly eventId?: string;
  /** The attempt that the delivery was signed for; a call of another attempt is not touched. */
  readonly attemptId?: string;
  /** The batch of commands whose performance brought this about: it is no longer open. */
  readonly settles?: number;
}
