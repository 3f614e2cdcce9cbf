import type { Command, CommandBody } from './command.ts';
import { limits } from './limits.ts';
import type { CompiledFlow, CompiledStep, Program } from './program.ts';
import { type CallState, depthOf, type Frame, type Operation, type OperationKind } from './state.ts';
import type { StepContext } from './steps/step-context.ts';
import type { AwaitedCommand } from './steps/step-module.ts';

/** What one event did, for the trace: step and outcome, never what the caller said or typed. */
export interface TraceEntry {
  readonly step: string;
  readonly outcome: string;
  /** The flow of the step, where it is not the main one. */
  readonly flow?: string;
}

/** The state that is being made: a copy of the one that went in, of which the fields are set anew and never changed inside. */
export type Draft = { -readonly [Field in keyof CallState]: CallState[Field] };

/**
 * One event on its way through the interpreter. It is made anew for every event and never leaves `transition`, so its
 * changing parts are seen by nobody else; the states that go in and come out are never changed.
 */
export interface Turn {
  readonly program: Program;
  readonly atMs: number;
  readonly state: Draft;
  readonly commands: Command[];
  readonly trace: TraceEntry[];
  /** Steps entered by this event. */
  steps: number;
}

/** Begins a turn; the state gets the next sequence number, which names the turn's tokens. */
export function beginTurn(program: Program, state: CallState, atMs: number): Turn {
  return { program, atMs, state: draftOf(state), commands: [], trace: [], steps: 0 };
}

/**
 * Field by field, so that the states of nearly all calls have the same form: that is several times as fast as a spread. What
 * few calls have is added where it is there, for a state that is live has to be kept small: many are at once.
 */
function draftOf(state: CallState): Draft {
  const draft: Draft = {
    version: state.version,
    attemptId: state.attemptId,
    callId: state.callId,
    to: state.to,
    program: state.program,
    language: state.language,
    phase: state.phase,
    seq: state.seq + 1,
    steps: state.steps,
    offeredAtMs: state.offeredAtMs,
    answeredAtMs: state.answeredAtMs,
    flow: state.flow,
    step: state.step,
    visit: state.visit,
    operations: state.operations,
    tally: state.tally,
    confidential: state.confidential,
  };
  copyRareFields(state, draft);
  return draft;
}

function copyRareFields(state: CallState, draft: Draft): void {
  if (state.visitCounts !== undefined) draft.visitCounts = state.visitCounts;
  if (state.retriableVisits !== undefined) draft.retriableVisits = state.retriableVisits;
  if (state.parties !== undefined) draft.parties = state.parties;
  if (state.outerFrames !== undefined) draft.outerFrames = state.outerFrames;
  if (state.leaving !== undefined) draft.leaving = state.leaving;
  if (state.voice !== undefined) draft.voice = state.voice;
  if (state.rate !== undefined) draft.rate = state.rate;
  if (state.tags !== undefined) draft.tags = state.tags;
  if (state.emergencies !== undefined) draft.emergencies = state.emergencies;
  if (state.errorHandled !== undefined) draft.errorHandled = state.errorHandled;
  if (state.whenConnected !== undefined) draft.whenConnected = state.whenConnected;
  if (state.lateEndKey !== undefined) draft.lateEndKey = state.lateEndKey;
  copyEndFields(state, draft);
}

function copyEndFields(state: CallState, draft: Draft): void {
  if (state.disposition !== undefined) draft.disposition = state.disposition;
  if (state.closing !== undefined) draft.closing = state.closing;
  if (state.hangUps !== undefined) draft.hangUps = state.hangUps;
  if (state.endedAtMs !== undefined) draft.endedAtMs = state.endedAtMs;
}

/** Makes a frame the running one. */
export function runFrame({ state }: Turn, { flow, step, visit, retriableVisits, visitCounts, leaving }: Frame): void {
  state.flow = flow;
  state.step = step;
  state.visit = visit;
  state.retriableVisits = retriableVisits;
  state.visitCounts = visitCounts;
  state.leaving = leaving;
}

/** The running flow; undefined where the program does not have it. */
export function flowOf({ program, state: { flow } }: Turn): CompiledFlow | undefined {
  return program.main.flow.name === flow ? program.main : program.flows.get(flow);
}

/** The step that the running flow is at. */
export function stepOf(turn: Turn): CompiledStep | undefined {
  return flowOf(turn)?.steps.get(turn.state.step);
}

/** What a step of the running frame sees. */
export function contextOf(turn: Turn, flow: CompiledFlow, step: CompiledStep): StepContext {
  const { state, program, atMs } = turn;
  return {
    program,
    flow,
    step,
    state,
    variables: state.confidential.variables[depthOf(state) - 1] ?? {},
    visit: state.visit,
    atMs,
    onMissing: () => note(turn, step.name, 'missingValue'),
  };
}

/** The parties of a call whose caller has left. */
export const callerIsGone = { caller: 'gone' } as const;

/** Adds to the trace. */
export function note(turn: Turn, step: string, outcome: string): void {
  const { flow } = turn.state;
  turn.trace.push(flow === turn.program.flow.name ? { step, outcome } : { step, outcome, flow });
}

/** Emits a command without awaiting its answer. */
export function emit(turn: Turn, body: CommandBody): string {
  const token = `${turn.state.seq}.${turn.commands.length}`;
  turn.commands.push({ ...body, token });
  return token;
}

/** Emits a command and opens the operation that awaits its answer; without a command, an instant is awaited. */
export function emitAwaited(turn: Turn, { command, awaits, withinMs }: AwaitedCommand): void {
  if (command === undefined) openOperation(turn, timerToken(turn), { kind: awaits, withinMs });
  else openOperation(turn, emit(turn, command), { kind: awaits, withinMs });
}

/** A token that no command has: that of what is awaited without one. */
export function timerToken({ state: { seq, operations } }: Turn): string {
  return `${seq}.t${operations.length}`;
}

/** Opens an operation of the running frame under a token. An instant of our own needs no slack. */
export function openOperation(turn: Turn, token: string, operation: { kind: OperationKind; withinMs: number }): void {
  const { kind, withinMs } = operation;
  const dueAtMs = turn.atMs + withinMs + (kind === 'timer' ? 0 : limits.operationSlackMs);
  const frame = depthOf(turn.state) - 1;
  const opened: Operation = frame === 0 ? { token, kind, dueAtMs } : { token, frame, kind, dueAtMs };
  const { operations } = turn.state;
  turn.state.operations = operations.length === 0 ? [opened] : [...operations, opened];
}

/** Closes one operation. */
export function closeOperation({ state }: Turn, token: string): void {
  state.operations = state.operations.length === 1 ? none : state.operations.filter((one) => one.token !== token);
}

const none: readonly Operation[] = [];

/** Closes every operation; returns what they awaited. */
export function closeOperations({ state }: Turn): readonly OperationKind[] {
  if (state.operations.length === 0) return [];
  const kinds = state.operations.map((operation) => operation.kind);
  state.operations = none;
  return kinds;
}
