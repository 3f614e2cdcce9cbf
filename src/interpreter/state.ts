import type { EmergencySwitch } from './event.ts';
import type { Speech } from './prompts/compiled-prompt.ts';
import type { Value } from './value-definition.ts';

/** The version of the state that this code writes. Older ones are upcast when they are read. */
export const stateVersion = 3;

/**
 * One call, whole and as JSON: what the next event needs, nothing else. What the caller is or typed stands under
 * `confidential`, which the stores keep encrypted; the rest may be read by an operator. What there is none of (no tag, no
 * miss, no error so far) is not written: reading and writing JSON takes most of the time that an event costs. The running flow's
 * frame is part of the state itself, for nearly every event changes it.
 */
export interface CallState extends Frame {
  readonly version: typeof stateVersion;
  /** Hash of the incoming call's context; names the call before the service has given it a connection id. */
  readonly attemptId: string;
  /** The service's callConnectionId, once there is one. */
  readonly callId?: string | undefined;
  /** The dialled number or identity. */
  readonly to: string;
  /** The program's hash: a call keeps the program that it started with. */
  readonly program: string;
  /** What prompts are spoken in. */
  readonly language: string;
  /** The voice that a `language` step chose; else that of the flow. */
  readonly voice?: string | undefined;
  /** The speed of speech that a `language` step chose, as a factor. */
  readonly rate?: number | undefined;
  readonly phase: CallPhase;
  /** Number of transitions that changed the state; the first half of every token. */
  readonly seq: number;
  /** Steps entered. */
  readonly steps: number;
  readonly offeredAtMs: number;
  readonly answeredAtMs?: number | undefined;
  /** When the call ended; while its end is still looked into, when the caller left. */
  readonly endedAtMs?: number | undefined;
  /** The flows that wait for the running one to return: the main flow first, then what it runs, and so on. */
  readonly outerFrames?: readonly Frame[] | undefined;
  /** Every command that is still open. */
  readonly operations: readonly Operation[];
  /** The step that waits for the call to be connected. */
  readonly whenConnected?: string | undefined;
  readonly disposition?: string | undefined;
  /**
   * Where the parties of the call are, by name: the `caller`, and whoever else is brought in. Absent while there is only the caller, who
   * rings or is connected as the phase says.
   */
  readonly parties?: Readonly<Record<string, PartyState>> | undefined;
  /** Set once `onError` was taken: an outcome that nothing lists ends the call from here on. */
  readonly errorHandled?: boolean | undefined;
  /** The flow is over and the call is being hung up. */
  readonly closing?: boolean | undefined;
  /** The end key of an input that ended without it; until something else is input it is no answer. */
  readonly lateEndKey?: string | undefined;
  /** Hang-ups sent for a call that is over. */
  readonly hangUps?: number | undefined;
  /** What the flow marked the call with, for reports. */
  readonly tags?: readonly string[] | undefined;
  /** The emergency switches that were on when the call came, by schedule. */
  readonly emergencies?: Readonly<Record<string, EmergencySwitch>> | undefined;
  readonly tally: Tally;
  readonly confidential: Confidential;
}

/** Where a call is in its life. */
export type CallPhase = 'offered' | 'answering' | 'live' | 'ended';

/** Where a party of a call is: `gone` once it hung up or was handed over, so that it cannot be spoken to. */
export type PartyState = 'ringing' | 'connected' | 'gone';

/** A flow on its way: the running one, or one that waits for it. */
export interface Frame {
  readonly flow: string;
  /** The step that is being run. */
  readonly step: string;
  readonly visit: Visit;
  /** The last visits of the input steps that a retry can come back to. */
  readonly retriableVisits?: Readonly<Record<string, Visit>> | undefined;
  /** How often steps were entered since that is counted: each a thousand times its place among the flow's steps, and the count. */
  readonly visitCounts?: readonly number[] | undefined;
  /** The caller has left, and this flow's path for that is being run. */
  readonly leaving?: boolean | undefined;
}

/** What a step remembers between events of one visit. */
export interface Visit {
  readonly stage: VisitStage;
  readonly noInput?: number | undefined;
  readonly noMatch?: number | undefined;
  /** Confirmations asked for. */
  readonly confirms?: number | undefined;
  /** Results that never came. */
  readonly lost?: number | undefined;
  /** When a wait is over. Milliseconds since 1970. */
  readonly untilMs?: number | undefined;
  /** What the step will come to as soon as its filler has been spoken. */
  readonly outcome?: string | undefined;
}

/** What a step is at. */
export type VisitStage = (typeof visitStages)[number];

/** Every stage of a visit. */
export const visitStages = [
  'entered',
  'announcing',
  'asking',
  'confirming',
  'transferring',
  'leaving',
  'waiting',
  'requesting',
] as const;

/** A command that was sent and whose answer is awaited, or an instant that is awaited. */
export interface Operation {
  readonly token: string;
  /** Index of the frame that gets the answer; absent where that is the main flow's. */
  readonly frame?: number | undefined;
  readonly kind: OperationKind;
  /** When the answer is overdue, in milliseconds since 1970. */
  readonly dueAtMs: number;
  /** The command was sent more than once, so that the last cancelled those before it. */
  readonly repeated?: boolean | undefined;
}

/** What an operation awaits. `departure`: the app leaving a call that was handed over. `timer`: nothing but its instant. */
export type OperationKind = (typeof operationKinds)[number];

/** Every kind of operation. */
export const operationKinds = [
  'answer',
  'refusal',
  'prompt',
  'input',
  'transfer',
  'departure',
  'hangUp',
  'timer',
  'request',
  'rows',
  'save',
] as const;

/** Counts for the call detail record; what never happened is not in it. */
export interface Tally {
  readonly noInput?: number | undefined;
  readonly noMatch?: number | undefined;
  readonly errors?: number | undefined;
  readonly transfers?: number | undefined;
  readonly lost?: number | undefined;
}

/** What only encrypted storage may hold. */
export interface Confidential {
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is said before the question that is asked; kept as long as a `lateEndKey` can cut it short. */
  readonly lead?: Speech | undefined;
  /** One record of variables per frame. */
  readonly variables: readonly Readonly<Record<string, Value>>[];
}

/** A visit that has just begun. */
export const freshVisit: Visit = { stage: 'entered' };

const freshAsking: Visit = { ...freshVisit, stage: 'asking' };

/** The visit while the step's question is asked; most callers answer the first time, so that one is shared. */
export function asking(visit: Visit): Visit {
  return visit === freshVisit ? freshAsking : { ...visit, stage: 'asking' };
}

/** How often a visit was answered with nothing that fits. */
export function missesOf({ noInput = 0, noMatch = 0 }: Visit): number {
  return noInput + noMatch;
}

/** The frame of the running flow, on its own. */
export function runningFrame({ flow, step, visit, retriableVisits, visitCounts, leaving }: CallState): Frame {
  return { flow, step, visit, retriableVisits, visitCounts, leaving };
}

/** Every frame of a call: the main flow's first, the running one last. */
export function framesOf(state: CallState): readonly Frame[] {
  return [...(state.outerFrames ?? []), runningFrame(state)];
}

/** How many flows are on their way: 1 while only the main flow is. */
export function depthOf({ outerFrames }: CallState): number {
  return (outerFrames?.length ?? 0) + 1;
}

/** The earliest instant at which an open operation is overdue; undefined where nothing is open. */
export function nextDueAtMs(state: CallState): number | undefined {
  const dues = state.operations.map((operation) => operation.dueAtMs);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** The open operation of a token. */
export function operationOf(state: CallState, token: string): Operation | undefined {
  return state.operations.find((operation) => operation.token === token);
}

/** Whether nobody is left to be spoken to. */
export function isCallerGone(state: CallState): boolean {
  return state.parties?.caller === 'gone';
}
