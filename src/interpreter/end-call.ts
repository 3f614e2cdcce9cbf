import { framesOf, isCallerGone } from './state.ts';
import { promptlyMs } from './steps/step-timing.ts';
import { closeOperations, emitAwaited, note, type Turn } from './turn.ts';

/**
 * Ends the flow. Where the app still holds the call it is hung up first, and the call ends when the service says so;
 * else it is over now.
 */
export function endFlow(turn: Turn, disposition: string, callIsHeld: boolean): void {
  const { state } = turn;
  closeOperations(turn);
  state.disposition ??= disposition;
  state.closing = true;
  wipeSecrets(turn);
  if (callIsHeld && state.phase !== 'ended' && !isCallerGone(state)) hangUp(turn);
  else finish(turn);
}

/** Hangs up and waits for the service to say that the call has ended; a call that still rings is refused instead. */
export function hangUp(turn: Turn): void {
  const { state } = turn;
  state.closing = true;
  state.hangUps = (state.hangUps ?? 0) + 1;
  const command =
    state.phase === 'offered' ? ({ type: 'reject', reason: 'none' } as const) : ({ type: 'hangUp' } as const);
  emitAwaited(turn, { command, awaits: 'hangUp', withinMs: promptlyMs });
}

/** The call is over; the ending sequence of the application takes it from here. */
export function finish(turn: Turn): void {
  const { state } = turn;
  closeOperations(turn);
  state.disposition ??= 'abandoned';
  state.phase = 'ended';
  state.endedAtMs ??= turn.atMs;
  wipeSecrets(turn);
  note(turn, state.step, `ended ${state.disposition}`);
}

/** A secret that was never used must not outlive the flow that asked for it. */
function wipeSecrets({ program, state }: Turn): void {
  const frames = framesOf(state);
  const variables = state.confidential.variables.map((values, index) => {
    const { secrets } = program.flows.get(frames[index]?.flow ?? '') ?? program.main;
    const entered = [...secrets].filter((name) => Object.hasOwn(values, name) && values[name] !== '');
    return entered.length === 0 ? values : { ...values, ...Object.fromEntries(entered.map((name) => [name, ''])) };
  });
  if (variables.some((values, index) => values !== state.confidential.variables[index]))
    state.confidential = { ...state.confidential, variables };
}
