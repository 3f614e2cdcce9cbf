import { LOG_DETAIL_CHARACTERS_MAX, LOG_ENTRIES_MAX } from './limits.ts';
import type { CallView, FeedMessage, LogEntry } from './views.ts';

/** Gets every change as it happens. */
export type FeedListener = (message: FeedMessage) => void;

/** A place in the running list, taken at the moment when something was sent or arrived. */
export type LogPlace = Pick<LogEntry, 'id' | 'at'>;

/** What the page sees: the changes of all calls, and the running list of events and actions. */
export class CallFeed {
  readonly #listeners = new Set<FeedListener>();
  #log: readonly LogEntry[] = [];
  #lastId = 0;

  /** The running list, oldest first. */
  get log(): readonly LogEntry[] {
    return this.#log;
  }

  /** Listens until the function that this returns is called. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells of a call that changed. The view is made only if somebody listens. */
  callChanged(view: () => CallView): void {
    if (this.#listeners.size > 0) this.#tell({ type: 'call', call: view() });
  }

  /**
   * Takes the next place in the running list, with the present time. Taken before a request has its effects, it keeps
   * the cause ahead of them.
   */
  takePlace(): LogPlace {
    this.#lastId += 1;
    return { id: this.#lastId, at: new Date().toISOString() };
  }

  /** Puts an entry in its place, or another in the place of one that is there: the status comes after the rest. */
  put(place: LogPlace, entry: Omit<LogEntry, 'id' | 'at'>): void {
    const whole: LogEntry = { ...entry, ...place, detail: entry.detail.slice(0, LOG_DETAIL_CHARACTERS_MAX) };
    const others = this.#log.filter(({ id }) => id !== place.id);
    const before = others.findLastIndex(({ id }) => id < place.id) + 1;
    this.#log = others.toSpliced(before, 0, whole).slice(-LOG_ENTRIES_MAX);
    this.#tell({ type: 'log', entry: whole });
  }

  #tell(message: FeedMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
