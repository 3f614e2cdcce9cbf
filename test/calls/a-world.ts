import type { RecordRef } from '../../src/calls/call-record.ts';
import type { CallServices } from '../../src/calls/call-services.ts';
import type { Archive } from '../../src/calls/ports/archive.ts';
import type { LogEntry } from '../../src/calls/ports/log.ts';
import type { RecordStore } from '../../src/calls/ports/record-store.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { ok } from '../../src/result.ts';
import { createRecordCache } from '../../src/store/record-cache.ts';
import { createMemoryArchive, type MemoryArchive } from '../conformance/memory-archive.ts';
import { createMemoryRecordStore, type MemoryRecordStore } from '../conformance/memory-record-store.ts';
import { createInterruptions, type Interruptions } from './interruptions.ts';
import { fallbackNumber, lineNumber, speaks } from './programs.ts';
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
  readonly clock: VirtualClock;
  readonly log: readonly LogEntry[];
  /** Another instance over the same stores, service and clock. */
  another(): Instance;
  /** From now on the line's program is no longer kept, as after a deployment. */
  forgetProgram(): void;
}

/** What a test may choose of its world. */
export interface WorldParts {
  /** What the line's number runs. Default: `speaks`. */
  readonly program?: Program;
  /** Default: there is a fallback number. */
  readonly withoutFallback?: boolean;
}

/** A world in which everything works. */
export function aWorld({ program = speaks, withoutFallback = false }: WorldParts = {}): World {
  const calls = createMemoryRecordStore('call');
  const attempts = createMemoryRecordStore('attempt');
  const archive = createMemoryArchive();
  const telephony = createScriptedTelephony();
  const clock = aClock();
  const log: LogEntry[] = [];
  const kept = new Map([[program.hash, program]]);
  let names = 0;
  const shared = {
    clock,
    catalog: {
      route: (to: string) => (to === lineNumber ? program : undefined),
      program: (hash: string) => kept.get(hash),
    },
    ids: { next: () => `writer-${++names}`, uuidOf: (text: string) => `uuid of ${text}` },
    log: { write: (entry: LogEntry) => void log.push(entry) },
    ...(withoutFallback ? {} : { fallbackNumber }),
  };
  const another = () => anInstance(shared, { calls, attempts, archive, telephony });
  return {
    ...another(),
    ...{ calls, attempts, archive, telephony, clock, log, another },
    forgetProgram: () => kept.clear(),
  };
}

interface Ports {
  readonly calls: MemoryRecordStore;
  readonly attempts: MemoryRecordStore;
  readonly archive: Archive;
  readonly telephony: ScriptedTelephony;
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
