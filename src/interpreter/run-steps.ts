import { assertNever } from '../result.ts';
import { type Breach, withBreach } from './breach.ts';
import { endFlow, finish } from './end-call.ts';
import type { OperationOutcome } from './event.ts';
import {
  endHangUpPath,
  keepFrames,
  operatorOf,
  pushFrame,
  stepTarget,
  takeHangUpPath,
  toErrorHandler,
} from './frames.ts';
import { afterInput, noteLead } from './late-end-key.ts';
import { beginVisit, breachedLimit, isTooLong, keepVisit, keptVisit } from './loop-guards.ts';
import type { CompiledStep, CompiledTarget } from './program.ts';
import { depthOf, isCallerGone, type OperationKind, type Tally } from './state.ts';
import type { StepResult } from './steps/step-module.ts';
import { ringingMs } from './steps/step-timing.ts';
import { storeValues, wipe } from './store-values.ts';
import {
  callerIsGone,
  closeOperations,
  contextOf,
  emit,
  emitAwaited,
  flowOf,
  note,
  openOperation,
  stepOf,
  type Turn,
  timerToken,
} from './turn.ts';
import type { Value } from './value-definition.ts';

/** Where to go next; undefined where a step waits or the call is over. */
type Next = CompiledTarget | undefined;

/** Goes to a target and on from there, until a step waits or the call ends. */
export function goTo(turn: Turn, target: CompiledTarget): void {
  let next: Next = target;
  while (next !== undefined) next = visit(turn, next);
}

/** Gives the outcome of an operation to the step that awaits it, and goes on from there. */
export function resumeStep(turn: Turn, outcome: OperationOutcome, kind: OperationKind): void {
  const flow = flowOf(turn);
  const step = stepOf(turn);
  const next =
    flow === undefined || step === undefined
      ? afterError(turn, 'stepMissing')
      : isTooLong(turn) && outcome.type !== 'transferAccepted'
        ? afterBreach(turn, 'callLength')
        : settle(turn, step, afterInput(turn, kind, step.run.resume(contextOf(turn, flow, step), outcome, kind)));
  if (next !== undefined) goTo(turn, next);
}

/** The caller hung up: what the step lists, else the flow's `onHangUp`, else what the flow that runs it says, else the call is over. */
export function hungUp(turn: Turn): void {
  const { state } = turn;
  const step = stepOf(turn)?.step;
  const again = isCallerGone(state);
  closeOperations(turn);
  state.parties = callerIsGone;
  note(turn, turn.state.step, 'hungUp');
  // A caller who leaves during the goodbye has heard the flow to its end.
  if (step?.type === 'hangUp') state.disposition ??= step.disposition;
  if (again || state.closing === true || step?.type === 'hangUp') {
    finish(turn);
    return;
  }
  const next = takeHangUpPath(turn);
  if (next !== undefined) goTo(turn, next);
}

function visit(turn: Turn, target: CompiledTarget): Next {
  const { state } = turn;
  const flow = flowOf(turn);
  const step = flow?.steps.get(target.step);
  if (flow === undefined || step === undefined) return afterError(turn, 'stepMissing');
  const breach = breachedLimit(turn, step);
  if (breach !== undefined) return afterBreach(turn, breach);
  if (step.needsCaller && isCallerGone(state)) return withoutCaller(turn, step);
  const rings = state.phase === 'offered' && !isCallerGone(state);
  if (rings ? mustBeAnsweredFor(turn, step) : isForRinging(step)) {
    return rings ? answerFirst(turn, target) : afterError(turn, 'alreadyAnswered');
  }
  enter(turn, step, target);
  const context = contextOf(turn, flow, step);
  return settle(
    turn,
    step,
    target.retry && step.run.retry !== undefined ? step.run.retry(context, target.say) : step.run.enter(context),
  );
}

/** Begins a visit; a retry goes on with the last one, as a noMatch of it. */
function enter(turn: Turn, step: CompiledStep, { retry }: CompiledTarget): void {
  beginVisit(turn, step, retry ? keptVisit(turn, step.name) : undefined);
  if (retry) count(turn, 'noMatch');
  if (step.wipes !== undefined) wipe(turn, step.wipes);
}

/** Refusing a call or passing it on is for calls that ring. */
function isForRinging({ step: { type } }: CompiledStep): boolean {
  return type === 'reject' || type === 'redirect';
}

/** A ringing call can be looked up once: what takes longer must not leave a caller with an endless ringing tone. */
function mustBeAnsweredFor({ state }: Turn, { needsAnswer, step }: CompiledStep): boolean {
  return needsAnswer || (step.type === 'lookup' && state.seq > 1);
}

/** Carries out what a step wants; returns where to go next, if the step is left. */
function settle(turn: Turn, step: CompiledStep, result: StepResult): Next {
  switch (result.type) {
    case 'awaits':
      if (!keepValues(turn, result.assign)) return afterBreach(turn, 'variablesTooLarge');
      noteMark(turn, result.mark);
      turn.state.visit = result.visit;
      noteLead(turn, result.lead);
      for (const command of result.commands) emitAwaited(turn, command);
      return undefined;
    case 'leaves':
      return keepValues(turn, result.assign) ? leave(turn, step, result) : afterBreach(turn, 'variablesTooLarge');
    case 'operator':
      return toOperator(turn, step);
    case 'runs':
      return runFlow(turn, step, result);
    case 'returns':
      return returnFrom(turn, step, result.outcome);
    case 'departs':
      return depart(turn, result);
    case 'ends':
      note(turn, step.name, `ends ${result.disposition}`);
      endFlow(turn, result.disposition, result.hangUp);
      return undefined;
    default:
      return assertNever(result);
  }
}

/** Takes over what a step assigns; false where the call would have to keep too much. */
function keepValues(turn: Turn, assign: Readonly<Record<string, Value>> | undefined): boolean {
  return assign === undefined || storeValues(turn, assign);
}

function leave(turn: Turn, step: CompiledStep, result: Extract<StepResult, { type: 'leaves' }>): Next {
  endVisit(turn, step, result.visit);
  if (result.changes !== undefined) Object.assign(turn.state, result.changes);
  note(turn, step.name, result.mark === undefined ? result.outcome : `${result.outcome} (${result.mark})`);
  // A retry counts the miss itself.
  if (result.target?.retry !== true) countMark(turn, result.mark ?? result.outcome);
  return result.target ?? targetOf(turn, step, result.outcome);
}

/** Ends what a visit still has open, and remembers it where a retry can come back to it. */
function endVisit(turn: Turn, step: CompiledStep, visit = turn.state.visit): void {
  const open = closeOperations(turn);
  if (open.length > 0) for (const command of step.run.leave?.(open) ?? []) emit(turn, command);
  if (step.isRetried) keepVisit(turn, step.name, visit);
}

/** A step that was left in the middle must not hear in the next one what it still awaits. */
function abandonVisit(turn: Turn): void {
  if (turn.state.operations.length === 0) return;
  const step = stepOf(turn);
  if (step === undefined) closeOperations(turn);
  else endVisit(turn, step);
}

function toOperator(turn: Turn, step: CompiledStep): Next {
  const operator = operatorOf(turn);
  endVisit(turn, step);
  note(turn, step.name, 'operator');
  if (operator === undefined) return afterError(turn, 'operator');
  keepFrames(turn, operator.frame + 1);
  return stepTarget(operator.step);
}

function runFlow(turn: Turn, step: CompiledStep, { flow, inputs }: Extract<StepResult, { type: 'runs' }>): Next {
  note(turn, step.name, `runs ${flow}`);
  const breach = pushFrame(turn, flow, inputs);
  if (breach !== undefined) return afterBreach(turn, breach);
  return stepTarget(turn.state.step);
}

/** The flow is over; the step that started it takes what it ended with. A main flow that returns ends the call. */
function returnFrom(turn: Turn, step: CompiledStep, outcome: string): Next {
  note(turn, step.name, `returns ${outcome}`);
  const ended = { outcome, outputs: outputsOf(turn) };
  const depth = depthOf(turn.state);
  if (turn.state.leaving === true || (depth === 1 && isCallerGone(turn.state))) return endHangUpPath(turn);
  if (depth === 1) {
    endFlow(turn, 'completed', true);
    return undefined;
  }
  keepFrames(turn, depth - 1);
  const flow = flowOf(turn);
  const outer = stepOf(turn);
  if (flow === undefined || outer?.run.returned === undefined) return afterError(turn, 'stepMissing');
  return settle(turn, outer, outer.run.returned(contextOf(turn, flow, outer), ended));
}

function outputsOf(turn: Turn): Record<string, Value> {
  const variables = turn.state.confidential.variables.at(-1) ?? {};
  const outputs: Record<string, Value> = {};
  for (const name of flowOf(turn)?.flow.outputs ?? []) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) outputs[name] = value;
  }
  return outputs;
}

function depart(turn: Turn, result: Extract<StepResult, { type: 'departs' }>): undefined {
  const { state } = turn;
  const wasGone = isCallerGone(state);
  count(turn, 'transfers');
  state.disposition = result.disposition;
  state.parties = callerIsGone;
  state.visit = result.visit;
  note(turn, turn.state.step, 'transferred');
  if (wasGone) finish(turn);
  else openOperation(turn, timerToken(turn), { kind: 'departure', withinMs: result.withinMs });
}

function targetOf(turn: Turn, step: CompiledStep, outcome: string): Next {
  if (outcome === 'next' && step.next !== undefined) return step.next;
  // A step that failed because the caller had gone takes the path of a hang-up.
  if (outcome === 'failed' && isCallerGone(turn.state) && turn.state.leaving !== true && step.needsCaller)
    return takeHangUpPath(turn);
  return step.on.get(outcome) ?? step.on.get('else') ?? afterError(turn, outcome);
}

/** Nobody is there to be spoken to: the path of a hang-up ends here, with the disposition that it names, if any. */
function withoutCaller(turn: Turn, { step }: CompiledStep): Next {
  if (step.type === 'hangUp') turn.state.disposition ??= step.disposition;
  return endHangUpPath(turn);
}

/** An outcome that nothing lists: once to the flow's `onError`, after that the end of the call. */
function afterError(turn: Turn, reason: string): Next {
  const { state } = turn;
  note(turn, turn.state.step, `onError (${reason})`);
  abandonVisit(turn);
  count(turn, 'errors');
  const handled = state.errorHandled;
  state.errorHandled = true;
  if (isCallerGone(state)) {
    state.disposition ??= 'error';
    return endHangUpPath(turn);
  }
  const target = handled ? undefined : toErrorHandler(turn);
  if (target === undefined) endFlow(turn, 'error', true);
  else turn.steps = 0;
  return target;
}

/** A bound was reached: an outcome as any other, which reports are told of. */
function afterBreach(turn: Turn, breach: Breach): Next {
  turn.state.tags = withBreach(turn.state.tags, breach);
  return afterError(turn, breach);
}

function answerFirst(turn: Turn, target: CompiledTarget): undefined {
  turn.state.phase = 'answering';
  turn.state.whenConnected = target.step;
  emitAwaited(turn, { command: { type: 'answer' }, awaits: 'answer', withinMs: ringingMs });
}

function noteMark(turn: Turn, mark: string | undefined): void {
  if (mark === undefined) return;
  note(turn, turn.state.step, mark);
  countMark(turn, mark);
}

/** Counts what the call detail record tells: misses of the caller, and results that were lost. */
function countMark(turn: Turn, mark: string): void {
  if (mark === 'noInput' || mark === 'noMatch' || mark === 'lost') count(turn, mark);
}

function count({ state }: Turn, counted: keyof Tally): void {
  state.tally = { ...state.tally, [counted]: (state.tally[counted] ?? 0) + 1 };
}
