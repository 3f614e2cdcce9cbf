/**
 * One line of the log. Kinds, outcomes, codes and durations only: no number, key, speech or token ever stands in one, so
 * there is no field for free text of a caller.
 */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  /** What happened, as `event`, `command`, `callDropped`. */
  readonly what: string;
  readonly callId?: string;
  readonly attemptId?: string;
  readonly seq?: number;
  /** The kind of event or command. */
  readonly kind?: string;
  readonly step?: string;
  readonly outcome?: string;
  /** A code of the service or an error's class, never its message. */
  readonly code?: string;
  /** Where a request was not allowed to go: a host as the flow fixes it, so that no caller has a part in it. */
  readonly host?: string;
  /** What whoever runs the line can do about it: one of the sentences in the code. */
  readonly advice?: string;
  readonly durationMs?: number;
  readonly count?: number;
}

/** Takes structured log lines. */
export interface Log {
  write(entry: LogEntry): void;
}
