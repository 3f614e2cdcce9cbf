import { describe, expect, it } from 'vitest';
import { performIntent } from '../../src/calls/perform-commands.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import type { Command } from '../../src/interpreter/command.ts';
import { aCallRecord, aLiveState, anIntent, anOperation, aPlay, stands, standsWithIntent } from './a-record.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import {
  anIncomingCall,
  callerNumber,
  dispositions,
  happens,
  isConnected,
  outcomesOf,
  sweeps,
  theAttempt,
  theCall,
} from './happenings.ts';
import { deskNumber, fallbackNumber, transfers } from './programs.ts';
import { gone, refused, throttled, uncertain } from './scripted-telephony.ts';

/** What happens to a call at most once, so that a repeat may be refused because of the first. */
const once: readonly Command[] = [
  { type: 'answer', token: '2.0' },
  { type: 'redirect', token: '2.0', to: deskNumber },
  { type: 'reject', token: '2.0', reason: 'none' },
  { type: 'transfer', token: '2.0', to: deskNumber },
];

/** Performs a batch of one prompt or more that stands in the row. */
async function performs(world: World, tokens: readonly string[], attempts = 1) {
  const intent = anIntent(tokens.map(aPlay), { attempts });
  return performIntent(world.services, await standsWithIntent(world, intent), intent);
}

describe('a batch', () => {
  it('is performed in order, under ids that every repeat has, and confirmed', async () => {
    const world = aWorld();
    expect(await performs(world, ['2.0', '2.1'])).toBeUndefined();
    expect(world.telephony.requests.map(({ command, repeatability }) => [command.token, repeatability])).toEqual([
      ['2.0', { requestId: 'uuid of call-1/2.0', firstSentAtMs: startMs }],
      ['2.1', { requestId: 'uuid of call-1/2.1', firstSentAtMs: startMs }],
    ]);
    expect(theCall(world).intents).toEqual([]);
  });

  it('stops at a refused command, which goes into the loop and settles the batch', async () => {
    const world = aWorld();
    world.telephony.answers('play', refused);
    expect(await performs(world, ['2.0', '2.1'])).toEqual({
      event: { type: 'commandRefused', token: '2.0', reason: 'refused', atMs: startMs },
      settles: 2,
    });
    expect(world.telephony.sent()).toEqual(['play']);
  });

  it('begins no command that could not end within the lease', async () => {
    const world = aWorld();
    const slow = (ms: number) => () => {
      world.clock.pass(ms);
      return { type: 'done' } as const;
    };
    // The lease of three prompts is 8 s; the third would have until 8,001 ms.
    world.telephony.answers('play', slow(2_000), slow(4_001));
    await performs(world, ['2.0', '2.1', '2.2']);
    expect(world.telephony.requests.map(({ command }) => command.token)).toEqual(['2.0', '2.1']);
    expect(theCall(world).intents).toHaveLength(1);
  });

  it('leaves out what is no longer awaited', async () => {
    const world = aWorld();
    const intent = anIntent([aPlay('2.0'), aPlay('2.1')]);
    const stored = await standsWithIntent(world, intent);
    world.telephony.answers('play', () => {
      const state = { ...stored.record.state, seq: 3, operations: [] };
      const ref = { kind: 'call', id: 'call-1' } as const;
      world.services.cache.put(ref, { ...stored, record: { ...stored.record, state } });
      return { type: 'done' };
    });
    await performIntent(world.services, stored, intent);
    expect(world.telephony.requests.map(({ command }) => command.token)).toEqual(['2.0']);
  });
});

describe('a command of which nobody knows whether it was done', () => {
  it('is sent once more in the same lease, under the same id', async () => {
    const world = aWorld();
    world.telephony.answers('play', uncertain);
    await performs(world, ['2.0']);
    expect(world.telephony.requests.map(({ repeatability }) => repeatability.requestId)).toEqual([
      'uuid of call-1/2.0',
      'uuid of call-1/2.0',
    ]);
    expect(world.clock.slept).toEqual([300]);
    expect(theCall(world).intents).toEqual([]);
  });

  it('is sent at most once more, and stays in the row', async () => {
    const world = aWorld();
    world.telephony.answers('play', uncertain, uncertain);
    expect(await performs(world, ['2.0', '2.1'])).toBeUndefined();
    expect(world.telephony.requests.map(({ command }) => command.token)).toEqual(['2.0', '2.0']);
    expect(theCall(world).intents).toHaveLength(1);
  });

  it('is not sent again where that could not end within the lease', async () => {
    const world = aWorld();
    // A lease of 4 s has no room for 1,701 ms, a pause of 300 ms and another 2 s.
    world.telephony.answers('play', () => {
      world.clock.pass(1_701);
      return uncertain;
    });
    await performs(world, ['2.0']);
    expect([...world.telephony.sent(), ...world.clock.slept]).toEqual(['play']);
  });

  it('is not sent again where it is a transfer, which rings a person', async () => {
    const world = aWorld({ program: transfers });
    world.telephony.answers('transfer', uncertain);
    await isConnected(world);
    expect(world.telephony.sent()).toEqual(['answer', 'transfer']);
    expect(theCall(world).intents).toHaveLength(1);
  });

  it.each([refused, gone])('is still in doubt when the repeat of an answer is refused ($code)', async (refusal) => {
    const world = aWorld();
    world.telephony.answers('answer', uncertain, refusal);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(theAttempt(world)).toMatchObject({ phase: 'open', state: { phase: 'answering' }, intents: [{ seq: 1 }] });
    await happens(world, { type: 'callConnected' });
    await sweeps(world, 1, 1_000);
    expect(world.telephony.sent()).toEqual(['answer', 'answer', 'play']);
    expect(dispositions(world)).toEqual([]);
  });

  it.each(once)('counts as in doubt when a repeated $type is refused', async (command) => {
    const world = aWorld();
    const intent = anIntent([command], { attempts: 2 });
    world.telephony.answers(command.type, refused);
    const stored = await standsWithIntent(world, intent);
    expect(await performIntent(world.services, stored, intent)).toBeUndefined();
    expect(theCall(world).intents).toEqual([intent]);
  });

  it('is refused all the same where a repeat of a prompt is refused', async () => {
    const world = aWorld();
    world.telephony.answers('play', uncertain, refused);
    expect(await performs(world, ['2.0'])).toMatchObject({ event: { type: 'commandRefused', reason: 'refused' } });
  });
});

describe('a prompt that was sent again', () => {
  const cancelled = { type: 'promptCancelled', token: '2.0' } as const;

  it('does not take the end of its first self for news, before or after it is confirmed', async () => {
    const world = aWorld();
    world.telephony.answers('play', uncertain, async () => {
      await happens(world, cancelled, { to: world.another() });
      return { type: 'done' };
    });
    await isConnected(world);
    await happens(world, cancelled);
    expect(outcomesOf(world, 'promptCancelled')).toEqual(['stale', 'stale']);
    expect(theCall(world).state).toMatchObject({ seq: 2, operations: [{ token: '2.0', repeated: true }] });
  });

  it('is over by a cancellation where it was sent but once', async () => {
    const world = aWorld();
    await isConnected(world);
    await happens(world, cancelled);
    expect(outcomesOf(world, 'promptCancelled')).toEqual(['applied']);
  });
});

describe('a throttled command', () => {
  it('waits as long as the service says', async () => {
    const world = aWorld();
    world.telephony.answers('play', throttled(1_500));
    await performs(world, ['2.0']);
    expect([...world.telephony.sent(), ...world.clock.slept]).toEqual(['play', 'play', 1_500]);
    expect(theCall(world).intents).toEqual([]);
  });

  it('was not taken, so what is refused after it is refused for good', async () => {
    const world = aWorld({ program: transfers });
    world.telephony.answers('transfer', throttled(100), refused);
    const intent = anIntent([{ type: 'transfer', token: '2.0', to: deskNumber }]);
    const followUp = await performIntent(world.services, await standsWithIntent(world, intent), intent);
    expect([...world.telephony.sent(), followUp?.event.type]).toEqual(['transfer', 'transfer', 'commandRefused']);
  });

  it('is left to the watchdog where the wait is longer than the lease', async () => {
    const world = aWorld();
    world.telephony.answers('play', throttled(2_001));
    await performs(world, ['2.0']);
    expect([...world.telephony.sent(), ...world.clock.slept]).toEqual(['play']);
    expect(theCall(world).intents).toHaveLength(1);
  });

  it('is sent at most once more in one lease', async () => {
    const world = aWorld();
    world.telephony.answers('play', throttled(100), throttled(100));
    await performs(world, ['2.0']);
    expect([...world.telephony.sent(), ...world.clock.slept]).toEqual(['play', 'play', 100]);
  });
});

describe('an answer', () => {
  it('that the service refuses while the call rings sends the caller to the fallback number', async () => {
    const world = aWorld();
    world.telephony.answers('answer', refused);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(world.telephony.requests.slice(1).map(({ command, call }) => [command, call])).toEqual([
      [
        { type: 'redirect', to: fallbackNumber, token: 'fallback' },
        { attemptId: 'attempt-1', from: callerNumber, incomingCallContext: 'context-1' },
      ],
    ]);
    expect(dispositions(world)).toEqual(['unanswered']);
  });

  it('that finds no call any more redirects nobody', async () => {
    const world = aWorld();
    world.telephony.answers('answer', gone);
    await receiveIncomingCall(world.services, anIncomingCall());
    expect([...world.telephony.sent(), ...dispositions(world)]).toEqual(['answer', 'unanswered']);
  });

  it('whose response tells of a second connection has that one hung up', async () => {
    const world = aWorld();
    world.telephony.answers('answer', async () => {
      await happens(world, { type: 'callConnected' }, { to: world.another() });
      return { type: 'done', callId: 'call-2' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    expect(world.telephony.requests.slice(2).map(({ command, call }) => [command.type, call.callId])).toEqual([
      ['hangUp', 'call-2'],
    ]);
    expect(theCall(world)).toMatchObject({ id: 'call-1', phase: 'open' });
  });

  it('whose response comes after the call has ended makes no ghost of it', async () => {
    const world = aWorld();
    world.telephony.answers('answer', async () => {
      await happens(world, { type: 'callConnected' }, { to: world.another() });
      await happens(world, { type: 'callDisconnected', reason: '200' }, { to: world.another() });
      return { type: 'done', callId: 'call-1' };
    });
    await receiveIncomingCall(world.services, anIncomingCall());
    expect([...world.calls.records(), ...dispositions(world)]).toEqual(['left']);
  });
});

describe('a performer that comes back late', () => {
  it('does not perform a batch that belongs to somebody else by now', async () => {
    const world = aWorld();
    const intent = anIntent([aPlay('2.0')]);
    const state = aLiveState({ operations: [anOperation('2.0', 'prompt', startMs + 9_000)] });
    const stored = await stands(world, aCallRecord({ state, intents: [intent] }));
    world.clock.pass(2_001);
    await performIntent(world.services, stored, intent);
    expect(world.telephony.sent()).toEqual([]);
  });
});
