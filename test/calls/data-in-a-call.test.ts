import { describe, expect, it } from 'vitest';
import type { HttpResult } from '../../src/calls/ports/http-client.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { aWorld, startMs, type World } from './a-world.ts';
import {
  anIncomingCall,
  dispositions,
  happens,
  isConnected,
  looksAfter,
  outcomesOf,
  storageFails,
  theCall,
} from './happenings.ts';
import { aProgram, lineNumber, orders, reads, saves, waits } from './programs.ts';

const unreachable: HttpResult = { type: 'unreachable', code: 'ENOTFOUND' };

/** A call that is connected and whose first step has done what it does. */
async function aCallOf(program: Program, prepare: (world: World) => void = () => {}): Promise<World> {
  const world = aWorld({ program });
  prepare(world);
  await isConnected(world);
  return world;
}

/** The instance dies with the request on its way. */
function dies(world: World): void {
  world.http.answers(() => {
    world.interruptions.diesAtRequest(0);
    return { type: 'answered', status: 200 };
  });
}

describe('a request of a flow', () => {
  it('comes back as an event of the same call, which settles its batch', async () => {
    const world = await aCallOf(reads);
    expect(outcomesOf(world, 'requestAnswered')).toEqual(['applied']);
    expect(world.telephony.sent()).toEqual(['answer', 'hangUp']);
    expect(theCall(world)).toMatchObject({ intents: [], state: { disposition: 'served' } });
  });

  it('that failed is an outcome of the flow', async () => {
    const world = await aCallOf(orders, ({ http }) => http.answers({ type: 'uncertain', code: 'timeout' }));
    expect(theCall(world).state.disposition).toBe('unsure');
  });

  it('is one line of the log, which holds nothing of it', async () => {
    const world = await aCallOf(orders, ({ http }) => http.answers(unreachable, unreachable));
    const lines = world.log.filter((entry) => entry.what === 'command' && entry.kind === 'sendRequest');
    expect(lines).toMatchObject([{ outcome: 'requestFailed', code: 'ENOTFOUND', level: 'info', seq: 2 }]);
    expect(JSON.stringify(world.log)).not.toContain('api.example.org');
  });

  it('that may not go to its host is a warning, with the host and what to do, and nothing else of it', async () => {
    const world = await aCallOf(orders, ({ http }) => http.answers({ type: 'refused', code: 'hostNotAllowed' }));
    const lines = world.log.filter((entry) => entry.what === 'command' && entry.kind === 'sendRequest');
    expect(lines).toMatchObject([
      {
        level: 'warn',
        outcome: 'requestFailed',
        code: 'hostNotAllowed',
        host: 'api.example.org',
        advice: 'Add the host to HTTP_ALLOWED_HOSTS, or correct the address in the flow.',
      },
    ]);
    expect(JSON.stringify(world.log)).not.toContain('api.example.org/');
  });

  it('whose success no flow can read is a warning, with what to do; an error page is none', async () => {
    const lineOf = async (status: number) => {
      const world = await aCallOf(orders, ({ http }) =>
        http.answers({ type: 'unusable', status, code: 'notJsonType' }),
      );
      return world.log.find((entry) => entry.what === 'command' && entry.kind === 'sendRequest');
    };
    const advice = 'Let the service say Content-Type: application/json in its answer.';
    expect(await lineOf(200)).toMatchObject({ level: 'warn', code: 'notJsonType', advice });
    expect(await lineOf(404)).toMatchObject({ level: 'info', code: 'notJsonType', advice });
  });

  it('that is refused for another reason is a warning without the host', async () => {
    const world = await aCallOf(orders, ({ http }) => http.answers({ type: 'refused', code: 'unknownAuth' }));
    const [line] = world.log.filter((entry) => entry.what === 'command' && entry.kind === 'sendRequest');
    expect(line).toMatchObject({ level: 'warn', code: 'unknownAuth' });
    expect(JSON.stringify(world.log)).not.toContain('api.example.org');
  });

  it('has a lease of its own time, and nobody else begins it meanwhile', async () => {
    const world = await aCallOf(reads, (prepared) =>
      prepared.http.answers(async () => {
        expect(theCall(prepared).intents).toMatchObject([{ seq: 2, leaseUntilMs: startMs + 6_000 }]);
        await looksAfter(prepared, 5_900, prepared.another());
        return { type: 'answered', status: 200 };
      }),
    );
    expect(world.http.requests).toHaveLength(1);
  });

  it('is not waited for by a caller who hung up, and its answer is stale', async () => {
    const world = await aCallOf(reads, (prepared) =>
      prepared.http.answers(async () => {
        await happens(prepared, { type: 'callDisconnected', reason: '200' }, { to: prepared.another() });
        return { type: 'answered', status: 200 };
      }),
    );
    expect(dispositions(world)).toEqual(['left']);
    expect(world.telephony.sent()).toEqual(['answer']);
  });
});

describe('the filler of a request', () => {
  it('is spoken while the request is out, and the answer is taken when it has been spoken', async () => {
    const world = await aCallOf(reads, (prepared) =>
      prepared.http.answers(async () => {
        await looksAfter(prepared, 2_000, prepared.another());
        return { type: 'answered', status: 200 };
      }),
    );
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect(theCall(world).state.operations).toMatchObject([{ kind: 'prompt' }]);
    const token = theCall(world).state.operations[0]?.token ?? '';
    await happens(world, { type: 'promptCompleted', token });
    expect(world.telephony.sent()).toEqual(['answer', 'play', 'hangUp']);
    expect(theCall(world).state.disposition).toBe('served');
  });

  it('is due without asking the telephone service about the call', async () => {
    const world = await aCallOf(reads, (prepared) =>
      prepared.http.answers(async () => {
        expect(theCall(prepared).dueAtMs).toBe(startMs + 2_000);
        await looksAfter(prepared, 2_000, prepared.another());
        return { type: 'answered', status: 200 };
      }),
    );
    expect(world.telephony.probed).toEqual([]);
    expect(world.log.filter(({ what }) => what === 'overdue')).toMatchObject([{ level: 'info' }]);
  });
});

describe('a request whose performer died', () => {
  async function isLeft(program: Program): Promise<World> {
    const world = aWorld({ program });
    dies(world);
    await isConnected(world).catch(() => {});
    return world;
  }

  it('is begun once more by another instance where that is safe', async () => {
    const world = await isLeft(reads);
    await looksAfter(world, 6_000, world.another());
    // The filler was due before.
    await looksAfter(world, 0, world.another());
    expect(world.http.requests).toHaveLength(2);
  });

  it('is never sent again where it may not be, and the flow hears that nobody knows', async () => {
    const world = await isLeft(orders);
    await looksAfter(world, 6_000, world.another());
    expect(world.http.requests).toHaveLength(1);
    expect(outcomesOf(world, 'requestFailed')).toEqual(['applied']);
    expect(theCall(world).state.disposition).toBe('unsure');
  });

  it.each([unreachable, { type: 'refused', code: 'hostNotAllowed' } as const])(
    'has timed out where its repeat is $type, since the first may have taken effect',
    async (repeat) => {
      const world = await isLeft(reads);
      world.http.answers(repeat, repeat);
      await looksAfter(world, 6_000, world.another());
      await looksAfter(world, 0, world.another());
      expect(outcomesOf(world, 'requestFailed')).toEqual(['applied']);
      expect(theCall(world).state.disposition).toBe('slow');
    },
  );

  it('that is safe is given up after its second attempt', async () => {
    const world = await isLeft(reads);
    const second = world.another();
    world.http.answers(() => {
      second.interruptions.diesAtRequest(0);
      return { type: 'answered', status: 200 };
    });
    for (let look = 0; look < 2; look++) await looksAfter(world, 3_000, second).catch(() => {});
    expect(world.http.requests).toHaveLength(2);
    const third = world.another();
    for (let look = 0; look < 4; look++) await looksAfter(world, 3_000, third);
    expect(world.http.requests).toHaveLength(2);
    expect(outcomesOf(world, 'requestFailed')).toEqual(['applied']);
  });
});

describe('a row that a flow saves', () => {
  it('is saved, and the flow goes on', async () => {
    const world = await aCallOf(saves);
    expect(world.lineData.rows('calls')).toEqual([{ rowKey: lineNumber, fields: { count: 1 } }]);
    expect(theCall(world).state.disposition).toBe('served');
  });

  it('counts once where its performer died after the write', async () => {
    const world = aWorld({ program: saves });
    world.interruptions.after('lineData.write', () => world.interruptions.diesAtRequest(0));
    await isConnected(world).catch(() => {});
    await looksAfter(world, 9_000, world.another());
    expect(world.lineData.rows('calls')).toEqual([{ rowKey: lineNumber, fields: { count: 1 } }]);
    expect(theCall(world).state.disposition).toBe('served');
  });

  it('is uncertain to the flow where the store is out of reach', async () => {
    const world = await aCallOf(saves, ({ interruptions }) => {
      for (let tries = 0; tries < 2; tries++) interruptions.before('lineData.write', storageFails);
    });
    expect(theCall(world).state.disposition).toBe('unsure');
  });
});

describe('a look-up before the answer', () => {
  const variables = { customer: { type: { name: 'text' } } };
  const look = {
    type: 'lookup',
    table: 'blocked',
    rowKey: '{{ call.from }}',
    into: 'customer',
    next: 'refuse',
    on: { missing: 'greet', failed: 'greet' },
  };
  const greet = { type: 'play', prompt: 'Good day.', next: 'bye' };
  const program = aProgram({ look, greet, refuse: { type: 'reject', reason: 'forbidden' } }, { variables });

  it('decides whether the call is answered, each command once', async () => {
    const stranger = aWorld({ program });
    await isConnected(stranger);
    expect(stranger.telephony.sent()).toEqual(['answer', 'play']);
    const blocked = aWorld({ program });
    const row = { rowKey: '+14255550177', fields: { name: 'Spam' }, mode: 'insert', writeId: '1' } as const;
    await blocked.lineData.write('blocked', row);
    await receiveIncomingCall(blocked.services, anIncomingCall());
    expect(blocked.telephony.sent()).toEqual(['reject']);
    expect(dispositions(blocked)).toEqual(['rejected']);
  });
});

describe('an instant that a flow waits for', () => {
  it("is the call's own business: it comes without a probe, and no warning", async () => {
    const world = await aCallOf(waits);
    expect([...world.wishes.values()]).toContain(startMs + 10_000);
    await looksAfter(world, 9_999);
    expect(outcomesOf(world, 'deadlinePassed')).toEqual([]);
    await looksAfter(world, 1);
    expect(outcomesOf(world, 'deadlinePassed')).toEqual(['applied']);
    expect(world.telephony.sent()).toEqual(['answer', 'hangUp']);
    expect(world.telephony.probed).toEqual([]);
    expect(world.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
