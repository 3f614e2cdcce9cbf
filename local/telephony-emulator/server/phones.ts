import { PHONES_MAX } from './limits.ts';
import type { LiveCall } from './live-call.ts';

/** What a telephone does by itself when it rings. */
export interface PhoneBehaviour {
  readonly answer: 'accept' | 'busy' | 'noAnswer' | 'decline';
  /** How long it rings first. Milliseconds. `noAnswer` rings until the caller's side gives up. */
  readonly afterMs: number;
}

/** The telephones at the other end of transfers and redirects. One without a behaviour rings until somebody takes it. */
export class Phones {
  readonly #behaviours = new Map<string, PhoneBehaviour>();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** Gives a number a behaviour; false when there are too many already. */
  setBehaviour(number: string, behaviour: PhoneBehaviour): boolean {
    if (!this.#behaviours.has(number) && this.#behaviours.size >= PHONES_MAX) return false;
    this.#behaviours.set(number, behaviour);
    return true;
  }

  /** Lets a number ring again until somebody takes it. */
  clearBehaviour(number: string): void {
    this.#behaviours.delete(number);
  }

  /** A leg of a call begins to ring at a number. */
  ring(call: LiveCall, leg: string, number: string): void {
    const behaviour = this.#behaviours.get(number);
    if (behaviour === undefined || behaviour.answer === 'noAnswer') return;
    const { answer, afterMs } = behaviour;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // A leg that has stopped ringing meanwhile ignores this.
      call.apply({ type: INPUT_OF_ANSWER[answer], leg });
    }, afterMs);
    this.#timers.add(timer);
  }

  /** Stops every clock. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

const INPUT_OF_ANSWER = { accept: 'phoneAccepted', busy: 'phoneBusy', decline: 'phoneDeclined' } as const;
