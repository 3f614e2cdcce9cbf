import type { RecordRef } from '../../src/calls/call-record.ts';
import type { CallServices } from '../../src/calls/call-services.ts';
import type { Archive } from '../../src/calls/ports/archive.ts';
import type { HttpClient } from '../../src/calls/ports/http-client.ts';
import type { LineData } from '../../src/calls/ports/line-data.ts';
import type { LogEntry } from '../../src/calls/ports/log.ts';
import type { RecordStore } from '../../src/calls/ports/record-store.ts';
import type { Switches } from '../../src/calls/ports/switches.ts';
import type { Telephony } from '../../src/calls/ports/telephony.ts';
import type { Program } from '../../src/interpreter/program.ts';
import type { Value } from '../../src/interpreter/value-definition.ts';
import { ok } from '../../src/result.ts';
import { createRecordCache } from '../../src/store/record-cache.ts';
import { createMemoryArchive, type MemoryArchive } from '../conformance/memory-archive.ts';
import { createMemoryLineData, type MemoryLineData } from '../conformance/memory-line-data.ts';
import { createMemoryRecordStore, type MemoryRecordStore } from '../conformance/memory-record-store.ts';
import { createMemorySwitches, type MemorySwitches } from '../conformance/memory-switches.ts';
import { createInterruptions, type Interruptions } from './interruptions.ts';
import { fallbackNumber, lineNumber, speaks } from './programs.ts';
import { createScriptedHttp, type ScriptedHttp } from './scripted-http.ts';
import { createScriptedTelephony, type ScriptedTelephony } from './scripted-telephony.ts';

/** The instant at which every test begins. Milliseconds since 1970. */
export const startMs = 1_800_000_000_000;

/** A clock that stands still until a test, or a sleeper, moves it. */
export interface VirtualClock {
  nowMs(): number;
  /** Passes at once, by moving the clock. */
  sleep(ms: number): Promise<void>;
  pass(ms: number): void;
  /** Every pause that was slept. */
  readonly slept: readonly number[];
}

/** One process of the app: its own cache, timers and interruptions over stores that all share. */
export interface Instance {
  readonly services: CallServices;
  readonly interruptions: Interruptions;
  /** The instants at which it wishes to be woken, by record, as `call/call-1`. */
  readonly wishes: ReadonlyMap<string, number>;
}

/** Everything around the loop, and a first instance of it. */
export interface World extends Instance {
  readonly calls: MemoryRecordStore;
  readonly attempts: MemoryRecordStore;
  readonly archive: MemoryArchive;
  readonly telephony: ScriptedTelephony;
  readonly http: ScriptedHttp;
  readonly lineData: MemoryLineData;
  readonly switches: MemorySwitches;
  readonly clock: VirtualClock;
  readonly log: readonly LogEntry[];
  /** Another instance over the same stores, service and clock. */
  another(): Instance;
  /** From now on the line's program is no longer kept, as after a deployment. */
  forgetProgram(): void;
  /** The line's program has come into storage. */
  keepProgram(): void;
}

/** What a test may choose of its world. */
export interface WorldParts {
  /** What the line's number runs. Default: `speaks`. */
  readonly program?: Program;
  /** What the route of the line's number fills in. Default: nothing. */
  readonly inputs?: Readonly<Record<string, Value>>;
  /** Default: there is a fallback number. */
  readonly withoutFallback?: boolean;
}

/** A world in which everything works. */
export function aWorld({ program = speaks, inputs = {}, withoutFallback = false }: WorldParts = {}): World {
  const ports = {
    calls: createMemoryRecordStore('call'),
    attempts: createMemoryRecordStore('attempt'),
    archive: createMemoryArchive(),
    telephony: createScriptedTelephony(),
    http: createScriptedHttp(),
    lineData: createMemoryLineData(),
    switches: createMemorySwitches(),
  };
  const clock = aClock();
  const log: LogEntry[] = [];
  const kept = new Map([[program.hash, program]]);
  let names = 0;
  const shared = {
    clock,
    catalog: {
      route: async ({ to }: { to: string }) => (to === lineNumber ? { program, inputs } : undefined),
      keep: async () => {},
      program: async (hash: string) => kept.get(hash),
    },
    ids: { next: () => `writer-${++names}`, uuidOf: (text: string) => `uuid of ${text}` },
    log: { write: (entry: LogEntry) => void log.push(entry) },
    ...(withoutFallback ? {} : { fallbackNumber }),
  };
  const another = () => anInstance(shared, ports);
  const keepProgram = () => void kept.set(program.hash, program);
  return { ...another(), ...ports, clock, log, another, forgetProgram: () => kept.clear(), keepProgram };
}

interface Ports {
  readonly calls: MemoryRecordStore;
  readonly attempts: MemoryRecordStore;
  readonly archive: Archive;
  readonly telephony: Telephony;
  readonly http: HttpClient;
  readonly lineData: LineData;
  readonly switches: Switches;
}

type Shared = Pick<CallServices, 'clock' | 'catalog' | 'ids' | 'log' | 'fallbackNumber'>;

function anInstance(shared: Shared, ports: Ports): Instance {
  const interruptions = createInterruptions();
  const wishes = new Map<string, number>();
  const nameOf = ({ kind, id }: RecordRef) => `${kind}/${id}`;
  const services: CallServices = {
    ...shared,
    calls: interruptions.around('calls', knowingWriters(ports.calls)),
    attempts: interruptions.around('attempts', knowingWriters(ports.attempts)),
    archive: interruptions.around('archive', ports.archive),
    telephony: interruptions.around('telephony', ports.telephony),
    http: interruptions.around('http', ports.http),
    lineData: interruptions.around('lineData', ports.lineData),
    switches: interruptions.around('switches', ports.switches),
    cache: createRecordCache(),
    timers: {
      wakeAt: (ref, atMs) => void wishes.set(nameOf(ref), atMs),
      cancel: (ref) => void wishes.delete(nameOf(ref)),
    },
  };
  return { services, interruptions, wishes };
}

/** The port demands that an insert which is repeated by the same writer counts as that writer's. */
function knowingWriters(store: MemoryRecordStore): RecordStore {
  return {
    ...store,
    insert: async (record) => {
      const inserted = await store.insert(record);
      const standing = await store.load(record.id);
      const ours = standing?.type === 'stored' && standing.record.writer === record.writer;
      return ours ? ok(standing.version) : inserted;
    },
  };
}

function aClock(): VirtualClock {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    nowMs: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
    slept,
  };
}
