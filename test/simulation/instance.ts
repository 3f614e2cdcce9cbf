import type { RecordRef } from '../../src/calls/call-record.ts';
import type { CallServices } from '../../src/calls/call-services.ts';
import type { RecordCache } from '../../src/calls/ports/record-cache.ts';
import type { StoredRecord } from '../../src/calls/ports/record-store.ts';
import type { Timers } from '../../src/calls/ports/timers.ts';
import { recoverCall } from '../../src/calls/recover-call.ts';
import { tell } from './history.ts';
import { servicesOf } from './instance-services.ts';
import type { Cancel } from './scheduler.ts';
import type { Surroundings } from './surroundings.ts';

/** What became of a piece of work: its value, or that it threw or died with its instance. */
export type Settled<T> = { readonly type: 'done'; readonly value: T } | { readonly type: 'failed' };

/** A process of the app: it has its own cache, timers and names, may die at any await, and comes back empty. */
export interface Instance {
  readonly name: string;
  isAlive(): boolean;
  /** The name of its present life, if it lives. */
  life(): string | undefined;
  /** Does a piece of work; `settled` is told once, if need be of the death. */
  invoke<T>(work: (services: CallServices) => Promise<T>, settled: (outcome: Settled<T>) => void): void;
}

/** One life of an instance. */
export interface Life {
  /** As `a2`: the second life of instance a. */
  readonly name: string;
  isAlive(): boolean;
  die(): void;
}

/** An instance that starts now. */
export function createInstance(name: string, surroundings: Surroundings): Instance {
  const { scheduler, history, knowledge, restartMs } = surroundings;
  let lives = 0;
  let current: { life: Life; services: CallServices; open: Set<() => void> } | undefined;

  const start = () => {
    const open = new Set<() => void>();
    const cancels = new Set<Cancel>();
    let alive = true;
    const life: Life = {
      name: `${name}${++lives}`,
      isAlive: () => alive,
      die: () => {
        if (!alive) return;
        alive = false;
        history.disturbed.add('kill');
        tell(history, scheduler.nowMs(), () => `${life.name} dies`);
        current = undefined;
        knowledge.forget(life.name);
        for (const cancel of cancels) cancel();
        // Whoever waits for an answer notices that the connection is gone.
        for (const settle of open) scheduler.after(5, settle);
        scheduler.after(restartMs, start);
      },
    };
    const invokeHere: Instance['invoke'] = (work, settled) => invoke(work, settled);
    const timers = timersOf(surroundings, { cancels, invoke: invokeHere });
    current = { life, open, services: servicesOf(life, surroundings, { cache: cacheOf(), timers }) };
  };
  const invoke = <T>(work: (services: CallServices) => Promise<T>, settled: (outcome: Settled<T>) => void): void => {
    if (current === undefined) {
      settled({ type: 'failed' });
      return;
    }
    const { life, services, open } = current;
    const failed = () => settled({ type: 'failed' });
    open.add(failed);
    const finish = (outcome: Settled<T>) => {
      if (!life.isAlive() || !open.delete(failed)) return;
      settled(outcome);
    };
    work(services).then(
      (value) => finish({ type: 'done', value }),
      (error: unknown) => {
        if (life.isAlive()) tell(history, scheduler.nowMs(), () => `${life.name} throws ${String(error)}`);
        finish({ type: 'failed' });
      },
    );
  };
  start();
  return { name, isAlive: () => current !== undefined, life: () => current?.life.name, invoke };
}

function cacheOf(): RecordCache {
  const records = new Map<string, StoredRecord>();
  return {
    get: (ref) => records.get(nameOf(ref)),
    put: (ref, stored) => {
      records.set(nameOf(ref), stored);
    },
    drop: (ref) => {
      records.delete(nameOf(ref));
    },
  };
}

function timersOf(
  { scheduler, latency }: Surroundings,
  life: { cancels: Set<Cancel>; invoke: Instance['invoke'] },
): Timers {
  const waiting = new Map<string, Cancel>();
  const cancel = (ref: RecordRef) => {
    const wish = waiting.get(nameOf(ref));
    if (wish === undefined) return;
    wish();
    life.cancels.delete(wish);
    waiting.delete(nameOf(ref));
  };
  return {
    cancel,
    wakeAt: (ref, atMs) => {
      cancel(ref);
      const wish = scheduler.after(atMs - scheduler.nowMs() + latency.int(0, 30), () => {
        waiting.delete(nameOf(ref));
        life.cancels.delete(wish);
        life.invoke(
          (services) => recoverCall(services, ref),
          () => {},
        );
      });
      waiting.set(nameOf(ref), wish);
      life.cancels.add(wish);
    },
  };
}

function nameOf({ kind, id }: RecordRef): string {
  return `${kind}/${id}`;
}
