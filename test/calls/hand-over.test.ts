import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import { handOver } from '../../src/calls/hand-over.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { recoverCall } from '../../src/calls/recover-call.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  isOut,
  storageFails,
  sweeps,
  theAttempt,
  theCall,
} from './happenings.ts';
import { refused, uncertain } from './scripted-telephony.ts';

const connection = { attemptId: 'attempt-1', callId: 'call-1' };

/** The call rings, and nobody knows what became of its answer. */
async function isInDoubt(world: World): Promise<void> {
  world.telephony.answers('answer', uncertain, uncertain);
  await receiveIncomingCall(world.services, anIncomingCall());
}

describe('handing over', () => {
  it('binds the attempt, makes the call due soon and closes the attempt', async () => {
    const world = aWorld();
    await isInDoubt(world);
    expect(await handOver(world.services, connection)).toBe('bound');
    expect(theCall(world)).toMatchObject({ kind: 'call', id: 'call-1', intents: [], state: { callId: 'call-1' } });
    expect(theCall(world).dueAtMs).toBe(world.clock.nowMs() + 3_000);
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1', intents: [] });
    expect([...world.wishes]).toEqual([['call/call-1', world.clock.nowMs() + 3_000]]);
  });

  it('is done once by two instances that learn of the connection at once', async () => {
    const world = aWorld();
    await isInDoubt(world);
    const outcomes = await Promise.all([
      handOver(world.services, connection),
      handOver(world.another().services, connection),
    ]);
    expect(outcomes).toEqual(['bound', 'bound']);
    expect(theCall(world).id).toBe('call-1');
  });

  it('gives the attempt to one of two connections that come at once', async () => {
    const world = aWorld();
    await isInDoubt(world);
    const outcomes = await Promise.all([
      handOver(world.services, connection),
      handOver(world.another().services, { ...connection, callId: 'call-2' }),
    ]);
    expect(outcomes).toEqual(['bound', 'other']);
    expect(theCall(world).id).toBe('call-1');
  });

  it('knows no attempt that was never there', async () => {
    expect(await handOver(aWorld().services, connection)).toBe('unknown');
  });

  it('knows a connection whose call has ended', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect(await handOver(world.services, connection)).toBe('ended');
    expect(world.calls.records()).toEqual([]);
  });
});

describe('storage that fails just after the answer', () => {
  const failures = [
    { when: 'before', request: 'attempts.replace', what: 'the binding is lost' },
    { when: 'after', request: 'attempts.replace', what: 'the response to the binding is lost' },
    { when: 'before', request: 'calls.insert', what: 'the row of the call is lost' },
    { when: 'after', request: 'calls.insert', what: 'the response to the row of the call is lost' },
  ] as const;

  it.each(failures)('is asked again, so that no caller is connected to silence: $what', async ({ when, request }) => {
    const world = aWorld();
    world.interruptions[when](request, storageFails);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(theCall(world)).toMatchObject({ kind: 'call', id: 'call-1', phase: 'open' });
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1' });
    expect(world.telephony.sent()).toEqual(['answer']);
  });

  it('is waited for, longer than the lease, with less and less haste', async () => {
    const world = aWorld();
    isOut(world, 'attempts.replace', callLimits.outageMsMax - callLimits.outagePauseMsMax);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(theCall(world)).toMatchObject({ id: 'call-1', phase: 'open' });
    const tries = world.interruptions.requests.filter((request) => request === 'attempts.replace');
    expect(tries.length).toBeLessThan(16);
  });

  it('is waited for no longer than its bound, and the rest is left to the next event', async () => {
    const world = aWorld();
    isOut(world, 'attempts.replace', callLimits.outageMsMax);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(theAttempt(world)).toMatchObject({ phase: 'open' });
    expect(world.clock.nowMs()).toBeLessThanOrEqual(startMs + callLimits.outageMsMax);
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
  });
});

describe('an instance that dies while it hands over', () => {
  // Requests after the answer: the binding, the call's row, the closing.
  const deaths = [
    { after: 'binding', requests: 1 },
    { after: 'the insert of the call', requests: 2 },
  ];

  it.each(deaths)('after $after leaves it to the next look, which closes the attempt', async ({ requests }) => {
    const world = aWorld();
    await isInDoubt(world);
    const dying = world.another();
    // One request more: it loads the attempt first.
    dying.interruptions.diesAtRequest(requests + 1);
    await expect(handOver(dying.services, connection)).rejects.toThrow('dead');
    world.clock.pass(30_000);
    await recoverCall(world.another().services, { kind: 'attempt', id: 'attempt-1' });
    expect(theCall(world)).toMatchObject({ id: 'call-1', phase: 'open' });
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1', intents: [] });
  });

  it.each(deaths)('after $after leaves it to the next event, and the caller is served', async ({ requests }) => {
    const world = aWorld();
    await isInDoubt(world);
    const dying = world.another();
    dying.interruptions.diesAtRequest(requests + 1);
    await expect(handOver(dying.services, connection)).rejects.toThrow('dead');
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'answer', 'play']);
    await sweeps(world, 1);
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1' });
  });

  it('before it closes the attempt of a call that then ends does not make a ghost of the call', async () => {
    const world = aWorld();
    await isInDoubt(world);
    const dying = world.another();
    dying.interruptions.diesAtRequest(3);
    await expect(handOver(dying.services, connection)).rejects.toThrow('dead');
    await happens(world, { type: 'callConnected' });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    await sweeps(world, 8);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
    expect(theAttempt(world)).toMatchObject({ phase: 'handedOver', boundTo: 'call-1' });
    expect(world.telephony.sent()).toEqual(['answer', 'answer', 'play']);
  });

  it('after binding leaves an attempt that a late refusal of the answer does not change', async () => {
    const world = aWorld();
    const binding = world.another();
    world.telephony.answers('answer', async () => {
      binding.interruptions.diesAtRequest(2);
      await Promise.allSettled([handOver(binding.services, connection)]);
      return { ...refused, reason: 'gone' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(theAttempt(world)).toMatchObject({
      phase: 'open',
      boundTo: 'call-1',
      intents: [],
      state: { phase: 'answering' },
    });
    await happens(world, { type: 'callConnected' });
    expect(theCall(world).state).toMatchObject({ phase: 'live', answeredAtMs: startMs });
    expect(dispositions(world)).toEqual([]);
  });
});
