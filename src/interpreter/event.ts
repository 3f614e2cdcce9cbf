/**
 * What happened to a call, in the past tense and free of any carrier's words. `atMs` is the instant of the happening in
 * milliseconds since 1970; the interpreter knows no other clock. `token` names the operation that the event answers.
 */
export type CallEvent = { readonly atMs: number } & (
  | CallOffered
  | { readonly type: 'callConnected' }
  | { readonly type: 'answerFailed'; readonly reason: string }
  | { readonly type: 'callDisconnected'; readonly reason: string }
  | OperationEvent
);

/** A call rings; nobody has answered yet. */
export interface CallOffered {
  readonly type: 'callOffered';
  /** The dialled number or identity. */
  readonly to: string;
  /** The caller's number or identity: confidential. */
  readonly from: string;
  /** SIP and VoIP headers that came with the call: confidential. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What an operation of the call came to. */
export type OperationEvent = { readonly token: string } & OperationOutcome;

/** The outcomes without the token: what a step sees. */
export type OperationOutcome =
  | { readonly type: 'promptCompleted' }
  | { readonly type: 'promptFailed'; readonly reason: string }
  /** Something else stopped it: a late repeat of an earlier command. What was cancelled by us is no longer awaited. */
  | { readonly type: 'promptCancelled' }
  | { readonly type: 'inputCollected'; readonly digits: string; readonly endedBy: InputEnd }
  | { readonly type: 'inputFailed'; readonly reason: InputFailure }
  | { readonly type: 'inputCancelled' }
  | { readonly type: 'transferAccepted' }
  | { readonly type: 'transferFailed'; readonly reason: string }
  /** The service took a command that has no event of its own: the call was rejected or redirected. */
  | { readonly type: 'commandAccepted' }
  /** The service refused the command. `gone`: it knows no such call any more. */
  | { readonly type: 'commandRefused'; readonly reason: RefusalReason }
  /** The operation's `dueAtMs` passed, nothing came, and the call is still there. */
  | { readonly type: 'deadlinePassed' };

/** Why collecting digits ended: the greatest count was reached, the end key pressed, or no further key came. */
export type InputEnd = 'maxDigits' | 'endKey' | 'interDigit';

/** Why nothing usable was collected. */
export type InputFailure = 'noInput' | 'noMatch' | 'promptFailed' | 'failed';

/** `gone`: no such call; `refused`: the service will never take this command; `unreachable`: tried as often as allowed. */
export type RefusalReason = 'gone' | 'refused' | 'unreachable';

/** True for the events that answer an operation. */
export function isOperationEvent(event: CallEvent): event is OperationEvent & { readonly atMs: number } {
  return 'token' in event;
}
