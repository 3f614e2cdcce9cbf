import { type Command, isMedia } from '../interpreter/command.ts';
import { type Operation, operationOf } from '../interpreter/state.ts';
import type { Transition } from '../interpreter/transition.ts';
import { iso } from './call-detail-record.ts';
import { callLimits } from './call-limits.ts';
import type { CallRecord, Intent, RecordPhase, TraceLine, TracePage } from './call-record.ts';

/** What a transition is written down with. */
export interface RecordChange {
  /** The kind of event that caused it, for the trace. */
  readonly cause: string;
  readonly eventId?: string;
  /** The batch whose performance caused it: it is no longer open. */
  readonly settles?: number;
  readonly nowMs: number;
  readonly writer: string;
}

/** What a transition makes of a record: state and intent in one row, so that one conditional write decides on both. Pure. */
export function nextRecord(record: CallRecord, transition: Transition, change: RecordChange): CallRecord {
  const { nowMs, writer } = change;
  const { state, commands } = transition;
  const phase: RecordPhase = state.phase === 'ended' ? 'ending' : record.phase;
  const kept = record.intents.filter((intent) => intent.seq !== change.settles && isAwaited(intent, transition));
  const intents = commands.length === 0 ? kept : [...kept, newIntent(transition, nowMs)];
  const seen = change.eventId === undefined ? record.seen : [...record.seen, change.eventId].slice(-callLimits.seenMax);
  const trace = withLine(record.trace, traceLine(transition, change));
  return withDue({ ...record, state, phase, intents, seen, trace, writer }, nowMs);
}

/** The record with the instant at which somebody must look after it, given its state and intents. Pure. */
export function withDue(record: CallRecord, nowMs: number): CallRecord {
  const leases = record.intents.map((intent) => intent.leaseUntilMs);
  const operations = record.phase === 'ending' ? [] : waiting(record).map((operation) => operation.dueAtMs);
  const dues = [...leases, ...operations];
  return { ...record, dueAtMs: dues.length === 0 ? nowMs + callLimits.endingRetryMs : Math.min(...dues) };
}

/**
 * The operations that are waited for: those whose command somebody is at work on have its lease instead. An instant does not come
 * while media are on their way: what follows it would be overtaken by them, and cut.
 */
export function waiting(record: CallRecord): Operation[] {
  const commands = record.intents.flatMap((intent) => intent.commands);
  const atWork = new Set(commands.map((command) => command.token));
  const media = commands.some(isMedia);
  return record.state.operations.filter(({ token, kind }) => !atWork.has(token) && !(media && kind === 'timer'));
}

/** A lease that is long enough for every command of the batch to use up its time. */
export function leaseUntilMs(commands: readonly Command[], nowMs: number): number {
  const timeoutsMs = commands.reduce((sum, command) => sum + timeoutMsOf(command), 0);
  return nowMs + timeoutsMs + callLimits.leaseSlackMs;
}

/** When the performance that holds the batch was decided on: its lease is counted from there. */
export function begunAtMs({ leaseUntilMs: until, commands }: Intent): number {
  return until - leaseUntilMs(commands, 0);
}

/** How long one request for a command may take. While media are asked for the caller hears nothing, so they get less. */
export function timeoutMsOf(command: Command): number {
  if (isMedia(command)) return callLimits.mediaTimeoutMs;
  switch (command.type) {
    case 'cancelMedia':
      return callLimits.mediaTimeoutMs;
    case 'sendRequest':
      return command.timeoutMs;
    case 'lookUpRows':
    case 'saveRow':
      return callLimits.rowsTimeoutMs;
    default:
      return callLimits.commandTimeoutMs;
  }
}

/** Commands that nothing awaits any more are not performed late: they would act on what has come since. */
function isAwaited(intent: Intent, { state }: Transition): boolean {
  return intent.commands.some((command) => operationOf(state, command.token) !== undefined);
}

function newIntent({ state, commands }: Transition, nowMs: number): Intent {
  return {
    seq: state.seq,
    commands,
    firstSentAtMs: nowMs,
    leaseUntilMs: leaseUntilMs(commands, nowMs),
    attempts: 1,
  };
}

function withLine(trace: TracePage, line: TraceLine): TracePage {
  return { ...trace, lines: [...trace.lines, line] };
}

function traceLine({ state, commands, trace }: Transition, { cause, nowMs }: RecordChange): TraceLine {
  return {
    seq: state.seq,
    at: iso(nowMs),
    event: cause,
    steps: trace.map((entry) => `${entry.step}: ${entry.outcome}`),
    commands: commands.map((command) => command.type),
  };
}
