import { endFlow, finish } from './end-call.ts';
import type { OperationOutcome } from './event.ts';
import { breachedLimit, countVisit, isTooLong, keepVisit, keptVisit } from './loop-guards.ts';
import { freshVisit, isCallerGone } from './state.ts';
import type { Step } from './step-definition.ts';
import { askCollect } from './steps/collect.ts';
import { moduleOf } from './steps/index.ts';
import { countMiss, missPrompt } from './steps/input.ts';
import { askMenu } from './steps/menu.ts';
import type { StepResult } from './steps/step-module.ts';
import { ringingMs } from './steps/step-timing.ts';
import { storeValues } from './store-values.ts';
import type { Target } from './text-definition.ts';
import {
  callerIsGone,
  changeFrame,
  closeOperations,
  contextOf,
  emit,
  emitAwaited,
  note,
  openOperation,
  type Turn,
  topFrame,
} from './turn.ts';

/** Goes to a target and on from there, until a step waits or the call ends. */
export function goTo(turn: Turn, target: Target): void {
  let next: Target | undefined = target;
  while (next !== undefined) next = visit(turn, next);
}

/** Gives the outcome of an operation to the step that awaits it, and goes on from there. */
export function resumeStep(turn: Turn, outcome: OperationOutcome): void {
  const frame = topFrame(turn);
  const step = turn.program.flow.steps[frame.step];
  const next =
    step === undefined || (isTooLong(turn) && outcome.type !== 'transferAccepted')
      ? afterError(turn, step === undefined ? 'stepMissing' : 'callLength')
      : settle(turn, step, moduleOf(step).resume(step, contextOf(turn), outcome));
  if (next !== undefined) goTo(turn, next);
}

/** The caller hung up: what the step lists, else the flow's `onHangUp`, else the call is over. */
export function hungUp(turn: Turn): void {
  const frame = topFrame(turn);
  const step = turn.program.flow.steps[frame.step];
  const again = isCallerGone(turn.state);
  closeOperations(turn);
  turn.state = { ...turn.state, parties: callerIsGone };
  note(turn, frame.step, 'hungUp');
  // A caller who leaves during the goodbye has heard the flow to its end.
  if (step?.type === 'hangUp') {
    overWithoutCaller(turn, step);
    return;
  }
  const target = again || turn.state.closing ? undefined : (listed(step, 'hungUp') ?? turn.program.flow.onHangUp);
  if (target === undefined) finish(turn);
  else goTo(turn, target);
}

function visit(turn: Turn, target: Target): Target | undefined {
  const name = typeof target === 'string' ? target : target.retry;
  const step = turn.program.flow.steps[name];
  const breach = step === undefined ? 'stepMissing' : breachedLimit(turn, name);
  if (step === undefined || breach !== undefined) return afterError(turn, breach ?? 'stepMissing');
  const { needsAnswer } = moduleOf(step);
  if (needsAnswer && isCallerGone(turn.state)) return overWithoutCaller(turn, step);
  if ((step.type === 'reject' || step.type === 'redirect') && turn.state.phase !== 'offered')
    return afterError(turn, 'alreadyAnswered');
  if (needsAnswer && turn.state.phase === 'offered') return answerFirst(turn, target);
  countVisit(turn, name);
  return settle(turn, step, typeof target === 'string' ? enter(turn, step, name) : retry(turn, step, target));
}

function enter(turn: Turn, step: Step, name: string): StepResult {
  changeFrame(turn, { step: name, visit: freshVisit });
  return moduleOf(step).enter(step, contextOf(turn));
}

/** Back to an input step as a noMatch of the same visit. */
function retry(turn: Turn, step: Step, target: Exclude<Target, string>): StepResult {
  changeFrame(turn, { step: target.retry, visit: keptVisit(turn, target.retry) ?? freshVisit });
  const context = contextOf(turn);
  if (step.type !== 'menu' && step.type !== 'collect') return moduleOf(step).enter(step, context);
  count(turn, 'noMatch');
  const counted = countMiss(step, context, 'noMatch');
  if (counted === undefined) return { type: 'leaves', outcome: 'exhausted' };
  const say = target.say === undefined ? {} : { say: target.say };
  const lead = missPrompt(step, context, { kind: 'noMatch', visit: counted, ...say });
  return step.type === 'menu' ? askMenu(step, context, counted, lead) : askCollect(step, context, counted, lead);
}

/** Carries out what a step wants; returns where to go next, if the step is left. */
function settle(turn: Turn, step: Step, result: StepResult): Target | undefined {
  if ('assign' in result && result.assign !== undefined && !storeValues(turn, result.assign))
    return afterError(turn, 'variablesTooLarge');
  switch (result.type) {
    case 'awaits':
      noteMark(turn, result.mark);
      changeFrame(turn, { visit: result.visit });
      for (const command of result.commands) emitAwaited(turn, command);
      return undefined;
    case 'leaves':
      return leave(turn, step, result);
    case 'departs':
      return depart(turn, result);
    case 'ends':
      note(turn, topFrame(turn).step, `ends ${result.disposition}`);
      endFlow(turn, result.disposition, result.hangUp);
      return undefined;
  }
}

function leave(turn: Turn, step: Step, result: Extract<StepResult, { type: 'leaves' }>): Target | undefined {
  const frame = topFrame(turn);
  for (const command of moduleOf(step).leave(step, closeOperations(turn))) emit(turn, command);
  const visit = result.visit ?? frame.visit;
  if (step.type === 'menu' || step.type === 'collect') keepVisit(turn, visit);
  note(turn, frame.step, result.mark === undefined ? result.outcome : `${result.outcome} (${result.mark})`);
  // A retry counts the miss itself.
  if (typeof result.target !== 'object') count(turn, result.mark ?? result.outcome);
  return result.target ?? targetOf(turn, step, result.outcome);
}

function depart(turn: Turn, result: Extract<StepResult, { type: 'departs' }>): undefined {
  const tally = { ...turn.state.tally, transfers: turn.state.tally.transfers + 1 };
  const wasGone = isCallerGone(turn.state);
  turn.state = { ...turn.state, tally, disposition: result.disposition, parties: callerIsGone };
  changeFrame(turn, { visit: result.visit });
  note(turn, topFrame(turn).step, 'transferred');
  if (wasGone) finish(turn);
  else
    openOperation(turn, `${turn.state.seq}.${turn.commands.length}`, { kind: 'departure', withinMs: result.withinMs });
}

function targetOf(turn: Turn, step: Step, outcome: string): Target | undefined {
  if (outcome === 'next' && 'next' in step && step.next !== undefined) return step.next;
  if (outcome === 'failed' && isCallerGone(turn.state)) return hungUpFrom(turn, step);
  const target = listed(step, outcome) ?? listed(step, 'else');
  return target ?? afterError(turn, outcome);
}

/** A step that failed because the caller had gone takes the path of a hang-up. */
function hungUpFrom(turn: Turn, step: Step): Target | undefined {
  const target = listed(step, 'hungUp') ?? turn.program.flow.onHangUp;
  if (target === undefined) finish(turn);
  return target;
}

/** Nobody is there to be spoken to: the path of a hang-up ends here, with the disposition that it names, if any. */
function overWithoutCaller(turn: Turn, step: Step): undefined {
  if (step.type === 'hangUp') turn.state = { ...turn.state, disposition: turn.state.disposition ?? step.disposition };
  finish(turn);
}

function listed(step: Step | undefined, outcome: string): Target | undefined {
  return step !== undefined && 'on' in step && step.on !== undefined && Object.hasOwn(step.on, outcome)
    ? step.on[outcome]
    : undefined;
}

/** An outcome that nothing lists: once to the flow's `onError`, after that the end of the call. */
function afterError(turn: Turn, reason: string): Target | undefined {
  const { onError } = turn.program.flow;
  const name = topFrame(turn).step;
  const handled = turn.state.errorHandled || isCallerGone(turn.state) || onError === undefined;
  turn.state = {
    ...turn.state,
    errorHandled: true,
    tally: { ...turn.state.tally, errors: turn.state.tally.errors + 1 },
  };
  note(turn, name, `onError (${reason})`);
  if (!handled) {
    turn.steps = 0;
    return onError;
  }
  endFlow(turn, 'error', true);
  return undefined;
}

function answerFirst(turn: Turn, target: Target): undefined {
  turn.state = { ...turn.state, phase: 'answering', whenConnected: target };
  emitAwaited(turn, { command: { type: 'answer' }, awaits: 'answer', withinMs: ringingMs });
}

function noteMark(turn: Turn, mark: string | undefined): void {
  if (mark === undefined) return;
  note(turn, topFrame(turn).step, mark);
  count(turn, mark);
}

/** Counts what the call detail record tells: misses of the caller, and results that were lost. */
function count(turn: Turn, mark: string): void {
  if (mark !== 'noInput' && mark !== 'noMatch' && mark !== 'lost') return;
  turn.state = { ...turn.state, tally: { ...turn.state.tally, [mark]: turn.state.tally[mark] + 1 } };
}
