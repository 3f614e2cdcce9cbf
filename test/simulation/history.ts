import type { CallDetailRecord } from '../../src/calls/call-detail-record.ts';
import type { TraceLine } from '../../src/calls/call-record.ts';
import type { LogEntry } from '../../src/calls/ports/log.ts';
import type { Requested } from './outside-service.ts';

/** One line of what happened, for a person who has to find out why. */
export interface Moment {
  readonly atMs: number;
  /** Made only when somebody reads it. */
  readonly text: () => string;
}

/** A time in which the caller was connected, nothing was said, nothing listened and nobody was being rung. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How often the operation of one token was begun and came to its end. */
export interface Performance {
  /** `Play` or `Recognize`, as its events are called. */
  readonly kind: string;
  begun: number;
  completed: number;
}

/** Everything that is judged afterwards. */
export interface History {
  readonly moments: Moment[];
  readonly gaps: Gap[];
  /** By connection and token: media that the caller heard, and telephones that rang. */
  readonly media: Map<string, Performance>;
  readonly rings: Map<string, number>;
  /** Requests of flows, by method and path. */
  readonly requests: Map<string, Requested>;
  /** Prompts that the app itself ended, by another command, before they had been heard. */
  readonly cuts: string[];
  readonly logs: LogEntry[];
  readonly cdrs: CallDetailRecord[];
  readonly traces: Map<string, readonly TraceLine[]>;
  /** Programs that the call was put onto after it had begun. */
  readonly programs: string[];
  /** Rules that were seen broken while the call ran. */
  readonly broken: string[];
  /** What was put out of order, by kind, so that the rules know what they may ask. */
  readonly disturbed: Set<Disturbance>;
  /** From the start of an operation that is neither a transfer nor a departure to its deadline, at most. Milliseconds. */
  longestOperationMs: number;
  /** The longest lease of a batch of a connected call: whoever dies in it leaves the caller in silence for so long. Milliseconds. */
  longestLeaseMs: number;
  /** Points at which an instance can die that were passed. */
  points: number;
  commands: number;
  storageRequests: number;
  /** Requests of flows. */
  outsideRequests: number;
  webhooks: number;
  offers: number;
}

/** Kinds of disturbance: what of them took place in a run. */
export type Disturbance = 'kill' | 'command' | 'storage' | 'request' | 'delivery' | 'loss';

/** A history in which nothing has happened. */
export function newHistory(): History {
  return {
    moments: [],
    gaps: [],
    media: new Map(),
    rings: new Map(),
    requests: new Map(),
    cuts: [],
    logs: [],
    cdrs: [],
    traces: new Map(),
    programs: [],
    broken: [],
    disturbed: new Set(),
    longestOperationMs: 0,
    longestLeaseMs: 0,
    points: 0,
    commands: 0,
    storageRequests: 0,
    outsideRequests: 0,
    webhooks: 0,
    offers: 0,
  };
}

/** Moments kept; a run that has more is told by its beginning. */
const momentsMax = 5_000;

/** Adds a line to the story. */
export function tell(history: History, atMs: number, text: () => string): void {
  if (history.moments.length < momentsMax) history.moments.push({ atMs, text });
}

/** The story in lines, in seconds from its beginning. */
export function storyOf(history: History): string {
  const startMs = history.moments[0]?.atMs ?? 0;
  return history.moments
    .map(({ atMs, text }) => `${((atMs - startMs) / 1_000).toFixed(3).padStart(9)} ${text()}`)
    .join('\n');
}
