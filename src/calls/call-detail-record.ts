import type { CallState, Tally } from '../interpreter/state.ts';

/** What is kept of every call, for reports: no number of the caller, nothing said or typed. Instants are ISO strings. */
export interface CallDetailRecord {
  /** Hash of the incoming call's context: the same for every way in which the call could be recorded. */
  readonly attemptId: string;
  /** The service's callConnectionId; absent where the call was never answered. */
  readonly callId?: string;
  readonly to: string;
  readonly flow: string;
  readonly program: string;
  readonly language: string;
  readonly offeredAt: string;
  readonly answeredAt?: string;
  readonly endedAt: string;
  /** From answer to end; 0 where nobody answered. */
  readonly durationMs: number;
  readonly disposition: string;
  readonly lastStep: string;
  /** What the flow marked the call with. */
  readonly tags: readonly string[];
  readonly tally: Readonly<Record<'steps' | keyof Tally, number>>;
}

/** The call detail record of a call that is over. Pure. */
export function callDetailRecord(state: CallState): CallDetailRecord {
  const endedAtMs = state.endedAtMs ?? state.offeredAtMs;
  const { answeredAtMs, callId } = state;
  return {
    attemptId: state.attemptId,
    ...(callId === undefined ? {} : { callId }),
    to: state.to,
    flow: state.outerFrames?.[0]?.flow ?? state.flow,
    program: state.program,
    language: state.language,
    offeredAt: iso(state.offeredAtMs),
    ...(answeredAtMs === undefined ? {} : { answeredAt: iso(answeredAtMs) }),
    endedAt: iso(endedAtMs),
    durationMs: answeredAtMs === undefined ? 0 : Math.max(0, endedAtMs - answeredAtMs),
    disposition: state.disposition ?? 'abandoned',
    lastStep: state.step,
    tags: state.tags ?? [],
    tally: tallyOf(state),
  };
}

function tallyOf({ steps, tally }: CallState): CallDetailRecord['tally'] {
  const { noInput = 0, noMatch = 0, errors = 0, transfers = 0, lost = 0 } = tally;
  return { steps, noInput, noMatch, errors, transfers, lost };
}

/** An instant as an ISO string; one outside the calendar, which no clock yields, as its beginning. */
export function iso(atMs: number): string {
  return Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : new Date(0).toISOString();
}
