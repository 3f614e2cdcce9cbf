import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { aWorld } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  isOut,
  outcomesOf,
  storageFails,
  sweeps,
  theAttempt,
  theCall,
} from './happenings.ts';
import { transfers } from './programs.ts';
import { uncertain } from './scripted-telephony.ts';

describe('an event', () => {
  it('that was signed for another attempt touches nothing', async () => {
    const world = aWorld();
    await isConnected(world);
    const before = theCall(world);
    const committed = await happens(world, { type: 'callDisconnected', reason: '200' }, { attemptId: 'attempt-2' });
    expect(committed).toBe(true);
    expect(outcomesOf(world, 'callDisconnected')).toEqual(['foreign']);
    expect(theCall(world)).toEqual(before);
  });

  it('changes nothing when it is delivered a second time', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, { type: 'transferFailed', token: '2.0', reason: '486' }, { eventId: 'twice' });
    const before = theCall(world);
    await happens(world, { type: 'transferFailed', token: '2.0', reason: '486' }, { eventId: 'twice' });
    expect(outcomesOf(world, 'transferFailed')).toEqual(['applied', 'duplicate']);
    expect(theCall(world)).toEqual(before);
  });

  it('of a call that nobody knows is taken and dropped', async () => {
    const world = aWorld();
    const committed = await happens(world, { type: 'promptCompleted', token: '2.0' }, { callId: 'call-9' });
    expect([committed, ...outcomesOf(world, 'promptCompleted')]).toEqual([true, 'unknown']);
  });

  it('of a call that has ended is taken and dropped', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, { type: 'callDisconnected', reason: '200' });
    const committed = await happens(world, { type: 'promptCompleted', token: '2.0' });
    expect([committed, ...world.calls.records(), ...dispositions(world)]).toEqual([true, 'left']);
  });

  it('throws while nothing is committed, so that it is delivered again', async () => {
    const world = aWorld();
    await isConnected(world);
    isOut(world, 'calls.replace', callLimits.outageMsMax);
    const receiving = happens(world, { type: 'promptCompleted', token: '2.0' }, { eventId: 'again' });
    await expect(receiving).rejects.toThrow(StoreUnavailable);
    await happens(world, { type: 'promptCompleted', token: '2.0' }, { eventId: 'again' });
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
  });

  it('waits for a storage that answers again, for nobody may deliver it a second time', async () => {
    const world = aWorld();
    await isConnected(world);
    isOut(world, 'calls.replace', 8_000);
    expect(await happens(world, { type: 'promptCompleted', token: '2.0' })).toBe(true);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
  });

  it('does not fail because of a storage that fails after the commit', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    // The first write commits the event, the second confirms that its command was performed.
    world.interruptions.before('calls.replace', () => {});
    world.interruptions.before('calls.replace', storageFails);
    const committed = await happens(world, { type: 'callConnected' });
    expect([committed, ...world.telephony.sent()]).toEqual([true, 'answer', 'play']);
    expect(theCall(world).intents).toHaveLength(1);
  });
});

describe('the news that a call is connected', () => {
  it('makes the call where it is faster than the answer, and the answer then changes nothing', async () => {
    const world = aWorld();
    world.telephony.answers('answer', async () => {
      await happens(world, { type: 'callConnected' }, { to: world.another() });
      return { type: 'done', callId: 'call-1' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect(theCall(world).state).toMatchObject({ phase: 'live', seq: 2 });
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1' });
  });

  it('makes the call where the answer timed out', async () => {
    const world = aWorld();
    world.telephony.answers('answer', uncertain, uncertain);
    await receiveIncomingCall(world.services, anIncomingCall());
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'answer', 'play']);
  });

  it('hangs up a second connection of the same attempt', async () => {
    const world = aWorld();
    await isConnected(world);
    const committed = await happens(world, { type: 'callConnected' }, { callId: 'call-2' });
    expect(committed).toBe(true);
    expect(world.telephony.requests.slice(2).map(({ command, call }) => [command.type, call.callId])).toEqual([
      ['hangUp', 'call-2'],
    ]);
    expect(theCall(world).id).toBe('call-1');
  });

  it('is wanted again where nobody knows whether the second connection was hung up', async () => {
    const world = aWorld();
    await isConnected(world);
    world.telephony.answers('hangUp', uncertain);
    expect(await happens(world, { type: 'callConnected' }, { callId: 'call-2' })).toBe(false);
    expect(await happens(world, { type: 'callConnected' }, { callId: 'call-2' })).toBe(true);
  });

  it('hangs up a connection whose call has ended, and makes no ghost of it', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, { type: 'callDisconnected', reason: '200' });
    await happens(world, { type: 'callConnected' });
    await sweeps(world, 3);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });

  it('of an attempt that nobody knows is taken and dropped', async () => {
    const world = aWorld();
    const committed = await happens(world, { type: 'callConnected' }, { attemptId: 'attempt-9' });
    expect([committed, ...world.telephony.sent()]).toEqual([true]);
  });
});
