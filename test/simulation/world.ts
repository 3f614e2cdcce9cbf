import type { CallRecord } from '../../src/calls/call-record.ts';
import type { DataRow } from '../../src/calls/ports/line-data.ts';
import { sweepStalledCalls } from '../../src/calls/sweep-stalled-calls.ts';
import { createMemoryLineData } from '../conformance/memory-line-data.ts';
import { type CallerScript, createCaller } from './caller.ts';
import { createDeliveries } from './deliveries.ts';
import type { Edition } from './editions.ts';
import type { Faults, FaultTime } from './faults.ts';
import { type History, newHistory, tell } from './history.ts';
import { createInstance, type Instance } from './instance.ts';
import { createKnowledge } from './knowledge.ts';
import { createMemoryArchive } from './memory-archive.ts';
import { createMemoryRecords } from './memory-records.ts';
import { createOutsideService } from './outside-service.ts';
import { createOwnership } from './ownership.ts';
import { createRandom, type Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import type { Mutation, Surroundings } from './surroundings.ts';
import { isLineOver, isWithHuman, type TelephoneLine } from './telephone-line.ts';
import { createTelephoneService, type ServiceSettings } from './telephone-service.ts';

/** One call to be simulated: everything that decides how it goes. */
export interface CallPlan {
  readonly seed: number;
  /** The flows of the dialled number; absent: a number that the line does not have. */
  readonly edition?: Edition;
  /** What they are edited to, so long after the call was dialled; absent: they stay. Milliseconds. */
  readonly edited?: Edition;
  readonly editAtMs: number;
  readonly caller: CallerScript;
  readonly service: ServiceSettings;
  readonly retriesWebhooks: boolean;
  readonly sweepEveryMs: number;
  /** How probable it is that two instances sweep at the same time, 0 to 1. */
  readonly doubleSweeps: number;
  readonly restartMs: number;
  readonly faults: (random: Random, time: FaultTime) => Faults;
  readonly faultsEndMs: number;
  /** Whether a bound on silence that holds after one fault may be asked for. */
  readonly faultsMax: 'one' | 'many';
  readonly mutation?: Mutation;
}

/** What an answer that took effect has become in the end. */
export interface Connection {
  readonly callId: string;
  /** Whether the caller was connected to the app by it at some time. */
  readonly wasConnected: boolean;
  /** Whether the caller got a person by it, or it ended, before the world's patience was over. */
  readonly isOver: boolean;
  /** Whether the app still holds it after the end. */
  readonly isOpen: boolean;
  /** Whether anybody in the app has its name. */
  readonly isKnown: boolean;
}

/** How a simulated call went. */
export interface Outcome {
  readonly plan: CallPlan;
  readonly history: History;
  /** The caller was connected to the app at some time. */
  readonly answered: boolean;
  /** The caller got a person, or the call ended, before the world's patience was over. */
  readonly ended: boolean;
  readonly reachedHuman: boolean;
  /** From the dialling to the end of the app's part. Milliseconds. */
  readonly lengthMs: number;
  /** What the storage still holds of the call 20 minutes after its end. */
  readonly left: { readonly calls: number; readonly attempts: number; readonly tombstones: number };
  /** Answers that took effect. */
  readonly connections: readonly Connection[];
  /** What the line's own tables hold. */
  rows(table: string): readonly DataRow[];
  readonly startMs: number;
  readonly tookAttempt: boolean;
}

/** What a caller is called by in every world: it must appear in nothing that is kept in the clear. */
export const callerNumber = '+14255557391';
/** The number that is dialled. */
export const dialledNumber = '+14255550100';

const startMs = Date.UTC(2026, 0, 5, 12);
/** Longest a call can take: menus, tries, a transfer that rings a minute, and every fault's delay on top. Milliseconds. */
const callMsMax = 15 * 60_000;
/** By then nothing of an ended call is left: 15 minutes of tombstone, one sweep, and the repeats that faults make. */
const purgedAfterMs = 20 * 60_000;

/** Lets one call happen from the first ring until nothing of it is left. */
export async function simulateCall(plan: CallPlan): Promise<Outcome> {
  const random = createRandom(plan.seed);
  const scheduler = createScheduler(random.fork(), startMs);
  const history = newHistory();
  const world = furnish(plan, { random, scheduler, history });
  const { telephone, calls, attempts, archive, knowledge, lineData } = world.surroundings;
  telephone.place({ from: callerNumber, to: dialledNumber });
  const isResting = () => telephone.isOver() && world.openRecords() === 0;
  const deadlineMs = startMs + callMsMax;
  while (!isResting() && scheduler.nowMs() < deadlineMs) await scheduler.runUntil(scheduler.nowMs() + 1_000);
  const ended = telephone.isOver();
  const over = new Set(telephone.lines().flatMap((line) => (isLineOver(line) ? [line.id] : [])));
  const lengthMs = scheduler.nowMs() - startMs;
  tell(history, scheduler.nowMs(), () => (ended ? 'the call is over' : 'the world loses its patience'));
  await scheduler.runUntil(scheduler.nowMs() + purgedAfterMs);
  const lines = telephone.lines();
  return {
    plan,
    history,
    ended,
    lengthMs,
    answered: lines.some(({ model }) => model.legs.length > 0 && world.wasConnected(model.connection?.id)),
    reachedHuman: world.reachedHuman(),
    left: { calls: calls.size(), attempts: attempts.size(), tombstones: archive.tombstones() },
    connections: lines.flatMap(({ id, model }) =>
      model.connection === undefined
        ? []
        : {
            callId: id,
            wasConnected: world.wasConnected(id),
            isOver: over.has(id),
            isOpen: model.connection.state !== 'disconnected',
            isKnown: knowledge.isKnown(id),
          },
    ),
    tookAttempt: world.tookAttempt(),
    rows: lineData.rows,
    startMs,
  };
}

interface World {
  readonly surroundings: Surroundings;
  openRecords(): number;
  reachedHuman(): boolean;
  tookAttempt(): boolean;
  wasConnected(callId: string | undefined): boolean;
}

function furnish(
  plan: CallPlan,
  { random, scheduler, history }: { random: Random; scheduler: Scheduler; history: History },
): World {
  const elapsedMs = () => scheduler.nowMs() - startMs;
  const faults = plan.faults(random.fork(), { elapsedMs, isActive: () => elapsedMs() < plan.faultsEndMs });
  const ownership = createOwnership(history, scheduler.nowMs);
  const instances: Instance[] = [];
  const archive = createMemoryArchive(history);
  const attemptId = 'attempt-of-the-call';
  const open = new Set<string>();
  const knowledge = createKnowledge(scheduler.nowMs);
  let human = false;
  const connected = new Set<string>();
  const onWrite = (by: string, record: CallRecord, replaced: CallRecord | undefined) => {
    open.add(record.id);
    const named = record.kind === 'call' ? record.id : record.boundTo;
    if (named !== undefined) knowledge.keep(named);
    if (replaced === undefined && archive.wasBuried(record.id))
      history.broken.push(`${record.id} got a row again after it had ended`);
    ownership.written(by, record, replaced);
    tell(
      history,
      scheduler.nowMs(),
      () =>
        `${by} writes ${record.id} seq ${record.state.seq} ${record.phase} intents ${record.intents.map(({ seq, attempts }) => `${seq}x${attempts}`)}`,
    );
  };
  const deliveries = createDeliveries({
    scheduler,
    history,
    faults,
    instances,
    knowledge,
    random: random.fork(),
    retriesWebhooks: plan.retriesWebhooks,
  });
  const changed = (line: TelephoneLine) => {
    human ||= isWithHuman(line.model);
    if (line.model.connection?.state === 'connected') connected.add(line.id);
    caller.notice(line);
  };
  const telephone = createTelephoneService({
    scheduler,
    history,
    settings: plan.service,
    news: {
      changed,
      event: (callId, event) => deliveries.event(callId, attemptId, event),
      incomingCall: (context) =>
        deliveries.incomingCall({
          attemptId,
          to: dialledNumber,
          from: callerNumber,
          headers: {},
          incomingCallContext: context,
          raisedAtMs: scheduler.nowMs(),
        }),
    },
  });
  const caller = createCaller(plan.caller, { scheduler, random: random.fork(), telephone: () => telephone });
  const ignoresVersions = plan.mutation === 'versionsIgnored';
  const { mutation, restartMs } = plan;
  const surroundings: Surroundings = {
    scheduler,
    latency: random.fork(),
    history,
    faults,
    knowledge,
    calls: createMemoryRecords('call', onWrite, ignoresVersions),
    attempts: createMemoryRecords('attempt', onWrite, ignoresVersions),
    archive,
    telephone,
    lineData: lineDataOf(),
    outside: createOutsideService(history),
    editions: editionsOf(plan, scheduler),
    programs: new Map(),
    restartMs,
    mutation,
    onSent: ownership.sent,
  };
  instances.push(createInstance('a', surroundings), createInstance('b', surroundings));
  if (mutation !== 'noWatchdog') watch(plan, surroundings, { instances, random: random.fork() });
  const isOpen = (id: string): boolean => {
    const stored = surroundings.calls.load(id) ?? surroundings.attempts.load(id);
    return stored !== undefined && (stored.record.phase === 'open' || stored.record.phase === 'ending');
  };
  return {
    surroundings,
    openRecords: () => [...open].filter(isOpen).length,
    reachedHuman: () => human,
    tookAttempt: () => open.size > 0,
    wasConnected: (callId) => callId !== undefined && connected.has(callId),
  };
}

/** The caller is known by name. */
function lineDataOf() {
  const lineData = createMemoryLineData();
  const row = { rowKey: callerNumber, fields: { name: 'Ottilie' }, mode: 'insert', writeId: 'operator' } as const;
  void lineData.write('customers', row);
  return lineData;
}

function editionsOf({ edition, edited, editAtMs }: CallPlan, { nowMs }: Scheduler) {
  return { current: () => (edited !== undefined && nowMs() - startMs >= editAtMs ? edited : edition) };
}

/** The watchdog: some instance sweeps at every interval, now and then two do. A sweep that would find nothing is left out. */
function watch(
  { sweepEveryMs, doubleSweeps }: CallPlan,
  { scheduler, history, calls, attempts, archive }: Surroundings,
  { instances, random }: { instances: readonly Instance[]; random: Random },
): void {
  const round = () => {
    scheduler.after(sweepEveryMs, round);
    const nowMs = scheduler.nowMs();
    if (
      calls.due(nowMs, 1).length + attempts.due(nowMs, 1).length === 0 &&
      !archive.hasExpired(nowMs) &&
      !attempts.hasExpired(nowMs)
    )
      return;
    const alive = instances.filter((instance) => instance.isAlive());
    if (alive.length === 0) return;
    const first = random.pick(alive);
    for (const instance of random.chance(doubleSweeps) ? alive : [first]) {
      tell(history, nowMs, () => `${instance.name} sweeps`);
      instance.invoke(sweepStalledCalls, () => {});
    }
  };
  scheduler.after(random.int(0, sweepEveryMs), round);
}
