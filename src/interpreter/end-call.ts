import { isCallerGone } from './state.ts';
import { promptlyMs } from './steps/step-timing.ts';
import { closeOperations, emitAwaited, note, type Turn, topFrame } from './turn.ts';

/**
 * Ends the flow. Where the app still holds the call it is hung up first, and the call ends when the service says so;
 * else it is over now.
 */
export function endFlow(turn: Turn, disposition: string, callIsHeld: boolean): void {
  closeOperations(turn);
  turn.state = { ...turn.state, disposition: turn.state.disposition ?? disposition, closing: true };
  if (callIsHeld && turn.state.phase !== 'ended' && !isCallerGone(turn.state)) {
    hangUp(turn);
    return;
  }
  finish(turn);
}

/** Hangs up and waits for the service to say that the call has ended; a call that still rings is refused instead. */
export function hangUp(turn: Turn): void {
  turn.state = { ...turn.state, closing: true, hangUps: turn.state.hangUps + 1 };
  const rings = turn.state.phase === 'offered';
  const command = rings ? ({ type: 'reject', reason: 'none' } as const) : ({ type: 'hangUp' } as const);
  emitAwaited(turn, { command, awaits: 'hangUp', withinMs: promptlyMs });
}

/** The call is over; the ending sequence of the application takes it from here. */
export function finish(turn: Turn): void {
  closeOperations(turn);
  const disposition = turn.state.disposition ?? 'abandoned';
  turn.state = { ...turn.state, phase: 'ended', disposition, endedAtMs: turn.state.endedAtMs ?? turn.atMs };
  note(turn, topFrame(turn).step, `ended ${disposition}`);
}
