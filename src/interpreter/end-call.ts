import { promptlyMs } from './steps/step-timing.ts';
import { closeOperations, emitAwaited, note, type Turn, topFrame } from './turn.ts';

/**
 * Ends the flow. Where the app still holds the call it is hung up first, and the call ends when the service says so;
 * else it is over now.
 */
export function endFlow(turn: Turn, disposition: string, hangUp: boolean): void {
  closeOperations(turn);
  turn.state = { ...turn.state, disposition: turn.state.disposition ?? disposition, closing: true };
  if (hangUp && turn.state.phase === 'live' && !turn.state.callerGone) {
    emitAwaited(turn, { command: { type: 'hangUp' }, awaits: 'hangUp', withinMs: promptlyMs });
    return;
  }
  finish(turn);
}

/** The call is over; the ending sequence of the application takes it from here. */
export function finish(turn: Turn): void {
  closeOperations(turn);
  const disposition = turn.state.disposition ?? 'abandoned';
  turn.state = { ...turn.state, phase: 'ended', disposition, endedAtMs: turn.atMs };
  note(turn, topFrame(turn).step, `ended ${disposition}`);
}
