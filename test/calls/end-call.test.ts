import { describe, expect, it } from 'vitest';
import { endCall } from '../../src/calls/end-call.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { aCallRecord, stands } from './a-record.ts';
import { aWorld, startMs } from './a-world.ts';
import { anIncomingCall, dispositions, happens, isConnected, storageFails, sweeps, theAttempt } from './happenings.ts';

const disconnected = { type: 'callDisconnected', reason: '200' } as const;
const ref = { kind: 'call', id: 'call-1' } as const;

describe('the ending of a call', () => {
  it('writes trace, record and tombstone, and only then removes the row', async () => {
    const world = aWorld();
    await isConnected(world);
    const before = world.interruptions.requests.length;
    await happens(world, disconnected);
    expect(world.interruptions.requests.slice(before)).toEqual([
      'calls.replace',
      'calls.load',
      'archive.putTrace',
      'archive.putCallDetailRecord',
      'archive.bury',
      'calls.remove',
    ]);
    expect(world.archive.trace('call-1').map(({ event }) => event)).toEqual([
      'callOffered',
      'callConnected',
      'callDisconnected',
    ]);
    expect([...world.wishes]).toEqual([]);
  });

  // Requests of a fresh instance: load, replace; then load, putTrace, putCallDetailRecord, bury, remove.
  it.each([2, 3, 4, 5, 6])('leaves exactly one record when the instance dies at its request %i', async (count) => {
    const world = aWorld();
    await isConnected(world);
    const dying = world.another();
    dying.interruptions.diesAtRequest(count);
    await happens(world, disconnected, { to: dying });
    await sweeps(world, 2);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
    expect(await world.archive.isBuried('call-1')).toBe(true);
    expect(world.archive.trace('call-1')).toHaveLength(3);
  });

  it('leaves one record when two instances end the call at once', async () => {
    const world = aWorld();
    await isConnected(world);
    const dying = world.another();
    dying.interruptions.diesAtRequest(2);
    await happens(world, disconnected, { to: dying });
    await Promise.all([endCall(world.services, ref), endCall(world.another().services, ref)]);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });

  it('is the moment of the hang-up, however late it comes through', async () => {
    const world = aWorld();
    await isConnected(world);
    world.clock.pass(2_500);
    world.interruptions.before('archive.putTrace', storageFails);
    await happens(world, disconnected);
    await sweeps(world, 1);
    expect(world.archive.callDetailRecords()).toMatchObject([{ durationMs: 2_500 }]);
  });

  it('leaves a call alone whose flow still runs', async () => {
    const world = aWorld();
    await stands(world, aCallRecord());
    await endCall(world.services, ref);
    expect(world.interruptions.requests).toEqual(['calls.load']);
  });

  it('logs how the call ended, and no number', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, disconnected);
    expect(world.log.filter(({ what }) => what === 'callEnded')).toEqual([
      { level: 'info', what: 'callEnded', callId: 'call-1', attemptId: 'attempt-1', outcome: 'left', durationMs: 0 },
    ]);
  });
});

describe('the ending of an attempt', () => {
  const unrouted = anIncomingCall({ to: '+14255550199' });

  it('keeps its row for fifteen minutes, so that repeats of the call are known', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, unrouted);
    expect(theAttempt(world)).toMatchObject({ phase: 'over', intents: [], dueAtMs: startMs + 900_000 });
    await receiveIncomingCall(world.another().services, unrouted);
    expect([...world.telephony.sent(), ...dispositions(world)]).toEqual(['reject', 'rejected']);
  });

  // Requests: insert, perform, load, replace; then load, putTrace, putCallDetailRecord, replace.
  it.each([4, 5, 6, 7])('leaves exactly one record when the instance dies at its request %i', async (count) => {
    const world = aWorld();
    const dying = world.another();
    dying.interruptions.diesAtRequest(count);
    await receiveIncomingCall(dying.services, unrouted);
    await sweeps(world, 2);
    expect([theAttempt(world).phase, ...dispositions(world)]).toEqual(['over', 'rejected']);
  });
});
