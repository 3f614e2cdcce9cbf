import { describe, expect, it } from 'vitest';
import { callLimits } from '../../src/calls/call-limits.ts';
import type { CallServices } from '../../src/calls/call-services.ts';
import type { RoutedCall } from '../../src/calls/ports/flow-catalog.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { receiveIncomingCall } from '../../src/calls/receive-incoming-call.ts';
import { parseProgram } from '../../src/interpreter/parse-program.ts';
import type { Program } from '../../src/interpreter/program.ts';
import { aWorld, type World } from './a-world.ts';
import { anIncomingCall, callerNumber, happens, theCall } from './happenings.ts';
import { lineNumber, speaks } from './programs.ts';

const desk = { timeZone: 'Etc/UTC', weekly: {} };

/** A program that has schedules and an input. */
function withSchedules(names: readonly string[] = ['desk', 'nurses']): Program {
  const flow = {
    name: 'line',
    language: 'en-US',
    operator: { none: 'A test has nobody.' },
    onError: 'bye',
    inputs: { tenant: { type: 'text' } },
    start: 'greet',
    steps: {
      greet: { type: 'play', prompt: 'Good day.', next: 'bye' },
      bye: { type: 'hangUp', disposition: 'served' },
    },
  };
  const schedules = { schedules: Object.fromEntries(names.map((name) => [name, desk])) };
  const parsed = parseProgram({ main: 'line', flows: { line: flow }, schedules }, 'line-hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** What is asked about a new call, in the order in which it is begun, and what the test makes of it. */
interface Asking {
  readonly program?: Program;
  readonly keep?: CallServices['catalog']['keep'];
  readonly emergencies?: CallServices['switches']['emergencies'];
  readonly route?: () => Promise<RoutedCall | undefined>;
}

function surrounded({ program = withSchedules(), ...asking }: Asking) {
  const world = aWorld({ program });
  const asked: string[] = [];
  const keep = async (kept: Program) => {
    asked.push(`keep ${kept.hash}`);
    await asking.keep?.(kept);
  };
  const emergencies = async () => {
    asked.push('switches');
    return (await asking.emergencies?.()) ?? {};
  };
  const route = async ({ to, from }: { to: string; from: string }) => {
    asked.push(`route ${from === callerNumber ? 'the caller' : from}`);
    if (asking.route !== undefined) return asking.route();
    return to === lineNumber ? { program, inputs: { tenant: 'north' } } : undefined;
  };
  const services: CallServices = {
    ...world.services,
    catalog: { ...world.services.catalog, route, keep },
    switches: { emergencies },
  };
  return { world, asked, receive: () => receiveIncomingCall(services, anIncomingCall()), services };
}

const outOfOrder = async () => {
  throw new StoreUnavailable('out of order');
};

function warnings({ log }: World) {
  return log.filter(({ level }) => level !== 'info').map(({ what, code }) => `${what} ${code}`);
}

describe('a new call', () => {
  it('is routed by who is called and who calls, and gets what its route fills in', async () => {
    const { world, asked, receive } = surrounded({});
    expect(await receive()).toBe('taken');
    expect(asked[0]).toBe('route the caller');
    expect(theCall(world).state.confidential.variables).toEqual([{ tenant: 'north' }]);
  });

  it('knows the switches of its own schedules that are on', async () => {
    const on = { desk: { announcement: 'We are flooded.' }, others: {}, constructor: {} };
    const { world, receive } = surrounded({ emergencies: async () => on });
    await receive();
    expect(theCall(world).state.emergencies).toEqual({ desk: { announcement: 'We are flooded.' } });
  });

  it('does not ask for switches where its program has no schedules', async () => {
    const { asked, receive } = surrounded({ program: speaks });
    await receive();
    expect(asked).toEqual(['route the caller', 'keep line-hash']);
  });

  it('has its program kept, and the switches asked for meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const both: string[] = [];
    const meet = async (name: string) => {
      both.push(name);
      if (both.length === 2) release();
      await held;
    };
    const { receive } = surrounded({
      keep: () => meet('keep'),
      emergencies: async () => {
        await meet('switches');
        return {};
      },
    });
    expect(await receive()).toBe('taken');
    expect(both.toSorted()).toEqual(['keep', 'switches']);
  });

  it.each<[string, Asking, string[]]>([
    ['its program cannot be kept', { keep: outOfOrder }, ['programNotKept StoreUnavailable']],
    [
      'its program is too large to be kept',
      { keep: () => Promise.reject(new RangeError('too large')) },
      ['programNotKept RangeError'],
    ],
    ['the switches cannot be asked', { emergencies: outOfOrder }, ['switchesUnknown StoreUnavailable']],
    [
      'neither can be done',
      { keep: outOfOrder, emergencies: outOfOrder },
      ['switchesUnknown StoreUnavailable', 'programNotKept StoreUnavailable'],
    ],
  ])('is taken although %s, which is logged', async (_what, asking, logged) => {
    const { world, receive } = surrounded(asking);
    expect(await receive()).toBe('taken');
    await happens(world, { type: 'callConnected' });
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
    expect(warnings(world).toSorted()).toEqual(logged.toSorted());
    expect(theCall(world).state.emergencies).toBeUndefined();
  });

  it('has neither asked for where it has no route: what it gets comes with the app', async () => {
    const { world, asked, receive } = surrounded({ route: async () => undefined });
    expect(await receive()).toBe('taken');
    expect([asked, world.telephony.sent()]).toEqual([['route the caller'], ['reject']]);
  });

  it('goes to the fallback number should the catalog be broken', async () => {
    const { world, receive } = surrounded({ route: () => Promise.reject(new TypeError('broken')) });
    expect(await receive()).toBe('toFallback');
    expect(warnings(world)).toContain('offerFailed TypeError');
  });

  it('is told of as much as its row has room for: every switch, the words of some', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `desk${index}`);
    const words = { announcement: 'x'.repeat(1_000) };
    const { world, receive } = surrounded({
      program: withSchedules(names),
      emergencies: async () => Object.fromEntries(names.map((name) => [name, words])),
    });
    await receive();
    const told = Object.values(theCall(world).state.emergencies ?? {});
    expect(told).toHaveLength(callLimits.emergenciesMax);
    expect(told.filter(({ announcement }) => announcement !== undefined)).toHaveLength(4);
  });

  it('is dated when what surrounds it is known, so that its lease is whole', async () => {
    const { world, receive } = surrounded({
      emergencies: async () => {
        world.clock.pass(2_500);
        return {};
      },
    });
    const beganAtMs = world.clock.nowMs();
    await receive();
    expect(theCall(world).state.offeredAtMs).toBe(beganAtMs + 2_500);
  });
});

describe('an offer that comes twice', () => {
  it('is one call, with the program of whichever came first, although the flows were edited in between', async () => {
    const first = surrounded({});
    await first.receive();
    const edited = { ...withSchedules(), hash: 'edited-hash' };
    const again: CallServices = {
      ...first.services,
      catalog: { ...first.services.catalog, route: async () => ({ program: edited, inputs: { tenant: 'south' } }) },
    };
    expect(await receiveIncomingCall(again, anIncomingCall())).toBe('repeated');
    expect(first.world.telephony.sent()).toEqual(['answer']);
    expect(theCall(first.world).state.program).toBe('line-hash');
  });
});

describe('the program of a running call', () => {
  it('is awaited: while nobody can know it nothing is committed, and the event may come again', async () => {
    const { world } = surrounded({});
    await receiveIncomingCall(world.services, anIncomingCall());
    const before = theCall(world);
    const { catalog } = world.services;
    const broken: CallServices = { ...world.services, catalog: { ...catalog, program: outOfOrder } };
    const to = { ...world, services: broken };
    await expect(happens(world, { type: 'callConnected' }, { eventId: 'e1', to })).rejects.toThrow(StoreUnavailable);
    expect(theCall(world)).toEqual(before);
    expect(await happens(world, { type: 'callConnected' }, { eventId: 'e1' })).toBe(true);
    expect(world.telephony.sent()).toEqual(['answer', 'play']);
  });
});
