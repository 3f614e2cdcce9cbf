import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import { aWorld, type World } from './a-world.ts';
import { dispositions, happens, isConnected, looksAfter, outcomesOf, sweeps, theCall } from './happenings.ts';
import { aProgram, lineNumber } from './programs.ts';

const savesMax = 40;
const names = Array.from({ length: savesMax }, (_, index) => `save${index}`);
const save = { type: 'save', table: 'calls', rowKey: '{{ call.to }}', mode: 'increment', values: { count: 1 } };

/** Counts forty times, and then orders at a service that may be asked but once. */
const program = aProgram({
  ...Object.fromEntries(
    names.map((name, index) => [
      name,
      { ...save, next: names[index + 1] ?? 'order', on: { failed: 'sorry', uncertain: 'unsure' } },
    ]),
  ),
  order: {
    type: 'http',
    method: 'POST',
    url: 'https://api.example.org/orders',
    timeoutMs: 4_000,
    next: 'bye',
    on: { failed: 'sorry', uncertain: 'unsure' },
  },
  unsure: { type: 'hangUp', disposition: 'unsure' },
});

/** A call of this flow in which each write takes so long. */
async function aCallWhoseWritesTake(ms: number, prepare: (world: World) => void = () => {}): Promise<World> {
  const world = aWorld({ program });
  for (const _ of names) world.interruptions.before('lineData.write', () => world.clock.pass(ms));
  prepare(world);
  await isConnected(world);
  return world;
}

function counted(world: World): unknown {
  return world.lineData.rows('calls').find(({ rowKey }) => rowKey === lineNumber)?.fields.count;
}

describe('much work for one event', () => {
  it('is done to its end, as long as it takes little time', async () => {
    const world = await aCallWhoseWritesTake(0);
    expect([counted(world), world.http.requests.length]).toEqual([savesMax, 1]);
    expect(theCall(world)).toMatchObject({ intents: [], state: { disposition: 'served' } });
    expect(world.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('is left to the next owner when the time is over, and each part of it is done once', async () => {
    const world = await aCallWhoseWritesTake(1_000);
    expect([counted(world), world.http.requests.length]).toEqual([callLimits.carryOnMsMax / 1_000, 0]);
    const nowMs = world.clock.nowMs();
    expect(theCall(world)).toMatchObject({ dueAtMs: nowMs, intents: [{ attempts: 0, leaseUntilMs: nowMs }] });
    await sweeps(world, 1, 0, world.another());
    expect([counted(world), world.http.requests.length]).toEqual([savesMax, 1]);
    expect(theCall(world)).toMatchObject({ intents: [], state: { disposition: 'served' } });
  });

  it('is woken for by the timer of the instance that left it', async () => {
    const world = await aCallWhoseWritesTake(1_000);
    expect(world.wishes.get('call/call-1')).toBe(world.clock.nowMs());
  });

  it('leaves a request that nobody may send twice as one that nobody has begun', async () => {
    const world = await aCallWhoseWritesTake(callLimits.carryOnMsMax / savesMax);
    expect([counted(world), world.http.requests.length]).toEqual([savesMax, 0]);
    expect(theCall(world).intents).toMatchObject([{ attempts: 0, commands: [{ type: 'sendRequest' }] }]);
    const owners = [world.another(), world.another()];
    await Promise.all(owners.map((owner) => looksAfter(world, 0, owner)));
    expect(world.http.requests).toHaveLength(1);
    expect(outcomesOf(world, 'requestFailed')).toEqual([]);
    expect(theCall(world).state.disposition).toBe('served');
  });

  it('counts as begun once the next owner has it, who may die with the request on its way', async () => {
    const world = await aCallWhoseWritesTake(callLimits.carryOnMsMax / savesMax);
    const second = world.another();
    world.http.answers(() => {
      second.interruptions.diesAtRequest(0);
      return { type: 'answered', status: 200 };
    });
    await looksAfter(world, 0, second).catch(() => {});
    await looksAfter(world, 6_000, world.another());
    expect(world.http.requests).toHaveLength(1);
    expect(theCall(world).state.disposition).toBe('unsure');
  });

  it('is not left to anybody where the caller hung up meanwhile', async () => {
    const world = await aCallWhoseWritesTake(1_000, (prepared) => {
      const left = callLimits.carryOnMsMax / 1_000;
      for (let write = 1; write < left; write++) prepared.interruptions.after('lineData.write', () => {});
      prepared.interruptions.after('lineData.write', async () => {
        await happens(prepared, { type: 'callDisconnected', reason: '200' }, { to: prepared.another() });
      });
    });
    await sweeps(world, 2);
    expect([counted(world), world.http.requests.length]).toEqual([callLimits.carryOnMsMax / 1_000, 0]);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });
});
