import type { Command } from './command.ts';
import { finish, hangUp } from './end-call.ts';
import { type CallEvent, isOperationEvent, type OperationEvent, type OperationOutcome } from './event.ts';
import { limits } from './limits.ts';
import type { Program } from './program.ts';
import { goTo, hungUp, resumeStep } from './run-steps.ts';
import { type CallState, freshVisit, isCallerGone, type Operation, type OperationKind, stateVersion } from './state.ts';
import { initialValues } from './store-values.ts';
import { beginTurn, callerIsGone, closeOperation, type TraceEntry, type Turn } from './turn.ts';

/** What an event makes of a call. `state` is the very state that went in where the event changed nothing. */
export interface Transition {
  readonly state: CallState;
  readonly commands: readonly Command[];
  readonly trace: readonly TraceEntry[];
}

/** A call of which nothing is known yet but its name: what `callOffered` is applied to. */
export function newCall(program: Program, attemptId: string): CallState {
  const { name, language, start, variables } = program.flow;
  return {
    version: stateVersion,
    attemptId,
    to: '',
    program: program.hash,
    flow: name,
    language,
    phase: 'offered',
    seq: 0,
    offeredAtMs: 0,
    frames: [{ flow: name, step: start, visit: freshVisit, inputs: {}, visits: {} }],
    operations: {},
    parties: { caller: 'ringing' },
    errorHandled: false,
    closing: false,
    hangUps: 0,
    tally: { steps: 0, noInput: 0, noMatch: 0, errors: 0, transfers: 0, lost: 0 },
    confidential: { from: '', headers: {}, variables: [initialValues(variables)] },
  };
}

/**
 * The interpreter: what one event makes of one call. Pure and total: it never throws for any event in any state that it or
 * an upcaster made, and always returns within `limits.stepsPerEventMax` steps. An event that nothing awaits changes nothing.
 */
export function transition(program: Program, state: CallState, event: CallEvent): Transition {
  if (state.phase === 'ended') return unchanged(state);
  const turn = beginTurn(program, state, event.atMs);
  return applyEvent(turn, event) ? { state: turn.state, commands: turn.commands, trace: turn.trace } : unchanged(state);
}

/**
 * Puts a call onto another program, from its start: what is still open of the old one is given up. A call that is being
 * answered goes on with it once it is connected; one that is being hung up, or has no caller any more, only ends by it.
 */
export function restart(program: Program, state: CallState, atMs: number): Transition {
  const { name, start, variables } = program.flow;
  const turn = beginTurn(program, { ...state, program: program.hash, flow: name }, atMs);
  const frames = [{ flow: name, step: start, visit: freshVisit, inputs: {}, visits: {} }];
  const confidential = { ...state.confidential, variables: [initialValues(variables)] };
  turn.state = { ...turn.state, frames, confidential, errorHandled: false };
  if (state.phase === 'answering') turn.state = { ...turn.state, whenConnected: start };
  else if (!state.closing && !isCallerGone(state)) {
    turn.state = { ...turn.state, operations: {} };
    goTo(turn, start);
  }
  return { state: turn.state, commands: turn.commands, trace: turn.trace };
}

function unchanged(state: CallState): Transition {
  return { state, commands: [], trace: [] };
}

/** Applies the event; false where nothing awaits it. */
function applyEvent(turn: Turn, event: CallEvent): boolean {
  if (isOperationEvent(event)) return answerOperation(turn, event);
  switch (event.type) {
    case 'callOffered':
      return offered(turn, event);
    case 'callConnected':
      return connected(turn);
    case 'answerFailed':
      if (turn.state.phase === 'live') return false;
      turn.state = { ...turn.state, disposition: turn.state.disposition ?? 'unanswered' };
      finish(turn);
      return true;
    case 'callDisconnected':
      return disconnected(turn);
  }
}

function offered(turn: Turn, event: Extract<CallEvent, { type: 'callOffered' }>): boolean {
  if (turn.state.seq !== 1) return false;
  const confidential = { ...turn.state.confidential, from: event.from, headers: event.headers };
  turn.state = { ...turn.state, to: event.to, offeredAtMs: event.atMs, confidential };
  goTo(turn, turn.program.flow.start);
  return true;
}

function connected(turn: Turn): boolean {
  const { phase, whenConnected, ...rest } = turn.state;
  if (phase !== 'answering' || rest.closing) return false;
  turn.state = { ...rest, phase: 'live', parties: { caller: 'connected' }, operations: {}, answeredAtMs: turn.atMs };
  goTo(turn, whenConnected ?? turn.program.flow.start);
  return true;
}

/** The transfer's own news may follow the end of our leg, or be lost: how long it is waited for. Milliseconds. */
const lateTransferNewsMs = 3_000;

function disconnected(turn: Turn): boolean {
  const transferring = Object.entries(turn.state.operations).find(([, operation]) => operation.kind === 'transfer');
  if (transferring !== undefined && isCallerGone(turn.state)) return false;
  if (transferring === undefined) {
    if (turn.state.phase === 'offered')
      turn.state = { ...turn.state, disposition: turn.state.disposition ?? 'unanswered' };
    hungUp(turn);
    return true;
  }
  const [token, operation] = transferring;
  const awaited: Operation = { ...operation, dueAtMs: turn.atMs + lateTransferNewsMs };
  turn.state = {
    ...turn.state,
    parties: callerIsGone,
    endedAtMs: turn.atMs,
    operations: { ...turn.state.operations, [token]: awaited },
  };
  return true;
}

function answerOperation(turn: Turn, event: OperationEvent): boolean {
  const operation = Object.hasOwn(turn.state.operations, event.token) ? turn.state.operations[event.token] : undefined;
  if (operation === undefined || !answers(event, operation)) return false;
  if (event.type === 'commandRefused' && event.reason === 'gone' && !isCallerGone(turn.state))
    return gone(turn, operation);
  closeOperation(turn, event.token);
  if (event.type === 'commandRefused') abandonBatch(turn, event.token);
  switch (operation.kind) {
    case 'answer':
      return notAnswered(turn);
    case 'hangUp':
      return event.type === 'commandAccepted' ? over(turn) : hangUpAgain(turn);
    case 'departure':
      return over(turn);
    default:
      resumeStep(turn, event);
      return true;
  }
}

/**
 * What can answer each kind of operation, besides a refusal and the deadline. The prompt of a recognition may have events of
 * its own, under the same token; whether it does is undocumented.
 */
const answersTo: Readonly<Record<OperationKind, readonly OperationOutcome['type'][]>> = {
  answer: [],
  refusal: ['commandAccepted'],
  prompt: ['promptCompleted', 'promptFailed', 'promptCancelled'],
  input: ['inputCollected', 'inputFailed', 'inputCancelled'],
  transfer: ['transferAccepted', 'transferFailed'],
  departure: [],
  hangUp: ['commandAccepted'],
};

/** A command that was sent again cancels its first self, which is no news; should it be more, its deadline tells. */
function answers({ type }: OperationEvent, { kind, repeated }: Operation): boolean {
  if ((type === 'promptCancelled' || type === 'inputCancelled') && repeated) return false;
  return type === 'commandRefused' || type === 'deadlinePassed' || answersTo[kind].includes(type);
}

/** The service knows no such call any more: before the answer it went unanswered, after it the caller hung up. */
function gone(turn: Turn, operation: Operation): boolean {
  if (operation.kind === 'answer' || operation.kind === 'refusal') {
    turn.state = { ...turn.state, disposition: 'unanswered' };
    finish(turn);
    return true;
  }
  return disconnected(turn);
}

/** The commands that were to follow a refused one are not performed, so nothing will answer them. */
function abandonBatch(turn: Turn, refused: string): void {
  const [batch, index] = refused.split('.');
  for (const token of Object.keys(turn.state.operations)) {
    const [otherBatch, otherIndex] = token.split('.');
    if (otherBatch === batch && Number(otherIndex) > Number(index)) closeOperation(turn, token);
  }
}

function over(turn: Turn): boolean {
  finish(turn);
  return true;
}

/** Nobody was spoken to. A connection that exists by now, of which only the news is missing, must not stay open in silence. */
function notAnswered(turn: Turn): boolean {
  turn.state = { ...turn.state, disposition: 'unanswered' };
  if (turn.state.callId === undefined) finish(turn);
  else hangUp(turn);
  return true;
}

/** A call that does not end is hung up again, a few times; then it is given up, for it cannot be spoken to either. */
function hangUpAgain(turn: Turn): boolean {
  if (turn.state.hangUps >= limits.hangUpsMax) finish(turn);
  else hangUp(turn);
  return true;
}
