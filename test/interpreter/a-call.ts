import type { CallEvent } from '../../src/interpreter/event.ts';
import { limits } from '../../src/interpreter/limits.ts';
import { visitCount } from '../../src/interpreter/loop-guards.ts';
import type { Program } from '../../src/interpreter/program.ts';
import {
  type CallState,
  freshVisit,
  type Operation,
  type OperationKind,
  type Visit,
} from '../../src/interpreter/state.ts';
import { initialValues } from '../../src/interpreter/store-values.ts';
import { newCall, transition } from '../../src/interpreter/transition.ts';
import type { Value } from '../../src/interpreter/value-definition.ts';

/** The instants of a test: the call was offered, answered, and now something happens. */
export const offeredAtMs = 1_000;
export const answeredAtMs = 2_000;
export const nowMs = 60_000;

/** What an answer may take: nearly as long as a call rings. */
export const answerMs = 27_000;

export const caller = '+14255550101';
export const line = '+14255550100';

/** An operation of a table of cases, which stands under its token. */
export type OperationParts = Omit<Operation, 'token'>;

/** What a test says of a call; the rest is a live call in its first visit of the step. */
export interface CallParts extends Omit<Partial<CallState>, 'visit' | 'operations' | 'retriableVisits'> {
  readonly step: string;
  readonly visit?: Partial<Visit>;
  /** How often each step was entered since that is counted. */
  readonly visits?: Readonly<Record<string, number>>;
  readonly retriableVisits?: Readonly<Record<string, Partial<Visit>>>;
  readonly variables?: Readonly<Record<string, Value>>;
  /** What is open, by token. */
  readonly operations?: Readonly<Record<string, OperationParts>>;
}

/** A live call that stands in a step of the program's main flow. */
export function aCall(program: Program, parts: CallParts): CallState {
  const { step, visit, visits, retriableVisits, variables, operations, ...rest } = parts;
  const declared = initialValues(program.main.variables);
  return {
    ...newCall(program, 'attempt'),
    callId: 'call',
    to: line,
    phase: 'live',
    seq: 3,
    offeredAtMs,
    answeredAtMs,
    step,
    steps: 1,
    visit: aVisit(visit),
    retriableVisits:
      retriableVisits && Object.fromEntries(Object.entries(retriableVisits).map(([name, one]) => [name, aVisit(one)])),
    visitCounts: visits && countsOf(program, visits),
    operations: operationsOf(operations ?? {}),
    confidential: { from: caller, variables: [{ ...declared, ...variables }] },
    ...rest,
  };
}

/** Operations as a state has them. */
export function operationsOf(operations: Readonly<Record<string, OperationParts>>): readonly Operation[] {
  return Object.entries(operations).map(([token, operation]) => ({ token, ...operation }));
}

function countsOf({ main: { steps } }: Program, visits: Readonly<Record<string, number>>): readonly number[] {
  return Object.entries(visits).map(([name, count]) => visitCount(steps.get(name)?.index ?? -1, count));
}

/** A call that was answered and is to enter a step once it is connected. */
export function aCallBeingAnswered(program: Program, step: string): CallState {
  return aCall(program, {
    step,
    steps: 0,
    answeredAtMs: undefined,
    phase: 'answering',
    whenConnected: step,
    operations: { '3.0': open('answer', answerMs, offeredAtMs) },
  });
}

/** A visit, fresh but for what is said of it. */
export function aVisit(parts: Partial<Visit> = {}): Visit {
  return { ...freshVisit, ...parts };
}

/**
 * An operation opened at an instant (default now) that takes so long at most by the flow's own settings. An instant of our
 * own needs no slack.
 */
export function open(kind: OperationKind, withinMs: number, fromMs = nowMs): OperationParts {
  return { kind, dueAtMs: fromMs + withinMs + (kind === 'timer' ? 0 : limits.operationSlackMs) };
}

/** What becomes of a call that goes from a step to `bye` (or another end without a goodbye), which hangs up. */
export function hangingUp(program: Program, parts: CallParts): CallState {
  const { step } = parts;
  return aCall(program, {
    seq: 4,
    steps: 2,
    closing: true,
    hangUps: 1,
    disposition: step === 'bye' ? 'served' : step,
    operations: { '4.0': open('hangUp', 5_000) },
    ...parts,
  });
}

/** Events in a row; what the last one made of the call. */
export function happen(program: Program, state: CallState, events: readonly CallEvent[]) {
  let result: ReturnType<typeof transition> = { state, commands: [], trace: [] };
  for (const event of events) result = transition(program, result.state, event);
  return result;
}

/** A call comes in. */
export const offered: Extract<CallEvent, { type: 'callOffered' }> = {
  type: 'callOffered',
  from: caller,
  to: line,
  headers: {},
  atMs: offeredAtMs,
};
/** The answered call is connected. */
export const connected: CallEvent = { type: 'callConnected', atMs: nowMs };
/** The caller hung up. */
export const hungUp: CallEvent = { type: 'callDisconnected', reason: '200/0', atMs: nowMs };

/** Keys for the open input, after which no further one came. */
export function keys(digits: string, token = '3.0'): CallEvent {
  return { type: 'inputCollected', token, digits, endedBy: 'interDigit', atMs: nowMs };
}

/** The outcomes of an operation that carry nothing. */
export function outcome(
  type:
    | 'promptCompleted'
    | 'promptCancelled'
    | 'inputCancelled'
    | 'transferAccepted'
    | 'commandAccepted'
    | 'deadlinePassed',
  token = '3.0',
): CallEvent {
  return { type, token, atMs: nowMs };
}

/** An input of which nothing came. */
export function noInput(
  reason: 'noInput' | 'noMatch' | 'promptFailed' | 'failed' = 'noInput',
  token = '3.0',
): CallEvent {
  return { type: 'inputFailed', token, reason, atMs: nowMs };
}

/** The service refused the command. */
export function refused(reason: 'gone' | 'refused' | 'unreachable' = 'refused', token = '3.0'): CallEvent {
  return { type: 'commandRefused', token, reason, atMs: nowMs };
}
