import { createHash } from 'node:crypto';
import { REPEATABLE_REQUESTS_MAX } from '../limits.ts';
import { invalidArgument, type ServiceAnswer } from './service-answer.ts';

/** How long an answer is remembered. Milliseconds. The service's own time is undocumented; OASIS Repeatable Requests leaves it open. */
const REMEMBERED_MS = 5 * 60_000;

interface Remembered {
  readonly atMs: number;
  readonly fingerprint: string;
  readonly answer: ServiceAnswer;
}

/** A request that may come again under the same id. */
export interface RepeatableRequest {
  /** Its Repeatability-Request-ID; undefined when it has none. */
  readonly id: string | undefined;
  /** Method and target. */
  readonly target: string;
  readonly body: Uint8Array;
}

/**
 * Acts once for each Repeatability-Request-ID and gives the first answer again to its repeats. What the service does beyond
 * its header `Repeatability-Result: accepted` is not documented.
 */
export class RepeatableRequests {
  readonly #remembered = new Map<string, Remembered>();

  /** The answer to a request: `act`'s, or the one it gave before. */
  answer(request: RepeatableRequest, nowMs: number, act: () => ServiceAnswer): ServiceAnswer {
    if (request.id === undefined) return act();
    this.#forget(nowMs);
    const fingerprint = createHash('sha256').update(`${request.target}\n`).update(request.body).digest('base64');
    const before = this.#remembered.get(request.id);
    if (before === undefined) return this.#remember(request.id, { atMs: nowMs, fingerprint, answer: act() });
    if (before.fingerprint === fingerprint) return before.answer;
    return invalidArgument('Repeatability-Request-ID was used before, for another request.');
  }

  #remember(id: string, remembered: Remembered): ServiceAnswer {
    this.#remembered.set(id, remembered);
    return remembered.answer;
  }

  /** Map keeps the order of insertion, so that the oldest come first. */
  #forget(nowMs: number): void {
    for (const [id, { atMs }] of this.#remembered) {
      if (nowMs - atMs <= REMEMBERED_MS && this.#remembered.size < REPEATABLE_REQUESTS_MAX) return;
      this.#remembered.delete(id);
    }
  }
}
