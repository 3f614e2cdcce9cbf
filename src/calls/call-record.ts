import type { Command } from '../interpreter/command.ts';
import type { CallState } from '../interpreter/state.ts';

/**
 * The row of a call: its state, and with it what is to be done about it. An attempt has the same row, under its own id,
 * until the service has given the call a connection id.
 */
export interface CallRecord {
  readonly kind: RecordKind;
  /** callConnectionId of a call, hash of the incoming call's context of an attempt. */
  readonly id: string;
  readonly attemptId: string;
  readonly state: CallState;
  readonly phase: RecordPhase;
  /** Commands that were decided on and are not known to be done. */
  readonly intents: readonly Intent[];
  /** When somebody must look after the call, whatever happens until then. Milliseconds since 1970. */
  readonly dueAtMs: number;
  /** The last ids of events that changed the call. */
  readonly seen: readonly string[];
  /** Who wrote this version; settles writes whose response was lost. */
  readonly writer: string;
  readonly trace: TracePage;
  /** Of an attempt: the service's handle on the ringing call. Confidential. */
  readonly incomingCallContext?: string;
  /** Of an attempt: the one connection that it became. */
  readonly boundTo?: string;
}

/** Which table a record stands in. */
export type RecordKind = 'attempt' | 'call';

/** Names a record. */
export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

/** `open`: the flow runs. `ending`: it is over, its traces remain to be written. `handedOver`: an attempt that became a call. `over`: kept only to know late news. */
export type RecordPhase = 'open' | 'ending' | 'handedOver' | 'over';

/** The commands of one transition, from the write that decided on them until they are known to be done. */
export interface Intent {
  readonly seq: number;
  readonly commands: readonly Command[];
  /** When the first was sent first. Milliseconds since 1970. */
  readonly firstSentAtMs: number;
  /** Until when their performer has them to itself. Milliseconds since 1970. */
  readonly leaseUntilMs: number;
  /** How often they were begun. */
  readonly attempts: number;
}

/** A page of the trace that has not been moved to the archive yet. */
export interface TracePage {
  readonly page: number;
  readonly lines: readonly TraceLine[];
}

/** One transition in the trace: kinds and outcomes, nothing that the caller said or typed. */
export interface TraceLine {
  readonly seq: number;
  readonly at: string;
  readonly event: string;
  readonly steps: readonly string[];
  readonly commands: readonly string[];
}

/** The name of a record. */
export function refOf(record: CallRecord): RecordRef {
  return { kind: record.kind, id: record.id };
}
