import { describe, expect, it } from 'vitest';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { recoverCall } from '../../src/calls/recover-call.ts';
import { aCallRecord, aLiveState, anOperation, stands } from './a-record.ts';
import { aWorld, startMs } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  looksAfter,
  outcomesOf,
  sweeps,
  theCall,
} from './happenings.ts';
import { hangsUp, speaksTwice, transfers } from './programs.ts';
import { uncertain } from './scripted-telephony.ts';

const ref = { kind: 'call', id: 'call-1' } as const;

describe('a call that is looked after', () => {
  it('is left alone until something of it is due', async () => {
    const world = aWorld();
    await isConnected(world);
    const before = theCall(world);
    await looksAfter(world, before.dueAtMs - startMs - 1);
    expect(theCall(world)).toEqual(before);
    expect([...world.wishes, ...world.telephony.probed]).toEqual([['call/call-1', before.dueAtMs]]);
  });

  it.each(['over', 'handedOver'] as const)('is left alone when it is %s', async (phase) => {
    const world = aWorld();
    await stands(world, aCallRecord({ phase }));
    world.services.timers.wakeAt(ref, startMs);
    await looksAfter(world, 1_000);
    expect([...world.wishes, ...world.telephony.probed]).toEqual([]);
    expect(world.interruptions.requests).toEqual(['calls.load']);
  });

  it('is forgotten when its row is gone', async () => {
    const world = aWorld();
    world.services.timers.wakeAt(ref, startMs);
    await recoverCall(world.services, ref);
    expect([...world.wishes]).toEqual([]);
  });

  it('is ended when it was being ended', async () => {
    const world = aWorld();
    await stands(world, aCallRecord({ phase: 'ending', state: aLiveState({ phase: 'ended', disposition: 'served' }) }));
    await looksAfter(world, 0);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['served']);
  });
});

describe('an overdue operation', () => {
  it('is over where the service says that the call is still there', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    await looksAfter(world, 4_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play']);
    expect(theCall(world).state).toMatchObject({ tally: { lost: 1 } });
  });

  it('is the end of a call that the service no longer knows', async () => {
    const world = aWorld();
    world.telephony.finds('gone');
    await isConnected(world);
    await looksAfter(world, 4_000);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });

  it('does not count as such while the service cannot be asked, for fifteen seconds', async () => {
    const world = aWorld({ program: speaksTwice });
    world.telephony.finds('unknown');
    await isConnected(world);
    await sweeps(world, 1, 3_900);
    await sweeps(world, 4, 3_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    await sweeps(world, 1, 3_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play']);
    expect(world.telephony.probed).toHaveLength(6);
  });

  it('does not count as such while a performer is at work on its command', async () => {
    const world = aWorld({ program: speaksTwice });
    const other = world.another();
    // The prompt would be due after 3.9 s, its lease lasts 4 s.
    world.telephony.answers('play', async () => {
      await looksAfter(world, 3_950, other);
      return { type: 'done' };
    });
    await isConnected(world);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect([...world.telephony.probed, ...outcomesOf(world, 'deadlinePassed')]).toEqual([]);
    expect([...other.wishes]).toEqual([['call/call-1', startMs + 4_000]]);
    expect(theCall(world).intents).toEqual([]);
  });

  it('of an attempt does not count while the answer is on its way', async () => {
    const world = aWorld();
    world.telephony.answers('answer', async () => {
      world.clock.pass(4_999);
      await recoverCall(world.another().services, { kind: 'attempt', id: 'attempt-1' });
      return { type: 'done', callId: 'call-1' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    expect([...world.telephony.sent(), ...dispositions(world)]).toEqual(['answer']);
    expect(theCall(world).state.phase).toBe('answering');
  });
});

describe('a call whose CallConnected was lost', () => {
  it('is served when the service says that it is connected', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    await looksAfter(world, 3_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect(theCall(world).state).toMatchObject({ phase: 'live', answeredAtMs: startMs + 3_000 });
  });

  it('is asked about again while the service says that it is connecting, and then served', async () => {
    const world = aWorld();
    world.telephony.finds('connecting', 'unknown', 'connecting', 'connected');
    await receiveIncomingCall(world.services, anIncomingCall());
    await looksAfter(world, 3_000);
    expect([...world.wishes]).toEqual([['call/call-1', startMs + 6_000]]);
    for (let look = 0; look < 3; look++) await looksAfter(world, 3_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect(world.telephony.probed).toHaveLength(4);
  });

  it('is hung up when it was still connecting fifteen seconds later', async () => {
    const world = aWorld();
    world.telephony.finds('connecting');
    await receiveIncomingCall(world.services, anIncomingCall());
    for (let look = 0; look < 5; look++) await looksAfter(world, 3_000);
    expect(world.telephony.sent()).toEqual(['answer']);
    await looksAfter(world, 3_000);
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect([...world.telephony.sent(), ...dispositions(world)]).toEqual(['answer', 'hangUp', 'unanswered']);
  });

  it('is over when the service no longer knows it', async () => {
    const world = aWorld();
    world.telephony.finds('gone');
    await receiveIncomingCall(world.services, anIncomingCall());
    await looksAfter(world, 3_000);
    expect([...world.calls.records(), ...world.telephony.sent()]).toEqual(['answer']);
    expect(dispositions(world)).toHaveLength(1);
  });
});

describe('a call that is hung up and does not end', () => {
  it('is hung up three times, and then given up', async () => {
    const world = aWorld({ program: hangsUp });
    await isConnected(world);
    for (let look = 0; look < 3; look++) await looksAfter(world, 8_000);
    expect(world.telephony.sent()).toEqual(['answer', 'hangUp', 'hangUp', 'hangUp']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['served']);
  });

  it('is hung up as often when news were lost before', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    for (let look = 0; look < 2; look++) await looksAfter(world, 4_000);
    for (let look = 0; look < 3; look++) await looksAfter(world, 8_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play', 'hangUp', 'hangUp', 'hangUp']);
    expect(dispositions(world)).toEqual(['served']);
  });

  it('is hung up under a new id each time, so that the service does not take it for a repeat', async () => {
    const world = aWorld({ program: hangsUp });
    await isConnected(world);
    await looksAfter(world, 8_000);
    const ids = world.telephony.requests.slice(1).map(({ repeatability }) => repeatability.requestId);
    expect(ids).toEqual(['uuid of call-1/2.0', 'uuid of call-1/3.0']);
  });
});

describe('a transfer whose news never comes', () => {
  it('goes on in the flow when its time is over and the call is still there', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await looksAfter(world, 63_000);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer', 'hangUp']);
    expect(world.telephony.probed).toEqual(['call-1']);
  });
});

describe('an attempt that is never answered', () => {
  it('is recorded as unanswered after the answer was begun three times', async () => {
    const world = aWorld();
    world.telephony.answers('answer', ...Array.from({ length: 9 }, () => uncertain));
    await receiveIncomingCall(world.services, anIncomingCall());
    await sweeps(world, 10);
    expect(world.telephony.sent()).toEqual(Array.from({ length: 6 }, () => 'answer'));
    expect(dispositions(world)).toEqual(['unanswered']);
  });

  it('ends by an operation that was awaited with nobody at work', async () => {
    const world = aWorld();
    const state = aLiveState({ operations: [anOperation('2.0', 'hangUp', startMs)], closing: true, hangUps: 3 });
    await stands(world, aCallRecord({ state }));
    await looksAfter(world, 0);
    expect(dispositions(world)).toEqual(['abandoned']);
  });
});

describe('a call that is given up before it was heard of, and does not end', () => {
  it('is hung up again and given up, with its record', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    world.telephony.finds('unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'connected');
    await sweeps(world, 30);
    expect(world.telephony.sent()).toEqual(['answer', 'hangUp', 'hangUp', 'hangUp']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['unanswered']);
  });
});
