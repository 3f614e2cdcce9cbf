import type { RecordRef } from '../calls/call-record.ts';
import type { Clock } from '../calls/ports/clock.ts';
import type { Log } from '../calls/ports/log.ts';
import type { Timers } from '../calls/ports/timers.ts';
import { delayMsMax } from './system-clock.ts';

/** What timers of a process need. */
export interface ProcessTimersOptions {
  /** Looks after the call. Its failure is logged, never thrown: the watchdog comes later. */
  readonly wake: (ref: RecordRef) => Promise<void>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
  /** Calls that are waited for at the same time; further ones are left to the watchdog. Default 20,000. */
  readonly refsMax?: number;
}

/** How much too early a timer may be without being set anew, in milliseconds. */
const earlyMsMax = 1_000;

interface Wish {
  readonly ref: RecordRef;
  readonly atMs: number;
}

/** Timers of this process, at most one per call. They do not keep the process alive. */
export function createProcessTimers(options: ProcessTimersOptions): Timers {
  const refsMax = options.refsMax ?? 20_000;
  const waiting = new Map<string, NodeJS.Timeout>();

  const cancel = (ref: RecordRef) => {
    clearTimeout(waiting.get(nameOf(ref)));
    waiting.delete(nameOf(ref));
  };
  const arm = (wish: Wish) => {
    const delayMs = Math.min(Math.max(wish.atMs - options.clock.nowMs(), 0), delayMsMax);
    waiting.set(nameOf(wish.ref), setTimeout(fire, delayMs, wish).unref());
  };
  const fire = (wish: Wish) => {
    // A longer wait than a timer knows is made of several. Others may fire a moment early, which `wake` sees by itself.
    if (wish.atMs - options.clock.nowMs() > earlyMsMax) return arm(wish);
    waiting.delete(nameOf(wish.ref));
    void wakeSafely(options, wish.ref);
  };
  return {
    wakeAt: (ref, atMs) => {
      cancel(ref);
      if (waiting.size < refsMax && !Number.isNaN(atMs)) arm({ ref, atMs });
    },
    cancel,
  };
}

async function wakeSafely({ wake, log }: ProcessTimersOptions, ref: RecordRef): Promise<void> {
  try {
    await wake(ref);
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    log.write({ level: 'error', what: 'wakeFailed', kind: ref.kind, code });
  }
}

function nameOf({ kind, id }: RecordRef): string {
  return `${kind}/${id}`;
}
