/** A call that rings. */
export interface IncomingCall {
  /** Hash of the incoming call's context: the same for every delivery of the same call. */
  readonly attemptId: string;
  readonly to: string;
  readonly from: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly incomingCallContext: string;
  /** When it began to ring. Milliseconds since 1970. */
  readonly raisedAtMs: number;
}
