import type { JsonValue } from './json-value.ts';

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
  /** The emergency switches that were on when the call came, by the name of their schedule. */
  readonly emergencies?: Readonly<Record<string, EmergencySwitch>> | undefined;
}

/** An operator has closed a line for the time being, without a deployment. */
export interface EmergencySwitch {
  /** What callers are told. */
  readonly announcement?: string | undefined;
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
  /** One of the choices was said or pressed. */
  | { readonly type: 'choiceMade'; readonly label: string }
  /** The caller said something; confidential. */
  | { readonly type: 'speechHeard'; readonly text: string }
  | { readonly type: 'inputFailed'; readonly reason: InputFailure }
  | { readonly type: 'inputCancelled' }
  | { readonly type: 'transferAccepted' }
  | { readonly type: 'transferFailed'; readonly reason: string }
  /** A request was answered, with any status but a redirect; confidential. */
  | {
      readonly type: 'requestAnswered';
      readonly status: number;
      readonly body?: JsonValue | undefined;
      /** There was a body, of which nobody can make anything: no JSON, too large, too deep. */
      readonly unreadable?: boolean | undefined;
    }
  | { readonly type: 'requestFailed'; readonly reason: RequestFailure }
  /** The rows that were looked up, in the order of their keys; confidential. */
  | { readonly type: 'rowsFound'; readonly rows: readonly FoundRow[] }
  | { readonly type: 'rowSaved' }
  /** There is such a row already, so it was not inserted. */
  | { readonly type: 'rowExists' }
  /** Nobody can know whether the row was written. */
  | { readonly type: 'saveUncertain' }
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

/** A row of the line's own tables. */
export interface FoundRow {
  readonly rowKey: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Why a request brought no answer. `timeout`: none in time, and it may be sent again without harm. `uncertain`: none, and
 * nobody can know what the other side did. `failed`: not sent, or answered by something that is of no use.
 */
export type RequestFailure = 'timeout' | 'uncertain' | 'failed';

/** `gone`: no such call; `refused`: the service will never take this command; `unreachable`: tried as often as allowed. */
export type RefusalReason = 'gone' | 'refused' | 'unreachable';

/** True for the events that answer an operation. */
export function isOperationEvent(event: CallEvent): event is OperationEvent & { readonly atMs: number } {
  return 'token' in event;
}
