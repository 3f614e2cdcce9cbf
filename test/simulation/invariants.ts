import { leaseUntilMs } from '../../src/calls/next-record.ts';
import { dataViolationsOf } from './data-invariants.ts';
import type { History } from './history.ts';
import { confidentialWords, typedNumbers } from './lines.ts';
import { type Connection, callerNumber, type Outcome } from './world.ts';

/** Silence without any fault: a request or two to the service, and as many to the storage. Milliseconds. */
export const undisturbedGapMsMax = 2_000;

/** Everything that the requests of a recovery take by themselves. Milliseconds. */
const recoveryMs = 1_000;

/**
 * Longest silence after one fault by which no event is lost for good: the performer's lease runs out (at least one media time-out
 * and the slack, more where the call has a longer batch), the next sweep finds the call, and performs the batch. Milliseconds.
 */
export function recoveredGapMsMax({ history, plan }: Outcome): number {
  const mediaLeaseMs = leaseUntilMs([{ type: 'play', prompts: [], token: '' }], 0);
  return Math.max(mediaLeaseMs, history.longestLeaseMs) + plan.sweepEveryMs + recoveryMs;
}

/**
 * Longest silence where an event is lost: nothing but the operation's own deadline can tell, and it begins with the operation.
 * Milliseconds.
 */
export function lossGapMsMax({ history, plan }: Outcome): number {
  return history.longestOperationMs + plan.sweepEveryMs + recoveryMs;
}

/** What is wrong with how a call went; empty where every rule holds. */
export function violationsOf(outcome: Outcome): readonly string[] {
  return [
    ...outcome.history.broken,
    ...silence(outcome),
    ...progress(outcome),
    ...nothingTwice(outcome),
    ...recordsLeft(outcome),
    ...secrets(outcome),
    ...dataViolationsOf(outcome),
  ];
}

/** The longest silence of a call, in milliseconds. */
export function longestGapMs({ history }: Outcome): number {
  return Math.max(0, ...history.gaps.map(({ fromMs, toMs }) => toMs - fromMs));
}

function silence(outcome: Outcome): string[] {
  const boundMs = gapMsMax(outcome);
  const { plan, startMs } = outcome;
  // After the last of many faults, one loss may still be outstanding; silences that begin later have no excuse.
  const fromMsMin = plan.faultsMax === 'one' ? 0 : startMs + plan.faultsEndMs + lossGapMsMax(outcome);
  return outcome.history.gaps
    .filter(({ fromMs, toMs }) => fromMs >= fromMsMin && toMs - fromMs > boundMs)
    .map(({ fromMs, toMs }) => `silence of ${toMs - fromMs} ms, more than ${boundMs}`);
}

function gapMsMax(outcome: Outcome): number {
  const { disturbed } = outcome.history;
  if (disturbed.size === 0 || outcome.plan.faultsMax === 'many') return undisturbedGapMsMax;
  return disturbed.has('loss') ? lossGapMsMax(outcome) : recoveredGapMsMax(outcome);
}

/**
 * The limit that docs/decisions/0002 names: the answer's response is lost with its instance, every event of the connection is lost for
 * good or with the instance that took it, and the service does not know the repeat, so that nobody has the connection's name.
 */
function isBeyondReach({ history, plan }: Outcome, { isKnown }: Connection): boolean {
  return history.disturbed.has('loss') && !plan.service.honoursRepeatability && !isKnown;
}

function progress(outcome: Outcome): string[] {
  const { ended, history, reachedHuman, plan } = outcome;
  const inReach = outcome.connections.filter((connection) => !isBeyondReach(outcome, connection));
  const excused = inReach.length < outcome.connections.length;
  const open = inReach.filter(({ isOpen }) => isOpen).length;
  const connected = inReach.some(({ wasConnected }) => wasConnected);
  const heardNothing = connected && history.media.size === 0 && history.rings.size === 0 && !reachedHuman;
  return [
    ...(ended || (excused && inReach.every(({ isOver }) => isOver)) ? [] : ['the call did not end']),
    ...(open === 0 ? [] : [`${open} connections are still open`]),
    ...(heardNothing && plan.caller.hangsUpAfterMs === undefined ? ['a caller was answered and heard nothing'] : []),
  ];
}

function nothingTwice(outcome: Outcome): string[] {
  const { history, plan, connections } = outcome;
  const several = plan.service.honoursRepeatability && connections.length > 1;
  return [
    ...(plan.faultsMax === 'one' ? history.cuts : []),
    ...(several ? [`${connections.length} answers took effect`] : []),
    ...nobodyRungTwice(history),
    ...mediaTwice(outcome),
    ...countedAsLost(history),
  ];
}

function nobodyRungTwice({ rings, disturbed }: History): string[] {
  if (disturbed.has('loss')) return [];
  return [...rings].filter(([, times]) => times > 1).map(([token, times]) => `${token} rang ${times} times`);
}

function mediaTwice({ history: { media, disturbed }, plan }: Outcome): string[] {
  const certain = !isAmbiguous(disturbed);
  const heardOnce = plan.faultsMax === 'one' && !disturbed.has('loss');
  return [...media].flatMap(([token, { begun, completed }]) => [
    ...(certain && begun > 1 ? [`${token} was begun ${begun} times`] : []),
    ...(heardOnce && completed > 1 ? [`${token} was played to its end ${completed} times`] : []),
  ]);
}

function countedAsLost({ cdrs, disturbed }: History): string[] {
  const lost = cdrs.reduce((sum, { tally }) => sum + tally.lost, 0);
  return lost > 0 && !isAmbiguous(disturbed) ? [`${lost} results counted as lost that were not`] : [];
}

/** Whether the app may have been in doubt about what was done. */
function isAmbiguous(disturbed: History['disturbed']): boolean {
  return ['kill', 'command', 'storage', 'loss'].some((kind) => [...disturbed].some((one) => one === kind));
}

function recordsLeft({ history, left, tookAttempt }: Outcome): string[] {
  const cdrs = history.cdrs.length;
  return [
    ...(cdrs === (tookAttempt ? 1 : 0) ? [] : [`${cdrs} call detail records`]),
    ...(left.calls + left.attempts + left.tombstones === 0 ? [] : [`left behind: ${JSON.stringify(left)}`]),
  ];
}

function secrets({ history }: Outcome): string[] {
  const kept = JSON.stringify([history.logs, history.cdrs, [...history.traces]]);
  const shown = [callerNumber, ...typedNumbers, ...confidentialWords].filter((secret) => kept.includes(secret)).length;
  return shown === 0 ? [] : [`${shown} secrets of the caller are kept in the clear`];
}
