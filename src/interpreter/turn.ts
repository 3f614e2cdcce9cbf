import type { Command, CommandBody } from './command.ts';
import { limits } from './limits.ts';
import type { Program } from './program.ts';
import type { CallState, Frame, OperationKind } from './state.ts';
import type { StepContext } from './steps/step-context.ts';
import type { AwaitedCommand } from './steps/step-module.ts';

/** What one event did, for the trace: step and outcome, never what the caller said or typed. */
export interface TraceEntry {
  readonly step: string;
  readonly outcome: string;
}

/**
 * One event on its way through the interpreter. It is made anew for every event and never leaves `transition`, so its
 * changing parts are seen by nobody else; the states that go in and come out are never changed.
 */
export interface Turn {
  readonly program: Program;
  readonly atMs: number;
  state: CallState;
  readonly commands: Command[];
  readonly trace: TraceEntry[];
  /** Steps entered by this event. */
  steps: number;
}

/** Begins a turn; the state gets the next sequence number, which names the turn's tokens. */
export function beginTurn(program: Program, state: CallState, atMs: number): Turn {
  return { program, atMs, state: { ...state, seq: state.seq + 1 }, commands: [], trace: [], steps: 0 };
}

/** The running frame. */
export function topFrame(turn: Turn): Frame {
  const frame = turn.state.frames.at(-1);
  if (frame === undefined) throw new Error('A call has at least one frame.');
  return frame;
}

/** Replaces parts of the running frame. */
export function changeFrame(turn: Turn, changes: Partial<Frame>): void {
  turn.state = { ...turn.state, frames: turn.state.frames.with(-1, { ...topFrame(turn), ...changes }) };
}

/** What a step of the running frame sees. */
export function contextOf(turn: Turn): StepContext {
  const { step, visit } = topFrame(turn);
  return {
    program: turn.program,
    state: turn.state,
    visit,
    atMs: turn.atMs,
    onMissing: () => note(turn, step, 'missingValue'),
  };
}

/** The parties of a call whose caller has left. */
export const callerIsGone = { caller: 'gone' } as const;

/** Adds to the trace. */
export function note(turn: Turn, step: string, outcome: string): void {
  turn.trace.push({ step, outcome });
}

/** Emits a command without awaiting its answer. */
export function emit(turn: Turn, body: CommandBody): string {
  const token = `${turn.state.seq}.${turn.commands.length}`;
  turn.commands.push({ ...body, token });
  return token;
}

/** Emits a command and opens the operation that awaits its answer. */
export function emitAwaited(turn: Turn, { command, awaits, withinMs }: AwaitedCommand): void {
  openOperation(turn, emit(turn, command), { kind: awaits, withinMs });
}

/** Opens an operation of the running frame under a token. */
export function openOperation(turn: Turn, token: string, operation: { kind: OperationKind; withinMs: number }): void {
  const { kind, withinMs } = operation;
  const dueAtMs = turn.atMs + withinMs + limits.operationSlackMs;
  const frame = turn.state.frames.length - 1;
  turn.state = { ...turn.state, operations: { ...turn.state.operations, [token]: { frame, kind, dueAtMs } } };
}

/** Closes one operation. */
export function closeOperation(turn: Turn, token: string): void {
  const { [token]: _closed, ...operations } = turn.state.operations;
  turn.state = { ...turn.state, operations };
}

/** Closes every operation; returns what they awaited. */
export function closeOperations(turn: Turn): OperationKind[] {
  const kinds = Object.values(turn.state.operations).map((operation) => operation.kind);
  if (kinds.length > 0) turn.state = { ...turn.state, operations: {} };
  return kinds;
}
