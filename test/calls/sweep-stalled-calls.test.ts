import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/calls/call-record.ts';
import { sweepStalledCalls } from '../../src/calls/sweep-stalled-calls.ts';
import { aCallRecord, aLiveState, stands } from './a-record.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import { dispositions, isConnected, storageFails } from './happenings.ts';

/** A call that was being ended when its instance died. */
function endingCall(index: number): CallRecord {
  const attemptId = `attempt-${index}`;
  const state = aLiveState({ attemptId, phase: 'ended', disposition: 'served', endedAtMs: startMs });
  return aCallRecord({ id: `call-${index}`, attemptId, phase: 'ending', state, dueAtMs: startMs - 1_000 + index });
}

/** As many calls that were being ended. */
async function areEnding(world: World, count: number): Promise<void> {
  for (let index = 0; index < count; index++) await stands(world, endingCall(index));
}

describe('a sweep', () => {
  it('looks after the 200 calls that have waited longest, and leaves the others to the next', async () => {
    const world = aWorld();
    await areEnding(world, 500);
    const first = await sweepStalledCalls(world.services);
    expect(world.calls.records().map(({ id }) => id)).toEqual(
      Array.from({ length: 300 }, (_, index) => `call-${index + 200}`),
    );
    const later = [await sweepStalledCalls(world.services), await sweepStalledCalls(world.services)];
    expect([first, ...later].map(({ due, failed }) => [due, failed])).toEqual([
      [200, 0],
      [200, 0],
      [100, 0],
    ]);
    expect(dispositions(world)).toHaveLength(500);
  });

  it('looks after at most sixteen calls at the same time', async () => {
    const world = aWorld();
    await areEnding(world, 40);
    let [atWork, mostAtWork] = [0, 0];
    for (let call = 0; call < 40; call++) {
      world.interruptions.before('archive.putCallDetailRecord', () => {
        mostAtWork = Math.max(mostAtWork, ++atWork);
      });
      world.interruptions.after('calls.remove', () => {
        atWork--;
      });
    }
    await sweepStalledCalls(world.services);
    expect(mostAtWork).toBeLessThanOrEqual(16);
    expect(dispositions(world)).toHaveLength(40);
  });

  it('counts a call that cannot be looked after, and goes on with the others', async () => {
    const world = aWorld();
    await areEnding(world, 3);
    world.interruptions.before('archive.putCallDetailRecord', storageFails);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 3, failed: 1, purged: 0 });
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 1, failed: 0, purged: 0 });
    expect(dispositions(world)).toHaveLength(3);
  });

  it('looks after the calls although the attempts cannot be asked', async () => {
    const world = aWorld();
    await areEnding(world, 1);
    world.interruptions.before('attempts.due', storageFails);
    world.interruptions.before('attempts.purge', storageFails);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 1, failed: 0, purged: 0 });
    expect(world.log.filter(({ level }) => level !== 'info')).toEqual([
      { level: 'error', what: 'sweepFailed', kind: 'attempt', code: 'StoreUnavailable' },
      { level: 'warn', what: 'purgeFailed', code: 'StoreUnavailable' },
    ]);
  });

  it('looks after the attempts although the calls cannot be asked', async () => {
    const world = aWorld();
    const attempt = { ...endingCall(1), kind: 'attempt', id: 'attempt-1' } as const;
    await world.attempts.insert(attempt);
    world.interruptions.before('calls.due', storageFails);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 1, failed: 0, purged: 0 });
    expect(dispositions(world)).toEqual(['served']);
  });

  it('does not find attempts that became calls, and forgets them after fifteen minutes', async () => {
    const world = aWorld();
    await isConnected(world);
    await world.calls.remove('call-1');
    world.clock.pass(899_999);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 0, failed: 0, purged: 0 });
    world.clock.pass(1);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 0, failed: 0, purged: 1 });
    expect(world.attempts.records()).toEqual([]);
  });

  it('forgets the tombstones of calls after fifteen minutes', async () => {
    const world = aWorld();
    await areEnding(world, 2);
    await sweepStalledCalls(world.services);
    world.clock.pass(900_000);
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 0, failed: 0, purged: 2 });
    expect(await world.archive.isBuried('call-1')).toBe(false);
  });

  it('says nothing where there is nothing to do', async () => {
    const world = aWorld();
    expect(await sweepStalledCalls(world.services)).toEqual({ due: 0, failed: 0, purged: 0 });
    expect(world.log).toEqual([]);
  });
});
