import type { CallServices } from '../../src/calls/call-services.ts';
import type { FlowCatalog } from '../../src/calls/ports/flow-catalog.ts';
import type { HttpClient, HttpRequest, HttpResult } from '../../src/calls/ports/http-client.ts';
import type { LineData } from '../../src/calls/ports/line-data.ts';
import type { Switches } from '../../src/calls/ports/switches.ts';
import { type Edition, editionOf } from './editions.ts';
import type { RequestFault } from './faults.ts';
import { tell } from './history.ts';
import type { Life } from './instance.ts';
import { type Reach, type Request, storageOf } from './reach.ts';
import type { Surroundings } from './surroundings.ts';

/** What an instance knows of flows, rows and the world outside. */
export type DataServices = Pick<CallServices, 'catalog' | 'lineData' | 'switches' | 'http'>;

/** Makes a name that no write had before. */
type Names = () => string;

/** These services of one life of an instance. */
export function dataServicesOf(life: Life, surroundings: Surroundings, { reach, next }: { reach: Reach; next: Names }) {
  const services: DataServices = {
    catalog: catalogOf(reach, surroundings),
    lineData: lineDataOf(reach, surroundings, next),
    switches: switchesOf(reach, surroundings),
    http: httpOf(life, reach, surroundings),
  };
  return services;
}

/** As the real one: every edition that this process has seen is at hand, what others began with is in the storage. */
function catalogOf(reach: Reach, surroundings: Surroundings): FlowCatalog {
  const ask = storageOf(reach, surroundings);
  const { editions, programs, mutation } = surroundings;
  const seen = new Map<string, Edition>();
  const current = () => {
    const edition = editions.current();
    if (edition !== undefined) seen.set(edition.program.hash, edition);
    return edition;
  };
  const kept = new Set<string>();
  current();
  return {
    route: async () => {
      const program = current()?.program;
      return program === undefined ? undefined : { program, inputs: {} };
    },
    keep: async ({ hash }) => {
      const source = seen.get(hash)?.source;
      if (kept.has(hash) || source === undefined || mutation === 'programsForgotten') return;
      await ask('keep program', () => programs.set(hash, source));
      kept.add(hash);
    },
    program: async (hash) => {
      current();
      const known = seen.get(hash);
      if (known !== undefined) return known.program;
      const source = await ask('load program', () => programs.get(hash));
      if (source === undefined) return undefined;
      const edition = editionOf(source);
      seen.set(hash, edition);
      return edition.program;
    },
  };
}

function lineDataOf(reach: Reach, surroundings: Surroundings, next: Names): LineData {
  const ask = storageOf(reach, surroundings);
  const { lineData, mutation } = surroundings;
  return {
    read: async (table, rowKey) => ask('read row', () => lineData.read(table, rowKey)),
    readPrefix: async (table, prefix, max) => ask('read rows', () => lineData.readPrefix(table, prefix, max)),
    write: async (table, row) => {
      const renamed = mutation === 'writesRenamed' ? { ...row, writeId: next() } : row;
      return ask('write row', () => lineData.write(table, renamed));
    },
  };
}

function switchesOf(reach: Reach, surroundings: Surroundings): Switches {
  const ask = storageOf(reach, surroundings);
  return { emergencies: () => ask('read switches', () => ({})) };
}

function httpOf(life: Life, reach: Reach, surroundings: Surroundings): HttpClient {
  const { latency, history, faults, mutation } = surroundings;
  const send: HttpClient['send'] = async (request, timeoutMs) => {
    const fault = faults.request(++history.outsideRequests);
    if (fault !== undefined) history.disturbed.add('request');
    tell(history, surroundings.scheduler.nowMs(), () => `${life.name} requests ${request.method} ${fault ?? ''}`);
    const times = { thereMs: latency.int(10, 300), backMs: latency.int(10, 300) };
    return reach(`request ${fault ?? ''}`, requestUnder(fault, surroundings, { request, timeoutMs, ...times }));
  };
  if (mutation !== 'requestsRepeated') return { send };
  return {
    send: async (request, timeoutMs) => {
      const first = await send(request, timeoutMs);
      return first.type === 'uncertain' ? send(request, timeoutMs) : first;
    },
  };
}

interface Sending {
  readonly request: HttpRequest;
  readonly timeoutMs: number;
  readonly thereMs: number;
  readonly backMs: number;
}

/** How a request goes under a fault. It leaves the app in every case but where nobody could be reached. */
function requestUnder(
  fault: RequestFault | undefined,
  { outside, scheduler }: Surroundings,
  { request, timeoutMs, thereMs, backMs }: Sending,
): Request<HttpResult> {
  const unheard: HttpResult = { type: 'uncertain', code: 'timeout' };
  const leaving = (act: () => HttpResult) => () => {
    outside.leaves(request);
    return act();
  };
  const done = () => outside.act(request);
  const doneBut = (result: HttpResult) => () => {
    done();
    return result;
  };
  switch (fault) {
    case undefined:
      return { act: leaving(done), thereMs, backMs };
    case 'unreachable':
      return { act: () => ({ type: 'unreachable', code: 'ECONNREFUSED' }), thereMs, backMs };
    case 'lost':
      return { act: leaving(() => unheard), thereMs, backMs: timeoutMs - thereMs };
    case 'unheard':
      return { act: leaving(doneBut(unheard)), thereMs, backMs: timeoutMs - thereMs };
    case 'cut':
      return { act: leaving(doneBut({ type: 'uncertain', code: 'ECONNRESET' })), thereMs, backMs };
    case 'unusable':
      return { act: leaving(doneBut({ type: 'unusable', status: 200, code: 'notJson' })), thereMs, backMs };
    case 'slow':
      return { act: leaving(done), thereMs: timeoutMs - 500, backMs };
    case 'late':
      return {
        act: leaving(() => {
          scheduler.after(timeoutMs, done);
          return unheard;
        }),
        thereMs,
        backMs: timeoutMs - thereMs,
      };
  }
}
