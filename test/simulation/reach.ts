import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { tell } from './history.ts';
import type { Life } from './instance.ts';
import type { Surroundings } from './surroundings.ts';

/** Does one request: it takes time to get there and back, and the instance can die before it is sent and before it is answered. */
export type Reach = <T>(label: string, request: Request<T>) => Promise<T>;

/** A request of an instance to something outside of it. */
export interface Request<T> {
  readonly act: () => T;
  /** Milliseconds to get there, and back. */
  readonly thereMs: number;
  readonly backMs: number;
}

/** How one life of an instance reaches what is outside of it. */
export function reachOf(life: Life, { scheduler, history, faults }: Surroundings): Reach {
  const mayDie = (label: string) => {
    const point = ++history.points;
    if (!life.isAlive() || !faults.killsAt(point)) return;
    tell(history, scheduler.nowMs(), () => `killed at point ${point}, ${label}`);
    life.die();
  };
  return async (label, { act, thereMs, backMs }) => {
    if (!life.isAlive()) return forever();
    mayDie(`before ${label}`);
    if (!life.isAlive()) return forever();
    await scheduler.sleep(thereMs);
    // What was sent is done, whether or not its sender still lives.
    const value = act();
    await scheduler.sleep(backMs);
    if (!life.isAlive()) return forever();
    mayDie(`after ${label}`);
    return life.isAlive() ? value : forever();
  };
}

function forever(): Promise<never> {
  return new Promise(() => {});
}

/** Asks the storage, with the fault that the request has if any. */
export function storageOf(reach: Reach, { latency, history, faults }: Surroundings) {
  return async <T>(label: string, act: () => T): Promise<T> => {
    const fault = faults.storage(++history.storageRequests);
    if (fault !== undefined) history.disturbed.add('storage');
    const thereMs = fault === 'slow' ? 1_500 : latency.int(1, 8);
    const outcome = await reach(`${label}${fault === undefined ? '' : ` (${fault})`}`, {
      act: () => (fault === 'failsBefore' ? undefined : { value: act() }),
      thereMs,
      backMs: latency.int(1, 8),
    });
    if (outcome === undefined || fault === 'failsAfter') throw new StoreUnavailable('The storage did not answer.');
    return outcome.value;
  };
}
