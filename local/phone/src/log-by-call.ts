import type { CallView, LogEntry } from './emulator-messages.ts';

/** What was said about one call. */
export type CallLog = {
  /** Empty for requests that named no call that exists. */
  callId: string;
  /** `undefined` when the page does not know the call, or no longer. */
  call: CallView | undefined;
  /** When the call came, or else the oldest entry. ISO 8601. */
  beganAt: string;
  /** Newest first. */
  entries: [LogEntry, ...LogEntry[]];
};

/** The running list apart by calls, the newest call first; a call does not move when more is said about it. */
export function logByCall(log: LogEntry[], calls: CallView[]): CallLog[] {
  const groups = new Map<string, CallLog['entries']>();
  for (const entry of log) {
    const group = groups.get(entry.callId);
    if (group === undefined) groups.set(entry.callId, [entry]);
    else group.push(entry);
  }
  return Array.from(groups, ([callId, entries]) => {
    const call = calls.find(({ id }) => id === callId);
    return { callId, call, beganAt: call?.startedAt ?? oldestOf(entries).at, entries };
  }).toSorted((one, other) => oldestOf(other.entries).id - oldestOf(one.entries).id);
}

function oldestOf([first, ...others]: CallLog['entries']): LogEntry {
  return others.at(-1) ?? first;
}
