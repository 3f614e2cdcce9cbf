import type { CallInput } from '../../local/telephony-emulator/call-model/call-model.ts';
import type { CallEvent } from '../../src/interpreter/event.ts';
import { habits } from './dialogue-limits.ts';
import type { Given } from './given.ts';

/** Something that is going to happen: at a telephone, or as the answer to a request. `atMs`: since 1970. */
export type Coming = { readonly atMs: number } & ({ readonly input: CallInput } | { readonly event: CallEvent });

/** What is going to happen around a call by itself. */
export class Agenda {
  #coming: readonly Coming[] = [];

  /** Adds something. */
  add(coming: Coming): void {
    this.#coming = [...this.#coming, coming];
  }

  /** Takes out the first that is due by an instant, in the order in which they were added. */
  takeDue(nowMs: number): Coming | undefined {
    const due = this.#coming.find(({ atMs }) => atMs <= nowMs);
    if (due !== undefined) this.#coming = this.#coming.filter((one) => one !== due);
    return due;
  }

  /** When the first thing is due; undefined where nothing is. */
  get dueAtMs(): number | undefined {
    return this.#coming.length === 0 ? undefined : Math.min(...this.#coming.map(({ atMs }) => atMs));
  }
}

/** What a phone that rings is going to do; undefined for one that nobody answers, which the telephone itself gives up. */
export function answerOf(phones: Given['phones'], { leg, number, atMs }: Ringing): Coming | undefined {
  const phone = phones?.[number] ?? { answer: 'accept' };
  const type = reactions[phone.answer];
  return type === undefined ? undefined : { atMs: atMs + (phone.afterMs ?? habits.phoneMs), input: { type, leg } };
}

interface Ringing {
  readonly leg: string;
  readonly number: string;
  readonly atMs: number;
}

const reactions = {
  accept: 'phoneAccepted',
  decline: 'phoneDeclined',
  busy: 'phoneBusy',
  noAnswer: undefined,
} as const;
