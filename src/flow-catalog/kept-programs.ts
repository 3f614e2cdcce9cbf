import { LRUCache } from 'lru-cache';
import type { Clock } from '../calls/ports/clock.ts';
import type { ProgramStore } from '../calls/ports/program-store.ts';
import { StoreUnavailable } from '../calls/ports/record-store.ts';
import { parseProgram } from '../interpreter/parse-program.ts';
import type { Program } from '../interpreter/program.ts';

/** Programs by hash beyond those that are routed now: in storage, and the latest of them in memory. */
export interface KeptPrograms {
  /** Says what a program was parsed from, for when it has to be kept. */
  know(program: Program, source: () => string): void;
  /** See `FlowCatalog.keep`. */
  keep(program: Program): Promise<void>;
  /** Tries again where keeping has failed, as with each event of a call that runs the program. Nobody waits for it. */
  keepAgain(program: Program): void;
  /** Keeps a program at hand that is routed no longer: calls still run it, and it may not have come into storage. */
  remember(program: Program): void;
  /** See `FlowCatalog.program`. */
  find(hash: string): Promise<Program | undefined>;
}

/** Programs in memory that are routed no longer. An edit leaves one behind for as long as its calls last. */
const rememberedMax = 100;

/** Programs of which a process knows that they are in storage; of one that it forgot it asks once more. */
const keepingMax = 4_000;

/** A ringing call waits for it, and rings for 30 s. Milliseconds. */
const keepTimeoutMsDefault = 2_000;

/** Between tries to keep a program that its calls run already: a store that refuses them must not be asked with each event. Milliseconds. */
const keepAgainMs = 5_000;

/** What programs are kept with. */
export interface KeepOptions {
  readonly clock: Pick<Clock, 'nowMs'>;
  /** How long `keep` waits, in milliseconds. Default 2,000. */
  readonly keepTimeoutMs?: number | undefined;
}

/** Programs over a store. Throws of `keep` and `find` are the store's; `keep` gives up after `keepTimeoutMs`. */
export function createKeptPrograms(store: ProgramStore, options: KeepOptions): KeptPrograms {
  const { clock, keepTimeoutMs = keepTimeoutMsDefault } = options;
  const sources = new WeakMap<Program, () => string>();
  const keeping = new LRUCache<string, Promise<void>>({ max: keepingMax });
  // Those whose keeping failed, and when: a running call whose program was not kept could not go on elsewhere.
  const failedAtMs = new LRUCache<string, number>({ max: keepingMax });
  const remembered = new LRUCache<string, Program>({
    max: rememberedMax,
    // Those who ask at the same time share one reading. What is not found is not remembered: it may come.
    fetchMethod: (hash) => read(store, hash),
    // Those who asked get it, even where it has no room to stay.
    ignoreFetchAbort: true,
  });

  const put = (hash: string, source: string) => {
    failedAtMs.delete(hash);
    const done = store.put(hash, source).catch((error: unknown) => {
      // A program that no row can hold is too large for the next call as well.
      if (!(error instanceof RangeError)) {
        keeping.delete(hash);
        failedAtMs.set(hash, clock.nowMs());
      }
      throw error;
    });
    keeping.set(hash, done);
    return done;
  };
  return {
    know: (program, source) => void sources.set(program, source),
    async keep(program) {
      const known = keeping.get(program.hash);
      const source = sources.get(program);
      if (known === undefined && source === undefined) return;
      await within(known ?? put(program.hash, source?.() ?? ''), keepTimeoutMs);
    },
    keepAgain(program) {
      const sinceMs = failedAtMs.get(program.hash);
      const source = sources.get(program);
      if (sinceMs === undefined || source === undefined || clock.nowMs() - sinceMs < keepAgainMs) return;
      put(program.hash, source()).catch(() => {
        // Told when the call came, and tried again by a later event of a call.
      });
    },
    remember: (program) => void remembered.set(program.hash, program),
    find: (hash) => remembered.fetch(hash),
  };
}

/** A source that this version of the app cannot parse any more is as good as none. */
async function read(store: ProgramStore, hash: string): Promise<Program | undefined> {
  const source = await store.get(hash);
  if (source === undefined) return undefined;
  // The store has verified that this is the text of that hash, which was JSON.
  const program = parseProgram(JSON.parse(source), hash);
  return program.ok ? program.value : undefined;
}

/** What is late goes on by itself: whoever comes next finds it done. */
async function within(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('A program was not kept in time.')), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
