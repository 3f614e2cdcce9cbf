import type { TelephonyCommand } from '../../interpreter/command.ts';

/** What performs commands on real calls. Free of any carrier's words. */
export interface Telephony {
  /** Performs one command, once, within the time-out. Never throws: whatever goes wrong is a result. */
  perform(request: CommandRequest): Promise<CommandResult>;
  /** Asks the service what it knows of a call. */
  probe(callId: string, timeoutMs: number): Promise<CallProbe>;
}

/** A command and what the service needs to perform it. */
export interface CommandRequest {
  readonly command: TelephonyCommand;
  readonly call: CallAddress;
  readonly repeatability: Repeatability;
  readonly timeoutMs: number;
}

/** How the service knows the call. */
export interface CallAddress {
  readonly attemptId: string;
  /** Absent until the call is answered. */
  readonly callId?: string;
  /** The service's handle on a ringing call: confidential. Needed to answer, reject or redirect. */
  readonly incomingCallContext?: string;
  /** The caller's number or identity: confidential. */
  readonly from: string;
}

/** Marks repeats of one command, so that the service performs it once. Source: OASIS Repeatable Requests 1.0. */
export interface Repeatability {
  /** The same for every repeat: a UUID made from call, sequence and index. */
  readonly requestId: string;
  /** When the first was sent. Milliseconds since 1970. */
  readonly firstSentAtMs: number;
}

/** What came of a command. `code` is the service's own, for the log. */
export type CommandResult =
  | { readonly type: 'done'; readonly callId?: string }
  /** The service will not do it. `gone`: it knows no such call any more. */
  | { readonly type: 'refused'; readonly reason: 'gone' | 'refused'; readonly code: string }
  /** Not done, but it may be asked again after a while. */
  | { readonly type: 'throttled'; readonly retryAfterMs: number; readonly code: string }
  /** Nobody can know whether it was done: no answer, or one that says nothing. */
  | { readonly type: 'uncertain'; readonly code: string };

/** What the service knows of a call. `unknown`: it could not be asked. */
export type CallProbe = 'connecting' | 'connected' | 'transferring' | 'gone' | 'unknown';
