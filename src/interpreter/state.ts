import type { Value } from './definition.ts';
import type { Target } from './text-definition.ts';

/** The version of the state that this code writes. Older ones are upcast when they are read. */
export const stateVersion = 1;

/**
 * One call, whole and as JSON: what the next event needs, nothing else. What the caller is or typed stands under
 * `confidential`, which the stores keep encrypted; the rest may be read by an operator.
 */
export interface CallState {
  readonly version: typeof stateVersion;
  /** Hash of the incoming call's context; names the call before the service has given it a connection id. */
  readonly attemptId: string;
  /** The service's callConnectionId, once there is one. */
  readonly callId?: string;
  /** The dialled number or identity. */
  readonly to: string;
  /** The program's hash: a call keeps the program that it started with. */
  readonly program: string;
  readonly flow: string;
  readonly language: string;
  readonly phase: CallPhase;
  /** Number of transitions that changed the state; the first half of every token. */
  readonly seq: number;
  readonly offeredAtMs: number;
  readonly answeredAtMs?: number;
  /** When the call ended; while its end is still looked into, when the caller left. */
  readonly endedAtMs?: number;
  /** The running flow, and below it those that called it. */
  readonly frames: readonly Frame[];
  /** Every command that is still open, by token. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** What waits for the call to be connected. */
  readonly whenConnected?: Target;
  readonly disposition?: string;
  /** Who is in the call, by name: the `caller`, and whoever else is brought in. */
  readonly parties: Readonly<Record<string, PartyState>>;
  /** Set once `onError` was taken: an outcome that nothing lists ends the call from here on. */
  readonly errorHandled: boolean;
  /** The flow is over and the call is being hung up. */
  readonly closing: boolean;
  /** Hang-ups sent for a call that is over. */
  readonly hangUps: number;
  readonly tally: Tally;
  readonly confidential: Confidential;
}

/** Where a call is in its life. */
export type CallPhase = 'offered' | 'answering' | 'live' | 'ended';

/** Where a party of a call is: `gone` once it hung up or was handed over, so that it cannot be spoken to. */
export type PartyState = 'ringing' | 'connected' | 'gone';

/** A running flow. */
export interface Frame {
  readonly flow: string;
  /** The step that is being run. */
  readonly step: string;
  readonly visit: Visit;
  /** The last visits of input steps, which a retry takes up again. */
  readonly inputs: Readonly<Record<string, Visit>>;
  /** How often each step was entered. */
  readonly visits: Readonly<Record<string, number>>;
}

/** What a step remembers between events of one visit. */
export interface Visit {
  readonly stage: 'entered' | 'announcing' | 'asking' | 'confirming' | 'transferring' | 'leaving';
  readonly noInput: number;
  readonly noMatch: number;
  /** Confirmations asked for. */
  readonly confirms: number;
  /** Results that never came. */
  readonly lost: number;
}

/** A command that was sent and whose answer is awaited. */
export interface Operation {
  /** Index of the frame that gets the answer. */
  readonly frame: number;
  readonly kind: OperationKind;
  /** When the answer is overdue, in milliseconds since 1970. */
  readonly dueAtMs: number;
  /** The command was sent more than once, so that the last cancelled those before it. */
  readonly repeated?: boolean | undefined;
}

/** What an operation awaits. `departure`: the app leaving a call that was handed over. */
export type OperationKind = 'answer' | 'refusal' | 'prompt' | 'input' | 'transfer' | 'departure' | 'hangUp';

/** Counts for the call detail record. */
export interface Tally {
  readonly steps: number;
  readonly noInput: number;
  readonly noMatch: number;
  readonly errors: number;
  readonly transfers: number;
  readonly lost: number;
}

/** What only encrypted storage may hold. */
export interface Confidential {
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One record of variables per frame. */
  readonly variables: readonly Readonly<Record<string, Value>>[];
}

/** A visit that has just begun. */
export const freshVisit: Visit = { stage: 'entered', noInput: 0, noMatch: 0, confirms: 0, lost: 0 };

/** The earliest instant at which an open operation is overdue; undefined where nothing is open. */
export function nextDueAtMs(state: CallState): number | undefined {
  const dues = Object.values(state.operations).map((operation) => operation.dueAtMs);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** Whether nobody is left to be spoken to. */
export function isCallerGone(state: CallState): boolean {
  return state.parties.caller === 'gone';
}
