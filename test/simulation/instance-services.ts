import type { CallServices } from '../../src/calls/call-services.ts';
import type { RecordCache } from '../../src/calls/ports/record-cache.ts';
import type { RecordStore } from '../../src/calls/ports/record-store.ts';
import type { CommandRequest, CommandResult, Telephony } from '../../src/calls/ports/telephony.ts';
import type { Timers } from '../../src/calls/ports/timers.ts';
import { failed, ok } from '../../src/result.ts';
import type { CommandFault } from './faults.ts';
import { tell } from './history.ts';
import type { Life } from './instance.ts';
import { dataServicesOf } from './instance-data.ts';
import type { MemoryRecords, Written } from './memory-records.ts';
import { type Reach, type Request, reachOf, storageOf } from './reach.ts';
import { isConfirmation, type Surroundings } from './surroundings.ts';

/** The services of one life of an instance, over what all of them share. */
export function servicesOf(
  life: Life,
  surroundings: Surroundings,
  own: { readonly cache: RecordCache; readonly timers: Timers },
): CallServices {
  const { scheduler, history, latency, mutation } = surroundings;
  const reach = reachOf(life, surroundings);
  let names = 0;
  const next = () => `${life.name}-name-${++names}`;
  return {
    ...own,
    ...dataServicesOf(life, surroundings, { reach, next }),
    calls: storeOf(reach, surroundings, { records: surroundings.calls, by: life.name }),
    attempts: storeOf(reach, surroundings, { records: surroundings.attempts, by: life.name }),
    archive: archiveOf(reach, surroundings),
    telephony: telephonyOf(life, reach, surroundings),
    clock: {
      nowMs: scheduler.nowMs,
      sleep: (ms) => reach('sleep', { act: () => undefined, thereMs: ms, backMs: latency.int(0, 5) }),
    },
    ids: { next, uuidOf: (text) => (mutation === 'randomIds' ? next() : `uuid of ${text}`) },
    log: { write: (entry) => writeLog(life, surroundings, entry) },
    fallbackNumber: '+14255550199',
  };

  function writeLog(
    { name, isAlive }: Life,
    { scheduler: { nowMs } }: Surroundings,
    entry: Parameters<CallServices['log']['write']>[0],
  ): void {
    if (!isAlive()) return;
    history.logs.push(entry);
    tell(history, nowMs(), () => `${name} logs ${JSON.stringify(entry)}`);
  }
}

function storeOf(
  reach: Reach,
  surroundings: Surroundings,
  { records, by }: { records: MemoryRecords; by: string },
): RecordStore {
  const ask = storageOf(reach, surroundings);
  const { kind } = records;
  const drops = (id: string, next: Parameters<RecordStore['replace']>[0]) =>
    surroundings.mutation === 'confirmDropped' && isConfirmation(next, records.load(id)?.record);
  const result = <E extends string>(written: Written, errors: readonly E[]) => {
    if (written.ok) return ok(written.version);
    const error = errors.find((one) => one === written.error);
    if (error === undefined) throw new Error(`The ${kind} store answered ${written.error}.`);
    return failed(error);
  };
  return {
    load: (id) => ask(`load ${kind}`, () => records.load(id)),
    insert: async (record) => result(await ask(`insert ${kind}`, () => records.insert(by, record)), ['exists']),
    replace: async (record, version) => {
      if (drops(record.id, record)) return failed('conflict');
      return result(await ask(`replace ${kind}`, () => records.replace(by, record, version)), ['conflict', 'missing']);
    },
    remove: (id) => ask(`remove ${kind}`, () => records.remove(id)),
    due: (nowMs, max) => ask(`due ${kind}s`, () => records.due(nowMs, max)),
    purge: (nowMs, max) => ask(`purge ${kind}s`, () => records.purge(nowMs, max)),
  };
}

function archiveOf(reach: Reach, surroundings: Surroundings): CallServices['archive'] {
  const ask = storageOf(reach, surroundings);
  const { archive } = surroundings;
  return {
    putTrace: (callId, page, lines) => ask('put trace', () => archive.putTrace(callId, page, lines)),
    putCallDetailRecord: (cdr) => ask('put cdr', () => archive.putCallDetailRecord(cdr)),
    bury: (callId, atMs) => ask('bury', () => archive.bury(callId, atMs)),
    isBuried: (callId) => ask('is buried', () => archive.isBuried(callId)),
    purge: (nowMs, max) => ask('purge', () => archive.purge(nowMs, max)),
  };
}

function telephonyOf(life: Life, reach: Reach, surroundings: Surroundings): Telephony {
  const { latency, history, faults, knowledge, telephone, onSent, scheduler } = surroundings;
  const draw = () => {
    const fault = faults.command(++history.commands);
    if (fault !== undefined) history.disturbed.add('command');
    return fault;
  };
  const quick = () => ({ thereMs: latency.int(5, 60), backMs: latency.int(5, 60) });
  return {
    perform: async (request) => {
      const { command, call } = request;
      const fault = draw();
      onSent(life.name, call.callId ?? call.attemptId, command.token);
      tell(history, scheduler.nowMs(), () => `${life.name} sends ${command.type} ${command.token} ${fault ?? ''}`);
      const sent = requestUnder(fault, { request, ...quick(), act: () => telephone.act(request) });
      if (sent.lateMs !== undefined) scheduler.after(sent.lateMs, () => telephone.act(request));
      const result = await reach(`${command.type} ${fault ?? ''}`, sent);
      if (result.type === 'done' && result.callId !== undefined) knowledge.learn(life.name, result.callId);
      return result;
    },
    probe: async (callId, timeoutMs) => {
      const fault = draw();
      const works = fault === undefined || fault === 'slow' || fault === 'late';
      const times = works ? quick() : { thereMs: timeoutMs, backMs: 0 };
      return reach('probe', { act: () => (works ? telephone.probe(callId) : 'unknown'), ...times });
    },
  };
}

interface Sending extends Request<CommandResult> {
  readonly request: CommandRequest;
}

/** How a request goes under a fault; `lateMs`: when it is done all the same, though its sender has been told nothing. */
function requestUnder(
  fault: CommandFault | undefined,
  sending: Sending,
): Request<CommandResult> & { readonly lateMs?: number } {
  const { thereMs, backMs, act } = sending;
  const { timeoutMs } = sending.request;
  const unheard: CommandResult = { type: 'uncertain', code: 'noAnswer' };
  const broken: CommandResult = { type: 'uncertain', code: '500/' };
  const doneBut = (result: CommandResult) => () => {
    act();
    return result;
  };
  switch (fault) {
    case undefined:
      return { act, thereMs, backMs };
    case 'lost':
      return { act: () => unheard, thereMs: timeoutMs, backMs: 0 };
    case 'unheard':
      return { act: doneBut(unheard), thereMs, backMs: timeoutMs - thereMs };
    case 'failsBefore':
      return { act: () => broken, thereMs, backMs };
    case 'failsAfter':
      return { act: doneBut(broken), thereMs, backMs };
    case 'throttled':
      return { act: () => ({ type: 'throttled', retryAfterMs: 1_000, code: '429/' }), thereMs, backMs };
    case 'slow':
      return { act, thereMs: 2_000, backMs };
    case 'late':
      return { act: () => unheard, thereMs: timeoutMs, backMs: 0, lateMs: timeoutMs + 500 };
  }
}
