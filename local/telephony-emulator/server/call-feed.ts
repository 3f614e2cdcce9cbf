import { LOG_DETAIL_CHARACTERS_MAX, LOG_ENTRIES_MAX } from './limits.ts';
import type { CallView, FeedMessage, LogEntry } from './views.ts';

/** Gets every change as it happens. */
export type FeedListener = (message: FeedMessage) => void;

/** What the page sees: the changes of all calls, and the running list of events and actions. */
export class CallFeed {
  readonly #listeners = new Set<FeedListener>();
  #log: readonly LogEntry[] = [];

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

  /** Adds a line to the running list. */
  add(entry: Omit<LogEntry, 'at'>): void {
    const detail = entry.detail.slice(0, LOG_DETAIL_CHARACTERS_MAX);
    const dated: LogEntry = { at: new Date().toISOString(), ...entry, detail };
    this.#log = [...this.#log, dated].slice(-LOG_ENTRIES_MAX);
    this.#tell({ type: 'log', entry: dated });
  }

  #tell(message: FeedMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
