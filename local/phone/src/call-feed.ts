import type { CallView, FeedMessage, Line, LogEntry } from './emulator-messages.ts';

/** Calls kept by the page; the oldest go first. */
export const CALLS_MAX = 50;
/** Entries of the running list kept by the page; the oldest go first. */
export const LOG_ENTRIES_MAX = 200;

/** Everything that the page knows from the emulator. */
export type FeedState = {
  lines: Line[];
  /** Oldest first. */
  calls: CallView[];
  /** Newest first. */
  log: LogEntry[];
};

/** What the page knows before the first message. */
export const EMPTY_FEED: FeedState = { lines: [], calls: [], log: [] };

/** The state after one message. A snapshot replaces everything, since whatever happened while disconnected is in it. */
export function reduceFeed(state: FeedState, message: FeedMessage): FeedState {
  switch (message.type) {
    case 'snapshot':
      return message.log.reduce(addLogEntry, {
        lines: message.lines,
        calls: message.calls.toSorted(byStart).slice(-CALLS_MAX),
        log: [],
      });
    case 'call':
      return { ...state, calls: withCall(state.calls, message.call) };
    case 'log':
      return addLogEntry(state, message.entry);
  }
}

function withCall(calls: CallView[], changed: CallView): CallView[] {
  const known = calls.some((call) => call.id === changed.id);
  if (known) return calls.map((call) => (call.id === changed.id ? changed : call));
  return [...calls, changed].toSorted(byStart).slice(-CALLS_MAX);
}

function addLogEntry(state: FeedState, entry: LogEntry): FeedState {
  const others = state.log.filter(({ id }) => id !== entry.id);
  const newer = others.findLastIndex(({ id }) => id > entry.id) + 1;
  return { ...state, log: others.toSpliced(newer, 0, entry).slice(0, LOG_ENTRIES_MAX) };
}

function byStart(one: CallView, other: CallView): number {
  return Date.parse(one.startedAt) - Date.parse(other.startedAt);
}
