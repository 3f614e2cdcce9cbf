import { describe, expect, it } from 'vitest';
import { performData } from '../../src/calls/perform-data.ts';
import type { HttpResult } from '../../src/calls/ports/http-client.ts';
import type { DataCommand, LookUpRows, SaveRow, SendRequest } from '../../src/interpreter/command.ts';
import { aCallRecord } from './a-record.ts';
import { aWorld, type World } from './a-world.ts';
import { storageFails } from './happenings.ts';

const get = {
  type: 'sendRequest',
  token: '2.0',
  method: 'GET',
  url: 'https://api.example.org/orders',
  headers: {},
  timeoutMs: 4_000,
} as const satisfies SendRequest & { token: string };
const post = { ...get, method: 'POST', body: { pin: '4711' } } as const;
const repeatable = { ...post, idempotencyKey: 'key-1' } as const;

const unreachable: HttpResult = { type: 'unreachable', code: 'ECONNREFUSED' };
const uncertain: HttpResult = { type: 'uncertain', code: 'timeout' };

function performs(world: World, command: DataCommand & { token: string }, begunBefore = false) {
  return performData(world.services, { record: aCallRecord(), command, begunBefore });
}

/** What a request comes to that is answered so, one answer after the other, each at once. */
async function comesTo(command: SendRequest & { token: string }, ...answers: readonly HttpResult[]) {
  const world = aWorld();
  world.http.answers(...answers);
  const { outcome } = await performs(world, command);
  return { outcome, sent: world.http.requests.length };
}

describe('a request', () => {
  it.each([200, 204, 404, 500])('that is answered by %d tells the status and the body', async (status) => {
    const body = { state: 'ready' };
    expect(await comesTo(post, { type: 'answered', status, body })).toEqual({
      outcome: { type: 'requestAnswered', status, body },
      sent: 1,
    });
  });

  it.each([200, 302, 502])('that is answered by %d and a page which nobody can use has its status', async (status) => {
    expect(await comesTo(get, { type: 'unusable', status, code: 'notJson' })).toEqual({
      outcome: { type: 'requestAnswered', status, unreadable: true },
      sent: 1,
    });
  });

  it('that may not be sent is not sent again', async () => {
    expect(await comesTo(get, { type: 'refused', code: 'hostNotAllowed' })).toEqual({
      outcome: { type: 'requestFailed', reason: 'failed' },
      sent: 1,
    });
  });

  it.each([get, post, repeatable])('that did not reach the other side is sent once more ($method)', async (command) => {
    expect(await comesTo(command, unreachable)).toMatchObject({ outcome: { type: 'requestAnswered' }, sent: 2 });
    expect(await comesTo(command, unreachable, unreachable)).toEqual({
      outcome: { type: 'requestFailed', reason: 'failed' },
      sent: 2,
    });
  });

  it.each([get, repeatable])('in doubt is sent once more where it may be, and has timed out then', async (command) => {
    expect(await comesTo(command, uncertain)).toMatchObject({ outcome: { type: 'requestAnswered' }, sent: 2 });
    expect(await comesTo(command, uncertain, uncertain)).toEqual({
      outcome: { type: 'requestFailed', reason: 'timeout' },
      sent: 2,
    });
  });

  it.each([unreachable, { type: 'refused', code: 'hostNotAllowed' } as const])(
    'in doubt has timed out even where its repeat is $type, which takes nothing back',
    async (repeat) => {
      const timeout = { type: 'requestFailed', reason: 'timeout' };
      expect(await comesTo(repeatable, uncertain, repeat)).toEqual({ outcome: timeout, sent: 2 });
      const world = aWorld();
      world.http.answers(repeat, repeat);
      expect((await performs(world, repeatable, true)).outcome).toEqual(timeout);
    },
  );

  it('in doubt that may not be sent twice is uncertain', async () => {
    expect(await comesTo(post, uncertain)).toEqual({
      outcome: { type: 'requestFailed', reason: 'uncertain' },
      sent: 1,
    });
    // The first did not get there, of the second nobody can know.
    expect(await comesTo(post, unreachable, uncertain)).toEqual({
      outcome: { type: 'requestFailed', reason: 'uncertain' },
      sent: 2,
    });
  });

  it('has its time once: the second gets what is left, and there is none where that is too little', async () => {
    const sentAfter = (ms: number) => {
      const world = aWorld();
      world.http.answers(() => {
        world.clock.pass(ms);
        return unreachable;
      });
      return performs(world, get).then(() => world.http.requests.map(({ timeoutMs }) => timeoutMs));
    };
    expect(await sentAfter(1_500)).toEqual([4_000, 2_500]);
    expect(await sentAfter(3_500)).toEqual([4_000, 500]);
    expect(await sentAfter(3_501)).toEqual([4_000]);
  });

  it('is sent as the flow says it', async () => {
    const world = aWorld();
    await performs(world, { ...repeatable, auth: 'clinic', headers: { 'X-Id': '1' } });
    expect(world.http.requests[0]?.request).toMatchObject({
      method: 'POST',
      url: get.url,
      headers: { 'X-Id': '1' },
      body: { pin: '4711' },
      auth: 'clinic',
      idempotencyKey: 'key-1',
    });
  });

  it('tells the log of its failure by a code, and by nothing else', async () => {
    const world = aWorld();
    world.http.answers({ type: 'refused', code: 'hostNotAllowed' });
    expect(await performs(world, post)).toEqual({
      type: 'answered',
      outcome: { type: 'requestFailed', reason: 'failed' },
      code: 'hostNotAllowed',
      isRefused: true,
    });
  });
});

/** The line has customers. */
async function withCustomers(): Promise<World> {
  const world = aWorld();
  for (const rowKey of ['ada', 'adam', 'bea'])
    await world.lineData.write('customers', {
      rowKey,
      fields: { name: rowKey.toUpperCase() },
      mode: 'insert',
      writeId: rowKey,
    });
  return world;
}

function lookUp(by: LookUpRows['by']): LookUpRows & { token: string } {
  return { type: 'lookUpRows', token: '2.0', table: 'customers', by };
}

describe('a look-up', () => {
  it.each([
    [{ rowKey: 'ada' }, ['ada']],
    [{ rowKey: 'nobody' }, []],
    [{ prefix: 'ad', max: 10 }, ['ada', 'adam']],
    [{ prefix: '', max: 2 }, ['ada', 'adam']],
    [{ prefix: 'x', max: 10 }, []],
  ])('of %j finds %j', async (by, keys) => {
    const { outcome } = await performs(await withCustomers(), lookUp(by));
    expect(outcome).toEqual({
      type: 'rowsFound',
      rows: keys.map((rowKey) => ({ rowKey, fields: { name: rowKey.toUpperCase() } })),
    });
  });

  it('that fails is tried once more', async () => {
    const world = await withCustomers();
    world.interruptions.before('lineData.read', storageFails);
    expect((await performs(world, lookUp({ rowKey: 'ada' }))).outcome).toMatchObject({ type: 'rowsFound' });
  });

  it('that fails twice is an outcome of the flow, and tells the log why', async () => {
    const world = await withCustomers();
    for (let tries = 0; tries < 2; tries++) world.interruptions.before('lineData.readPrefix', storageFails);
    expect(await performs(world, lookUp({ prefix: 'a', max: 1 }))).toEqual({
      type: 'answered',
      outcome: { type: 'commandRefused', reason: 'unreachable' },
      code: 'StoreUnavailable',
    });
    expect(world.interruptions.requests).toEqual(['lineData.readPrefix', 'lineData.readPrefix']);
  });
});

function save(change: Partial<SaveRow> = {}): SaveRow & { token: string } {
  const row = { table: 'customers', rowKey: 'ada', fields: { calls: 1 }, mode: 'increment' } as const;
  return { type: 'saveRow', token: '2.0', ...row, ...change };
}

describe('a row that is saved', () => {
  it('is written', async () => {
    const world = await withCustomers();
    expect((await performs(world, save())).outcome).toEqual({ type: 'rowSaved' });
    expect(world.lineData.rows('customers')[0]).toEqual({ rowKey: 'ada', fields: { name: 'ADA', calls: 1 } });
  });

  it('is written once, however often its command is performed', async () => {
    const world = await withCustomers();
    await performs(world, save());
    await performs(world, save());
    await performs(world, { ...save(), token: '3.0' });
    expect(world.lineData.rows('customers')[0]?.fields.calls).toBe(2);
  });

  it('is written once where the response of the first try was lost', async () => {
    const world = await withCustomers();
    world.interruptions.after('lineData.write', storageFails);
    expect((await performs(world, save())).outcome).toEqual({ type: 'rowSaved' });
    expect(world.lineData.rows('customers')[0]?.fields.calls).toBe(1);
  });

  it('is not written over where it is to be new', async () => {
    const world = await withCustomers();
    expect((await performs(world, save({ mode: 'insert' }))).outcome).toEqual({ type: 'rowExists' });
    expect(world.lineData.rows('customers')[0]?.fields).toEqual({ name: 'ADA' });
  });

  it('is uncertain where the store does not confirm it', async () => {
    const world = await withCustomers();
    for (let tries = 0; tries < 2; tries++) world.interruptions.before('lineData.write', storageFails);
    expect(await performs(world, save())).toEqual({
      type: 'answered',
      outcome: { type: 'saveUncertain' },
      code: 'StoreUnavailable',
    });
  });

  it('is refused at once where no table can hold it', async () => {
    const world = await withCustomers();
    const { outcome } = await performs(world, save({ rowKey: 'x'.repeat(2_000) }));
    expect(outcome).toEqual({ type: 'commandRefused', reason: 'refused' });
    expect(world.interruptions.requests).toEqual(['lineData.write']);
  });
});
