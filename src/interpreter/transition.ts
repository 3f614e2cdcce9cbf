import { type Command, isMedia } from './command.ts';
import { finish, hangUp } from './end-call.ts';
import { type CallEvent, isOperationEvent, type OperationEvent, type OperationOutcome } from './event.ts';
import { stepTarget } from './frames.ts';
import { limits } from './limits.ts';
import type { Program } from './program.ts';
import { goTo, hungUp, resumeStep } from './run-steps.ts';
import {
  type CallState,
  type Frame,
  freshVisit,
  isCallerGone,
  type Operation,
  type OperationKind,
  operationOf,
  stateVersion,
} from './state.ts';
import { initialValues } from './store-values.ts';
import { beginTurn, callerIsGone, closeOperation, runFrame, type TraceEntry, type Turn } from './turn.ts';
import type { Value } from './value-definition.ts';

/** What an event makes of a call. `state` is the very state that went in where the event changed nothing. */
export interface Transition {
  readonly state: CallState;
  readonly commands: readonly Command[];
  readonly trace: readonly TraceEntry[];
}

/**
 * A call of which nothing is known yet but its name and the inputs that its route fills: what `callOffered` is applied to.
 */
export function newCall(program: Program, attemptId: string, inputs: Readonly<Record<string, Value>> = {}): CallState {
  return {
    version: stateVersion,
    attemptId,
    callId: undefined,
    to: '',
    program: program.hash,
    language: program.flow.language,
    phase: 'offered',
    seq: 0,
    steps: 0,
    offeredAtMs: 0,
    answeredAtMs: undefined,
    ...firstFrame(program),
    operations: [],
    tally: {},
    confidential: { from: '', variables: [{ ...initialValues(program.main.variables), ...inputs }] },
  };
}

function firstFrame({ flow: { name, start } }: Program): Frame {
  return { flow: name, step: start, visit: freshVisit };
}

/**
 * The interpreter: what one event makes of one call. Pure and total: it never throws for any event in any state that it or
 * an upcaster made, and always returns within twice `limits.stepsPerEventMax` steps, for `onError` begins a new count. An event
 * that nothing awaits changes nothing.
 */
export function transition(program: Program, state: CallState, event: CallEvent): Transition {
  if (state.phase === 'ended') return unchanged(state);
  const turn = beginTurn(program, state, event.atMs);
  return applyEvent(turn, event) ? resultOf(turn) : unchanged(state);
}

/**
 * Puts a call onto another program, from its start: what is still open of the old one is given up. A call that is being
 * answered goes on with it once it is connected; one that is being hung up, or has no caller any more, only ends by it.
 */
export function restart(program: Program, before: CallState, atMs: number): Transition {
  const { language, start } = program.flow;
  const turn = beginTurn(program, before, atMs);
  const { state } = turn;
  state.program = program.hash;
  runFrame(turn, firstFrame(program));
  state.outerFrames = undefined;
  // What is awaited all the same, as an answer or a hang-up, is awaited by the only flow that is left.
  state.operations = state.operations.map(({ frame: _frame, ...operation }) => operation);
  state.confidential = { ...state.confidential, variables: [initialValues(program.main.variables)] };
  state.errorHandled = undefined;
  state.language = language;
  state.voice = undefined;
  state.rate = undefined;
  if (state.phase === 'answering') state.whenConnected = start;
  else if (state.closing !== true && !isCallerGone(state)) {
    state.operations = [];
    goTo(turn, stepTarget(start));
  }
  return resultOf(turn);
}

/** Media that follow in the same turn end what was playing by themselves: a request of its own for that would only cost silence. */
function resultOf({ state, commands, trace }: Turn): Transition {
  const needless = commands.findIndex(({ type }) => type === 'cancelMedia');
  if (needless === -1 || !commands.slice(needless + 1).some(isMedia)) return { state, commands, trace };
  return { state, commands: commands.filter(({ type }) => type !== 'cancelMedia'), trace };
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
      turn.state.disposition ??= 'unanswered';
      finish(turn);
      return true;
    case 'callDisconnected':
      return disconnected(turn);
  }
}

function offered(turn: Turn, event: Extract<CallEvent, { type: 'callOffered' }>): boolean {
  const { state } = turn;
  if (state.seq !== 1) return false;
  const { variables } = state.confidential;
  state.confidential = { from: event.from, headers: unlessEmpty(event.headers), variables };
  state.to = event.to;
  state.offeredAtMs = event.atMs;
  state.emergencies = unlessEmpty(event.emergencies);
  goTo(turn, stepTarget(turn.program.flow.start));
  return true;
}

/** What a state leaves out where it says nothing. */
function unlessEmpty<T extends object>(record: T | undefined): T | undefined {
  return record === undefined || Object.keys(record).length === 0 ? undefined : record;
}

function connected(turn: Turn): boolean {
  const { state } = turn;
  if (state.phase !== 'answering' || state.closing === true || isCallerGone(state)) return false;
  const target = state.whenConnected ?? turn.program.flow.start;
  state.whenConnected = undefined;
  state.phase = 'live';
  state.operations = [];
  state.answeredAtMs = turn.atMs;
  goTo(turn, stepTarget(target));
  return true;
}

/** The transfer's own news may follow the end of our leg, or be lost: how long it is waited for. Milliseconds. */
const lateTransferNewsMs = 3_000;

function disconnected(turn: Turn): boolean {
  const { state } = turn;
  const transfer = state.operations.find((operation) => operation.kind === 'transfer');
  if (transfer !== undefined && isCallerGone(state)) return false;
  if (transfer === undefined) {
    if (state.phase === 'offered') state.disposition ??= 'unanswered';
    // What goes on without the caller is not disturbed by hearing of the hang-up again.
    if (isCallerGone(state) && state.closing !== true && hasWork(state.operations)) return false;
    hungUp(turn);
    return true;
  }
  const awaited: Operation = { ...transfer, dueAtMs: turn.atMs + lateTransferNewsMs };
  state.parties = callerIsGone;
  state.endedAtMs = turn.atMs;
  state.operations = state.operations.map((operation) => (operation === transfer ? awaited : operation));
  return true;
}

/** Whether something is awaited that needs no caller. */
function hasWork(operations: readonly Operation[]): boolean {
  return operations.some(({ kind }) => kind === 'request' || kind === 'rows' || kind === 'save');
}

function answerOperation(turn: Turn, event: OperationEvent): boolean {
  const operation = operationOf(turn.state, event.token);
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
      resumeStep(turn, event, operation.kind);
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
  input: ['inputCollected', 'choiceMade', 'speechHeard', 'inputFailed', 'inputCancelled'],
  transfer: ['transferAccepted', 'transferFailed'],
  departure: [],
  hangUp: ['commandAccepted'],
  timer: [],
  request: ['requestAnswered', 'requestFailed'],
  rows: ['rowsFound'],
  save: ['rowSaved', 'rowExists', 'saveUncertain'],
};

/** A command that was sent again cancels its first self, which is no news; should it be more, its deadline tells. */
function answers({ type }: OperationEvent, { kind, repeated }: Operation): boolean {
  if ((type === 'promptCancelled' || type === 'inputCancelled') && repeated) return false;
  return type === 'commandRefused' || type === 'deadlinePassed' || answersTo[kind].includes(type);
}

/** The service knows no such call any more: before the answer it went unanswered, after it the caller hung up. */
function gone(turn: Turn, operation: Operation): boolean {
  if (operation.kind === 'answer' || operation.kind === 'refusal') {
    turn.state.disposition = 'unanswered';
    finish(turn);
    return true;
  }
  return disconnected(turn);
}

/** The commands that were to follow a refused one are not performed, so nothing will answer them. */
function abandonBatch(turn: Turn, refused: string): void {
  const [batch, index] = refused.split('.');
  for (const { token } of turn.state.operations) {
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
  turn.state.disposition = 'unanswered';
  if (turn.state.callId === undefined) finish(turn);
  else hangUp(turn);
  return true;
}

/** A call that does not end is hung up again, a few times; then it is given up, for it cannot be spoken to either. */
function hangUpAgain(turn: Turn): boolean {
  if ((turn.state.hangUps ?? 0) >= limits.hangUpsMax) finish(turn);
  else hangUp(turn);
  return true;
}
