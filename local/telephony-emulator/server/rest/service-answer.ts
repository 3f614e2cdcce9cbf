import type { LiveCall } from '../live-call.ts';

/** What the service answers to a request. */
export interface ServiceAnswer {
  readonly status: number;
  /** Absent when the body is empty. */
  readonly body?: unknown;
  /** The call that it was about, for the running list and the correlation header. */
  readonly call?: LiveCall;
}

/** A refusal in the service's shape: `{"error":{"code","message"}}`. */
export function refused(status: number, code: string, message: string): ServiceAnswer {
  return { status, body: { error: { code, message } } };
}

/** 404/8522, as seen live. */
export function callNotFound(): ServiceAnswer {
  return refused(404, '8522', 'Call not found.');
}

/** 400/8523 with a sentence that names the field. The code is documented, which faults get it is assumed. */
export function invalidArgument(message: string): ServiceAnswer {
  return refused(400, '8523', message);
}
