import { describe, expect, it } from 'vitest';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { aWorld, startMs } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  looksAfter,
  storageFails,
  sweeps,
  theCall,
} from './happenings.ts';
import { deskNumber, transfers } from './programs.ts';
import { gone, refused } from './scripted-telephony.ts';

describe('the loop', () => {
  it('takes what a command brings back as the next event', async () => {
    const world = aWorld();
    world.telephony.answers('play', refused);
    await isConnected(world);
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
    expect(theCall(world)).toMatchObject({ intents: [], state: { disposition: 'sorry', closing: true } });
  });

  it('ends the call of which a command finds nothing any more', async () => {
    const world = aWorld();
    world.telephony.answers('play', gone);
    await isConnected(world);
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });

  it('leaves what fails after the commit to the watchdog, and says so without the number', async () => {
    const world = aWorld();
    await receiveIncomingCall(world.services, anIncomingCall());
    world.interruptions.before('telephony.perform', storageFails);
    await happens(world, { type: 'callConnected' });
    expect(world.log.filter(({ what }) => what === 'leftToWatchdog')).toEqual([
      { level: 'warn', what: 'leftToWatchdog', attemptId: 'attempt-1', seq: 2, code: 'StoreUnavailable' },
    ]);
    await looksAfter(world, 5_000);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
  });
});

describe('a caller who hangs up while a transfer rings', () => {
  const disconnected = { type: 'callDisconnected', reason: '200' } as const;

  it('was handed over when the news of it is late', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, disconnected);
    await happens(world, { type: 'transferAccepted', token: '2.0' });
    expect(world.archive.callDetailRecords()).toMatchObject([{ disposition: 'connected', tally: { transfers: 1 } }]);
  });

  it('takes the path of a hang-up when the transfer turns out to have failed', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, disconnected);
    await happens(world, { type: 'transferFailed', token: '2.0', reason: '487' });
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });

  it('takes the path of a hang-up when nothing comes any more, and nobody is asked', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, disconnected);
    expect(theCall(world).dueAtMs).toBe(startMs + 3_000);
    await sweeps(world, 1, 3_000);
    expect([...world.calls.records(), ...dispositions(world), ...world.telephony.probed]).toEqual(['left']);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
  });

  it('is noticed once, however often the service says it', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, disconnected);
    world.clock.pass(2_000);
    await happens(world, disconnected);
    expect(theCall(world).dueAtMs).toBe(startMs + 3_000);
  });
});

describe('an accepted transfer', () => {
  it('leaves the call, which ends when the service says so', async () => {
    const world = aWorld({ program: transfers });
    await isConnected(world);
    await happens(world, { type: 'transferAccepted', token: '2.0' });
    await happens(world, { type: 'callDisconnected', reason: '200' });
    expect(world.telephony.requests.map(({ command }) => command)).toEqual([
      { type: 'answer', token: '1.0' },
      { type: 'transfer', token: '2.0', to: deskNumber },
    ]);
    expect(dispositions(world)).toEqual(['connected']);
  });
});
