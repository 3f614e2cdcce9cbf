import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/calls/call-record.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { recoverCall } from '../../src/calls/recover-call.ts';
import { aCallRecord, anIntent, aPlay, stands } from './a-record.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import { anIncomingCall, dispositions, happens, looksAfter, outcomesOf, theCall } from './happenings.ts';
import { speaks, transfers } from './programs.ts';
import { refused, type ScriptedTelephony, uncertain } from './scripted-telephony.ts';

/** The call is connected, and its first command came to nothing that anybody knows. */
async function isInDoubt(type: Parameters<ScriptedTelephony['answers']>[0], times = 1): Promise<World> {
  const world = aWorld({ program: type === 'transfer' ? transfers : speaks });
  world.telephony.answers(type, ...Array.from({ length: times }, () => uncertain));
  await receiveIncomingCall(world.services, anIncomingCall());
  await happens(world, { type: 'callConnected' });
  return world;
}

describe('a batch whose lease has passed', () => {
  it('is performed again under the same ids', async () => {
    const world = await isInDoubt('play', 2);
    await looksAfter(world, 5_000, world.another());
    expect(world.telephony.requests.slice(1).map(({ repeatability }) => repeatability)).toEqual(
      Array.from({ length: 3 }, () => ({ requestId: 'uuid of call-1/2.0', firstSentAtMs: startMs })),
    );
    expect(theCall(world).intents).toEqual([]);
  });

  it('is taken over by one of two instances', async () => {
    const world = await isInDoubt('play', 2);
    world.clock.pass(5_000);
    const ref = { kind: 'call', id: 'call-1' } as const;
    await Promise.all([world.another(), world.another()].map(({ services }) => recoverCall(services, ref)));
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play', 'play']);
  });

  it('moves the deadlines of what it awaits, and is not overdue while it is held', async () => {
    const world = await isInDoubt('play', 2);
    const dueBeforeMs = theCall(world).state.operations[0]?.dueAtMs ?? 0;
    const held: CallRecord[] = [];
    world.telephony.answers('play', async () => {
      held.push(theCall(world));
      await looksAfter(world, 3_900, world.another());
      return { type: 'done' };
    });
    await looksAfter(world, startMs + 5_000 - world.clock.nowMs());
    expect(held).toMatchObject([
      {
        intents: [{ attempts: 2, leaseUntilMs: startMs + 9_000 }],
        state: { operations: [{ token: '2.0', dueAtMs: dueBeforeMs + 5_000 }] },
      },
    ]);
    expect([...world.telephony.probed, ...outcomesOf(world, 'deadlinePassed')]).toEqual([]);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play', 'play']);
  });

  it('counts as unreachable when it was begun three times, which the flow takes as an error', async () => {
    const world = await isInDoubt('play', 6);
    for (let look = 0; look < 3; look++) await looksAfter(world, 5_000);
    expect(world.telephony.sent()).toEqual(['answer', ...Array.from({ length: 6 }, () => 'play'), 'hangUp']);
    expect(theCall(world).state.disposition).toBe('sorry');
  });

  it('is settled unperformed where nothing awaits it any more', async () => {
    const world = aWorld();
    await stands(world, aCallRecord({ intents: [anIntent([aPlay('1.0')], { seq: 1 })] }));
    await looksAfter(world, 5_000);
    expect(world.telephony.sent()).toEqual([]);
    expect(theCall(world).intents).toEqual([]);
  });
});

describe('a transfer of which nobody knows whether it was done', () => {
  it('is not repeated when the service says that it is under way, and the caller is handed over', async () => {
    const world = await isInDoubt('transfer');
    world.telephony.finds('transferring');
    await looksAfter(world, 5_000);
    expect(theCall(world).intents).toEqual([]);
    await happens(world, { type: 'transferAccepted', token: '2.0' });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect([...world.telephony.sent(), ...dispositions(world)]).toEqual(['answer', 'transfer', 'connected']);
  });

  it('is over when the service no longer knows the call', async () => {
    const world = await isInDoubt('transfer');
    world.telephony.finds('gone');
    // Its news may still come, for which it is given three seconds.
    for (let look = 0; look < 4; look++) await looksAfter(world, 3_000);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
  });

  it('is repeated when the service says that the caller is still with the line', async () => {
    const world = await isInDoubt('transfer');
    await looksAfter(world, 5_000);
    expect(world.telephony.requests.slice(1).map(({ repeatability }) => repeatability.requestId)).toEqual([
      'uuid of call-1/2.0',
      'uuid of call-1/2.0',
    ]);
    expect(theCall(world).intents).toEqual([]);
  });

  it('does not go on in the flow while the person rings, when its repeat is refused', async () => {
    const world = await isInDoubt('transfer');
    world.telephony.answers('transfer', refused);
    await looksAfter(world, 5_000);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer', 'transfer']);
    expect(theCall(world)).toMatchObject({ state: { seq: 2, operations: [{ token: '2.0', kind: 'transfer' }] } });
    await happens(world, { type: 'transferAccepted', token: '2.0' });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect(dispositions(world)).toEqual(['connected']);
  });

  it('waits while the service cannot be asked, which counts as no attempt', async () => {
    const world = await isInDoubt('transfer');
    world.telephony.finds('unknown');
    await looksAfter(world, 5_000);
    for (let look = 0; look < 3; look++) await looksAfter(world, 3_000);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
    expect(theCall(world).intents).toMatchObject([{ attempts: 1, leaseUntilMs: startMs + 17_000 }]);
    expect(world.telephony.probed).toHaveLength(4);
  });

  it('is given up only after the service was asked, three attempts later', async () => {
    const world = await isInDoubt('transfer', 3);
    world.telephony.finds('unknown');
    for (let look = 0; look < 20; look++) await looksAfter(world, 3_000);
    expect(world.telephony.sent().slice(0, 5)).toEqual(['answer', 'transfer', 'transfer', 'transfer', 'hangUp']);
    expect(outcomesOf(world, 'commandRefused')).toEqual(['applied']);
    // Five times before the second attempt, then before the third and before giving up.
    expect(world.telephony.probed.length).toBeGreaterThanOrEqual(7);
  });
});
