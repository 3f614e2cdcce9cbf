import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { aWorld, startMs, type World, type WorldParts } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  isOut,
  lastToken,
  looksAfter,
  losesItsProgram,
  outcomesOf,
  storageFails,
  sweeps,
  theCall,
} from './happenings.ts';
import { fallbackNumber, transfers } from './programs.ts';
import { gone, uncertain } from './scripted-telephony.ts';

const completed = { type: 'promptCompleted', token: '2.0' } as const;
const disconnected = { type: 'callDisconnected', reason: '200' } as const;

/** A call that is spoken to, and whose row cannot be read any more; no instance has it in its cache. */
async function isUnreadable(parts: WorldParts = {}): Promise<World> {
  const world = aWorld(parts);
  await isConnected(world);
  world.calls.spoil('call-1', 'unknownKey');
  world.services.cache.drop({ kind: 'call', id: 'call-1' });
  return world;
}

/** What was asked of the service after the call's first prompt. */
function rescued(world: World): unknown[] {
  return world.telephony.requests.slice(2).map(({ command }) => command);
}

describe('a call whose row cannot be read', () => {
  it('is passed on to the fallback number, and recorded', async () => {
    const world = await isUnreadable();
    await happens(world, completed);
    expect(rescued(world)).toEqual([{ type: 'transfer', token: expect.any(String), to: fallbackNumber }]);
    await happens(world, { type: 'transferAccepted', token: lastToken(world) });
    await happens(world, disconnected);
    expect(world.archive.callDetailRecords()).toMatchObject([
      { attemptId: 'attempt-1', callId: 'call-1', flow: 'rescue', program: 'rescue', disposition: 'connected' },
    ]);
  });

  it('is rescued by the watchdog when no event comes', async () => {
    const world = await isUnreadable();
    await sweeps(world, 1);
    expect(rescued(world)).toEqual([{ type: 'transfer', token: expect.any(String), to: fallbackNumber }]);
    expect(outcomesOf(world, 'deadlinePassed')).toEqual(['rescued']);
  });

  it('has commands of names that the call has never used', async () => {
    const world = await isUnreadable();
    const before = world.telephony.requests.map(({ repeatability }) => repeatability.requestId);
    await happens(world, completed);
    await happens(world, { type: 'transferFailed', token: lastToken(world), reason: '480' });
    const ids = world.telephony.requests.map(({ repeatability }) => repeatability.requestId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, before.length)).toEqual(before);
  });

  it('is rescued once by two happenings at once', async () => {
    const world = await isUnreadable();
    await Promise.all([
      happens(world, completed, { to: world.another() }),
      happens(world, { type: 'promptFailed', token: '2.0', reason: '500' }, { to: world.another() }),
    ]);
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['rescued']);
    expect(outcomesOf(world, 'promptFailed')).toEqual(['stale']);
    expect(rescued(world)).toEqual([{ type: 'transfer', token: expect.any(String), to: fallbackNumber }]);
  });

  it('is not hung up when the response of its rescue is lost', async () => {
    const world = await isUnreadable();
    world.telephony.answers('transfer', uncertain);
    world.telephony.finds('transferring');
    await happens(world, completed);
    await looksAfter(world, 5_000);
    await happens(world, { type: 'transferAccepted', token: lastToken(world) });
    await happens(world, disconnected);
    expect(rescued(world)).toHaveLength(1);
    expect(dispositions(world)).toEqual(['connected']);
  });

  it('hears an apology and is hung up where the fallback number does not answer', async () => {
    const world = await isUnreadable();
    await happens(world, completed);
    await happens(world, { type: 'transferFailed', token: lastToken(world), reason: '480' });
    await happens(world, { type: 'promptCompleted', token: lastToken(world) });
    await happens(world, disconnected);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'transfer', 'play', 'hangUp']);
    await sweeps(world, 3);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['rescued']);
  });

  it('hears an apology and is hung up where there is no fallback number', async () => {
    const world = await isUnreadable({ withoutFallback: true });
    await happens(world, completed);
    await happens(world, { type: 'promptCompleted', token: lastToken(world) });
    await happens(world, disconnected);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play', 'hangUp']);
    expect(dispositions(world)).toEqual(['rescued']);
  });

  it('is not touched by an event that was signed for another attempt', async () => {
    const world = await isUnreadable();
    await happens(world, completed, { attemptId: 'attempt-2' });
    expect([...outcomesOf(world, 'promptCompleted'), ...rescued(world)]).toEqual(['foreign']);
  });

  it('ends where the rescue finds that the caller has left', async () => {
    const world = await isUnreadable();
    world.telephony.answers('transfer', gone);
    await happens(world, completed);
    await sweeps(world, 2);
    expect(rescued(world)).toHaveLength(1);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['abandoned']);
  });

  it('only ends when the event that finds it so is its end', async () => {
    const world = await isUnreadable();
    await happens(world, disconnected);
    expect(rescued(world)).toEqual([]);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['abandoned']);
  });

  it('leaves no second record when the caller hangs up during its rescue', async () => {
    const world = await isUnreadable({ withoutFallback: true });
    await happens(world, completed);
    await happens(world, disconnected);
    await sweeps(world, 3);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['rescued']);
  });
});

describe('a call whose program is no longer kept', () => {
  it('is rescued while it speaks, and keeps what is known of it', async () => {
    const world = aWorld();
    await isConnected(world);
    losesItsProgram(world);
    await happens(world, completed);
    expect(theCall(world)).toMatchObject({
      intents: [],
      state: {
        flow: 'rescue',
        seq: 3,
        offeredAtMs: startMs,
        operations: [{ token: '3.0', kind: 'transfer' }],
      },
    });
  });

  it('is rescued as soon as it is connected', async () => {
    const world = aWorld();
    world.telephony.answers('answer', async () => {
      losesItsProgram(world);
      return { type: 'done', callId: 'call-1' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    await happens(world, { type: 'callConnected' });
    await sweeps(world, 2, 3_000);
    expect(world.telephony.requests.slice(1).map(({ command }) => command)).toEqual([
      { type: 'transfer', token: expect.any(String), to: fallbackNumber },
    ]);
  });

  it('is over when the event is that its caller has a person', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    losesItsProgram(world);
    await happens(world, { type: 'transferAccepted', token: lastToken(world) });
    await happens(world, disconnected);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['connected']);
  });

  it('is rescued by the very event that connects it', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    losesItsProgram(world);
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
    expect(lastToken(world)).toBe('2.0');
  });

  it('only ends when it was being hung up', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, completed);
    losesItsProgram(world);
    world.telephony.finds('gone');
    await happens(world, disconnected);
    await sweeps(world, 2);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['served']);
  });
});

describe('a call whose row cannot be read when it is ending', () => {
  it('only ends', async () => {
    const world = aWorld({ withoutFallback: true });
    await isConnected(world);
    world.interruptions.before('archive.putCallDetailRecord', storageFails);
    await happens(world, disconnected);
    world.calls.spoil('call-1', 'damaged');
    await sweeps(world, 2);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['rescued']);
  });
});

describe('a call that is being hung up, and whose program is no longer kept', () => {
  it('is put onto the rescue under a number of its own by an event that changes nothing', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    world.telephony.finds('unknown');
    world.telephony.answers('hangUp', uncertain, uncertain, uncertain, uncertain);
    for (let looks = 0; looks < 40 && !world.telephony.sent().includes('hangUp'); looks++)
      await sweeps(world, 1, 1_000);
    const before = theCall(world);
    expect(before).toMatchObject({ state: { phase: 'answering', closing: true }, intents: [{ attempts: 1 }] });
    world.forgetProgram();
    const sent = world.telephony.sent().length;
    await happens(world, { type: 'callConnected' }, { to: world.another() });
    expect(theCall(world).state.seq).toBe(before.state.seq + 1);
    expect(world.telephony.sent()).toHaveLength(sent);
  });
});

describe('an attempt whose row cannot be read', () => {
  it('is not answered again once it has its connection', async () => {
    const world = aWorld();
    isOut(world, 'calls.insert', callLimits.outageMsMax);
    await receiveIncomingCall(world.services, anIncomingCall());
    world.attempts.spoil('attempt-1', 'damaged');
    await sweeps(world, 8);
    expect(world.telephony.sent().filter((type) => type === 'answer' || type === 'redirect')).toEqual(['answer']);
    expect(world.telephony.sent()).toContain('transfer');
  });

  it('is served by the rescue when the call is connected', async () => {
    const world = aWorld();
    world.telephony.answers('answer', uncertain, uncertain);
    await receiveIncomingCall(world.services, anIncomingCall());
    world.attempts.spoil('attempt-1', 'damaged');
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent().at(-1)).toBe('transfer');
    expect(theCall(world)).toMatchObject({ id: 'call-1', state: { flow: 'rescue', phase: 'live' } });
  });

  it('is answered for the rescue', async () => {
    const world = aWorld();
    world.telephony.answers('answer', uncertain, uncertain);
    await receiveIncomingCall(world.services, anIncomingCall());
    world.attempts.spoil('attempt-1', 'damaged');
    await sweeps(world, 1);
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'answer', 'answer', 'transfer']);
  });
});
