import { describe, expect, it } from 'vitest';
import { performIntent } from '../../src/calls/perform-commands.ts';
import type { Command } from '../../src/interpreter/command.ts';
import { aCallRecord, aLiveState, anIntent, anOperation, stands, standsWithIntent } from './a-record.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import { gone, refused, throttled, uncertain } from './scripted-telephony.ts';

/** An order at a service, which may be asked but once unless the test says more. */
function orderOf(token: string, change: object = {}): Command {
  const url = 'https://api.example.org/orders';
  return { type: 'sendRequest', token, method: 'POST', url, headers: {}, timeoutMs: 4_000, ...change };
}

describe('an end of media that nobody awaits', () => {
  const cancel = { type: 'cancelMedia', token: '2.0' } as const;

  /** Performs it, and a request behind it that alone is awaited. */
  async function cancelsAndOrders(world: World, { afterMs = 0, timeoutMs = 4_000 } = {}) {
    const intent = anIntent([cancel, orderOf('2.1', { timeoutMs })]);
    const state = aLiveState({ operations: [anOperation('2.1', 'request', startMs + 7_000)] });
    const stored = await stands(world, aCallRecord({ state, intents: [intent] }));
    world.clock.pass(afterMs);
    return performIntent(world.services, stored, intent);
  }

  const answered = { event: { type: 'requestAnswered', token: '2.1' }, settles: 2 };

  it.each([refused, uncertain, throttled(100)])(
    'is asked for once, and does not keep what follows it from being done ($type)',
    async (answer) => {
      const world = aWorld();
      world.telephony.answers('cancelMedia', answer);
      expect(await cancelsAndOrders(world)).toMatchObject(answered);
      expect([...world.telephony.sent(), ...world.clock.slept]).toEqual(['cancelMedia']);
      expect(world.http.requests).toHaveLength(1);
    },
  );

  it('takes nothing of the time of what follows it, however slow it is', async () => {
    const world = aWorld();
    world.telephony.answers('cancelMedia', () => {
      world.clock.pass(2_000);
      return uncertain;
    });
    expect(await cancelsAndOrders(world)).toMatchObject(answered);
  });

  it('is left out where the lease has time only for what follows it', async () => {
    const world = aWorld();
    // The lease is of 5 s; the one needs two of them, the other a single one.
    expect(await cancelsAndOrders(world, { afterMs: 3_500, timeoutMs: 1_000 })).toMatchObject(answered);
    expect(world.telephony.sent()).toEqual([]);
  });

  it('finds that the call is gone, and nothing follows it', async () => {
    const world = aWorld();
    world.telephony.answers('cancelMedia', gone);
    expect(await cancelsAndOrders(world)).toMatchObject({ event: { type: 'commandRefused', reason: 'gone' } });
    expect(world.http.requests).toEqual([]);
  });
});

describe('a request for which the lease is too short', () => {
  async function isLate(change: object, attempts = 1) {
    const world = aWorld();
    const intent = anIntent([orderOf('2.0', change)], { attempts });
    const stored = await standsWithIntent(world, intent);
    // The lease is of 6 s, and the request needs four of them.
    world.clock.pass(2_001);
    const followUp = await performIntent(world.services, stored, intent);
    expect(world.http.requests).toEqual([]);
    return followUp;
  }

  it('was not sent by anybody, so that it failed, where it is the only one', async () => {
    expect(await isLate({})).toEqual({
      event: { type: 'requestFailed', reason: 'failed', token: '2.0', atMs: startMs + 2_001 },
      settles: 2,
    });
  });

  it('is left to the next owner where it may be sent again', async () => {
    expect(await isLate({ idempotencyKey: 'key-1' })).toBeUndefined();
    expect(await isLate({ method: 'GET' })).toBeUndefined();
    expect(await isLate({ idempotencyKey: 'key-1' }, 2)).toBeUndefined();
  });
});
