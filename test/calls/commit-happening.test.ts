import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import type { CallRecord } from '../../src/calls/call-record.ts';
import { aCallRecord, aLiveState, anOperation, isWrittenByAnother, stands } from './a-record.ts';
import { aWorld, startMs } from './a-world.ts';
import { happens, isConnected, losesItsProgram, outcomesOf, theCall } from './happenings.ts';
import { fallbackNumber, speaksTwice } from './programs.ts';

const completed = { type: 'promptCompleted', token: '2.0' } as const;

describe('a commit', () => {
  it('writes state and commands together, before anything is performed', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    const found: CallRecord[] = [];
    world.telephony.answers('play', () => {
      found.push(theCall(world));
      return { type: 'done' };
    });
    await happens(world, completed);
    expect(found).toMatchObject([
      {
        state: { seq: 3, operations: [{ token: '3.0', kind: 'prompt' }] },
        intents: [{ seq: 3, commands: [{ type: 'play', token: '3.0' }], attempts: 1 }],
      },
    ]);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play']);
    expect(theCall(world).intents).toEqual([]);
  });

  it('drops what nothing awaits', async () => {
    const world = aWorld();
    await isConnected(world);
    const before = theCall(world);
    await happens(world, { type: 'promptCompleted', token: '1.7' });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['stale']);
    expect(theCall(world)).toEqual(before);
  });

  it('drops nothing because of a cache that is behind the row', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    await happens(world, completed, { to: world.another() });
    await happens(world, { type: 'promptCompleted', token: '3.0' });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['applied', 'applied']);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play', 'hangUp']);
  });

  it('leaves what the process knows of the call alone when it drops an event', async () => {
    const world = aWorld();
    await isConnected(world);
    const ref = { kind: 'call', id: 'call-1' } as const;
    const known = world.services.cache.get(ref);
    await happens(world, { type: 'promptCompleted', token: '1.7' });
    expect(known).toBeDefined();
    expect(world.services.cache.get(ref)).toBe(known);
  });

  it('does not perform what a cache that is behind the row would have it do', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    await happens(world, completed, { to: world.another(), eventId: 'same' });
    await happens(world, completed, { eventId: 'same' });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['applied', 'duplicate']);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'play']);
  });

  it('that loses against another performs nothing', async () => {
    const world = aWorld();
    await isConnected(world);
    const other = world.another();
    world.interruptions.before('calls.replace', async () => {
      await happens(world, { type: 'callDisconnected', reason: '200' }, { to: other });
    });
    await happens(world, completed);
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['unknown']);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
  });

  it('of one event on two instances at once is performed by one of them', async () => {
    const world = aWorld();
    await isConnected(world);
    const racers = [world.another(), world.another()];
    await Promise.all(racers.map((to) => happens(world, completed, { to, eventId: 'same' })));
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['applied', 'duplicate']);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
  });

  it('is decided anew when it loses, and after eight losses left to another delivery', async () => {
    const world = aWorld();
    await isConnected(world);
    for (let loss = 0; loss < 8; loss++) world.interruptions.before('calls.replace', () => isWrittenByAnother(world));
    const committed = await happens(world, completed, { eventId: 'again' });
    const again = await happens(world, completed, { eventId: 'again' });
    expect([committed, again]).toEqual([false, true]);
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['contended', 'applied']);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
  });

  it('moves a full trace to the archive, and the whole of it is there in the end', async () => {
    const world = aWorld();
    const line = { seq: 1, at: '', event: 'x'.repeat(8_000), steps: [], commands: [] };
    const state = aLiveState({ operations: [anOperation('2.0', 'prompt', startMs + 9_000)] });
    await stands(world, aCallRecord({ state, trace: { page: 3, lines: [line] } }));
    await happens(world, completed);
    expect(theCall(world).trace).toMatchObject({ page: 4, lines: [{ event: 'promptCompleted' }] });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect(world.archive.trace('call-1').map(({ event }) => event)).toEqual([
      line.event,
      'promptCompleted',
      'callDisconnected',
    ]);
  });

  it('remembers the last 64 events', async () => {
    const world = aWorld();
    const seen = Array.from({ length: 64 }, (_, index) => `old-${index}`);
    const state = aLiveState({ operations: [anOperation('2.0', 'prompt', startMs + 9_000)] });
    await stands(world, aCallRecord({ state, seen }));
    await happens(world, completed, { eventId: 'new' });
    expect(theCall(world).seen).toEqual([...seen.slice(1), 'new']);
  });
});

describe('a call that cannot go on', () => {
  it('is rescued when its program is no longer kept', async () => {
    const world = aWorld();
    await isConnected(world);
    losesItsProgram(world);
    await happens(world, completed);
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['rescued']);
    expect(world.telephony.requests.at(-1)?.command).toEqual({ type: 'transfer', token: '3.0', to: fallbackNumber });
    expect(theCall(world).state).toMatchObject({ program: 'rescue', flow: 'rescue', phase: 'live' });
  });

  it('is waited for where its program may still be on its way into storage, and nothing is committed', async () => {
    const world = aWorld();
    await isConnected(world);
    const before = theCall(world);
    world.forgetProgram();
    const other = world.another();
    other.interruptions.before('calls.load', () => {});
    other.interruptions.before('calls.load', () => {
      expect(theCall(world)).toEqual(before);
      world.keepProgram();
    });
    await happens(world, completed, { to: other });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['applied']);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
  });

  it('is waited for no longer than a program can be on its way', async () => {
    const world = aWorld();
    await isConnected(world);
    world.forgetProgram();
    await happens(world, completed, { to: world.another() });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['rescued']);
    const waitedMs = world.clock.nowMs() - startMs;
    expect(waitedMs).toBeGreaterThanOrEqual(callLimits.programLateMs);
    expect(waitedMs).toBeLessThan(callLimits.programLateMs + callLimits.outagePauseMsMax);
  });

  it('is rescued when its record is larger than a row can be, once', async () => {
    const world = aWorld({ program: speaksTwice });
    await isConnected(world);
    world.interruptions.before('calls.replace', tooLarge);
    await happens(world, completed, { eventId: 'large' });
    await happens(world, completed, { eventId: 'large' });
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'transfer']);
    expect(theCall(world).state).toMatchObject({ program: 'rescue', seq: 3 });
    expect(outcomesOf(world, 'promptCompleted')).toEqual(['rescued', 'stale']);
    expect(world.log.filter(({ what }) => what === 'recordTooLarge')).toEqual([
      { level: 'error', what: 'recordTooLarge', attemptId: 'attempt-1', seq: 3 },
    ]);
  });

  it('is reported where not even its rescue can be written', async () => {
    const world = aWorld();
    await isConnected(world);
    for (let write = 0; write < 2; write++) world.interruptions.before('calls.replace', tooLarge);
    await expect(happens(world, completed)).rejects.toThrow(RangeError);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
  });

  it('is left alone when it is closed', async () => {
    const world = aWorld();
    await stands(world, aCallRecord({ phase: 'over' }));
    world.calls.spoil('call-1', 'damaged');
    await happens(world, completed);
    expect([...outcomesOf(world, 'promptCompleted'), ...world.telephony.sent()]).toEqual(['over']);
    expect(theCall(world).phase).toBe('over');
  });
});

function tooLarge(): never {
  throw new RangeError('No row can hold this.');
}
