import type { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LineData, RowWrite } from '../../src/calls/ports/line-data.ts';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createTableLineData } from '../../src/store/line-data.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables, type TestTables } from '../azurite.ts';
import { type Fault, withFault } from './a-table.ts';

const caller = '+14255550177';
const increment: RowWrite = { rowKey: caller, fields: { calls: 1 }, mode: 'increment', writeId: 'mine' };
const insert: RowWrite = { ...increment, mode: 'insert' };

let tables: TestTables;
let sound: LineData;

beforeEach(async () => {
  tables = await startTestTables();
  sound = open();
  await sound.read('reports', caller);
});
afterEach(() => tables.close());

function table(): TableClient {
  return openTable(tables, 'rows');
}

function open(fault?: Fault): LineData {
  const client = table();
  if (fault !== undefined) withFault(client, fault);
  return createTableLineData(client);
}

/** A write of others to the same row. */
function others(writeId = 'others'): Promise<unknown> {
  return sound.write('reports', { rowKey: caller, fields: { calls: 10 }, mode: 'increment', writeId });
}

async function calls(): Promise<unknown> {
  return (await sound.read('reports', caller))?.fields.calls;
}

test.each([1, 2])('an insert whose response is lost %i times was written', async (times) => {
  expect(await open({ method: 'POST', what: 'lost', times }).write('reports', insert)).toBe('written');
  expect(await calls()).toBe(1);
});

test('an insert whose response is lost was written, though others have written since', async () => {
  const data = open({ method: 'POST', what: 'lost', times: 1, meanwhile: () => others() });
  expect(await data.write('reports', insert)).toBe('written');
  expect(await calls()).toBe(11);
});

test('an insert that never arrived found the row of another', async () => {
  await others();
  expect(await open({ method: 'POST', what: 'unsent', times: 1 }).write('reports', insert)).toBe('exists');
});

test.each([1, 2])('an increment whose response is lost %i times counts once', async (times) => {
  await others();
  expect(await open({ method: 'PATCH', what: 'lost', times }).write('reports', increment)).toBe('written');
  expect(await calls()).toBe(11);
});

test('an increment whose response is lost counts once, though others have written since', async () => {
  await others();
  const meanwhile = () => others('others again');
  expect(await open({ method: 'PATCH', what: 'lost', times: 2, meanwhile }).write('reports', increment)).toBe(
    'written',
  );
  expect(await calls()).toBe(21);
});

test('a write that nobody knows the end of says so, and may be done again by another instance', async () => {
  await others();
  const data = open({ method: 'PATCH', what: 'unsent', times: 2 });
  await expect(data.write('reports', increment)).rejects.toThrow(StoreUnavailable);
  for (const _ of [1, 2, 3]) expect(await open().write('reports', increment)).toBe('written');
  expect(await calls()).toBe(11);
});

test('a row that was removed meanwhile is made anew', async () => {
  await others();
  const client = table();
  let removed = false;
  client.pipeline.addPolicy({
    name: 'removal',
    sendRequest: async (request, next) => {
      if (request.method === 'PATCH' && !removed) {
        removed = true;
        await table().deleteEntity('reports', caller, { etag: '*' });
      }
      return next(request);
    },
  });
  expect(await createTableLineData(client).write('reports', increment)).toBe('written');
  expect(await calls()).toBe(1);
});

test('a row that others change all the time is given up in the end', async () => {
  await others();
  const client = table();
  let times = 0;
  client.pipeline.addPolicy({
    name: 'contention',
    sendRequest: async (request, next) => {
      if (request.method === 'PATCH') await others(`others ${times++}`);
      return next(request);
    },
  });
  const write = createTableLineData(client).write('reports', increment);
  await expect(write).rejects.toThrow(StoreUnavailable);
  expect(times).toBeLessThanOrEqual(32);
});

test('all requests of one write have one end', async () => {
  await others();
  const client = table();
  const signals: unknown[] = [];
  client.pipeline.addPolicy({
    name: 'signals',
    sendRequest: (request, next) => {
      signals.push(request.abortSignal);
      return next(request);
    },
  });
  await createTableLineData(client).write('reports', increment);
  expect(signals).toEqual([expect.any(AbortSignal), signals[0]]);
});

test('a service that is not there is a failure of the storage, without a word of the row', async () => {
  await tables.close();
  const attempts = [
    () => sound.write('reports', increment),
    () => sound.read('reports', caller),
    () => sound.readPrefix('reports', caller, 5),
  ];
  for (const attempt of attempts) {
    const error: unknown = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(String(error)).not.toContain('4255550177');
    expect(error).not.toHaveProperty('cause');
  }
  tables = await startTestTables();
});
