import { callLimits } from '../../src/calls/call-limits.ts';
import type { CallRecord } from '../../src/calls/call-record.ts';
import { leaseUntilMs } from '../../src/calls/next-record.ts';
import { operationOf } from '../../src/interpreter/state.ts';
import type { History } from './history.ts';

/** Judges writes and commands as they come: only who won the write may perform what it decided on, and only in its lease. */
export interface Ownership {
  written(by: string, record: CallRecord, replaced: CallRecord | undefined): void;
  sent(by: string, recordId: string, token: string): void;
}

/** Commands that belong to no batch: strays that are hung up, and calls that nothing else can be done for. */
const besideBatches = /^(stray|fallback|rescue)/;

/** Writes of one record without a transition that a call can need: confirmations, take-overs and postponements. */
const idleWritesMax = 15;

/** A judge of one world. */
export function createOwnership(history: History, nowMs: () => number): Ownership {
  const leases = new Map<string, { readonly by: string; readonly untilMs: number }[]>();
  const idleWrites = new Map<string, number>();
  const judgeProgress = (record: CallRecord, replaced: CallRecord | undefined) => {
    const idle = replaced?.state.seq === record.state.seq ? (idleWrites.get(record.id) ?? 0) + 1 : 0;
    idleWrites.set(record.id, idle);
    if (idle === idleWritesMax) history.broken.push(`${record.id} was written ${idle} times without any progress`);
  };
  const judgeSequence = (record: CallRecord, replaced: CallRecord | undefined) => {
    const rise = record.state.seq - (replaced?.state.seq ?? record.state.seq);
    if (rise !== 0 && rise !== 1) history.broken.push(`the sequence of ${record.id} changed by ${rise}`);
    if (replaced !== undefined && rise === 0 && withoutDeadlines(record) !== withoutDeadlines(replaced))
      history.broken.push(`the state of ${record.id} changed without its sequence`);
  };
  const noteOperations = (record: CallRecord, replaced: CallRecord | undefined) => {
    for (const { token, dueAtMs } of record.state.operations)
      if (replaced === undefined || operationOf(replaced.state, token) === undefined)
        history.longestOperationMs = Math.max(history.longestOperationMs, dueAtMs - nowMs());
    if (replaced !== undefined && replaced.state.program !== record.state.program)
      history.programs.push(record.state.program);
  };
  const noteBatch = (by: string, record: CallRecord, intent: CallRecord['intents'][number]) => {
    const { seq, attempts, commands, leaseUntilMs: untilMs } = intent;
    if (record.kind === 'call') history.longestLeaseMs = Math.max(history.longestLeaseMs, leaseUntilMs(commands, 0));
    const key = `${record.id}/${seq}`;
    leases.set(key, [...(leases.get(key) ?? []), { by, untilMs }]);
    if (attempts > callLimits.intentAttemptsMax) history.broken.push(`batch ${seq} was begun ${attempts} times`);
  };
  return {
    written: (by, record, replaced) => {
      judgeSequence(record, replaced);
      judgeProgress(record, replaced);
      noteOperations(record, replaced);
      for (const intent of record.intents) {
        const known = replaced?.intents.some((one) => one.seq === intent.seq && one.attempts === intent.attempts);
        if (known !== true) noteBatch(by, record, intent);
      }
    },
    sent: (by, recordId, token) => {
      if (besideBatches.test(token)) return;
      const owned = (leases.get(`${recordId}/${token.split('.')[0]}`) ?? []).filter((lease) => lease.by === by);
      if (owned.length === 0) history.broken.push(`${by} performed ${token}, which it had not won`);
      else if (!owned.some(({ untilMs }) => nowMs() <= untilMs))
        history.broken.push(`${by} performed ${token} after its lease`);
    },
  };
}

/** Whoever takes a batch over may put its deadlines off; nothing else of a state changes without a transition. */
function withoutDeadlines({ state }: CallRecord): string {
  return JSON.stringify({ ...state, operations: state.operations.map(({ token }) => token) });
}
