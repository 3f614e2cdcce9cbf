import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import type { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../src/calls/ports/record-store.ts';
import { createSealer } from '../../src/keys/sealer.ts';
import { ensureTables } from '../../src/store/ensure-tables.ts';
import { openTable } from '../../src/store/table-client.ts';
import { createTableRecordStore } from '../../src/store/table-record-store.ts';
import { startTestTables } from '../azurite.ts';
import { aRecord } from '../conformance/record-store-rows.ts';
import { aRing } from '../keys/a-ring.ts';
import { aTable, withFault } from './a-table.ts';

const sealer = createSealer(aRing('one'));

/** Every request that a client sends from now on. */
function requestsOf(table: TableClient): PipelineRequest[] {
  const requests: PipelineRequest[] = [];
  table.pipeline.addPolicy({
    name: 'requests',
    sendRequest: (request, next) => {
      requests.push(request);
      return next(request);
    },
  });
  return requests;
}

test('a sweep reads keys and the instant of four ranges, and nothing else', async () => {
  const { table, close } = await aTable('calls');
  const requests = requestsOf(table);
  await createTableRecordStore({ kind: 'call', table, sealer }).due(0, 200);
  await close();
  const queries = requests.map(({ url }) => new URL(url).searchParams);
  expect(queries.map((query) => query.get('$filter'))).toEqual([
    "PartitionKey lt '4' and dueAt le '1970-01-01T00:00:00.000Z'",
    "PartitionKey ge '4' and PartitionKey lt '8' and dueAt le '1970-01-01T00:00:00.000Z'",
    "PartitionKey ge '8' and PartitionKey lt 'c' and dueAt le '1970-01-01T00:00:00.000Z'",
    "PartitionKey ge 'c' and dueAt le '1970-01-01T00:00:00.000Z'",
  ]);
  expect(new Set(queries.map((query) => query.get('$select')))).toEqual(new Set(['PartitionKey,RowKey,dueAt']));
  expect(new Set(queries.map((query) => query.get('$top')))).toEqual(new Set(['200']));
});

test('a sweep reads further pages until it has enough', async () => {
  const { table, close } = await aTable('calls');
  const ids = Array.from({ length: 1_100 }, (_, index) => `0-${index}`);
  const rows = ids.map((id) => ({ partitionKey: id, rowKey: 'state', dueAt: '2000-01-01T00:00:00.000Z' }));
  for (let start = 0; start < rows.length; start += 100)
    await Promise.all(rows.slice(start, start + 100).map((row) => table.createEntity(row)));
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  const due = await store.due(1_000_000_000_000, 5_000);
  await close();
  expect(new Set(due)).toEqual(new Set(ids));
});

test('every request has a time-out of its own, and all tries together one more', async () => {
  const { table, close } = await aTable('calls');
  const requests = requestsOf(table);
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  await store.load('call');
  await store.due(0, 1);
  await close();
  expect(requests.map(({ timeout }) => timeout)).toEqual([2_000, 6_000, 6_000, 6_000, 6_000]);
  expect(requests.every(({ abortSignal }) => abortSignal !== undefined)).toBe(true);
});

test('a request is sent as ASCII', async () => {
  const { table, close } = await aTable('calls');
  const requests = requestsOf(table);
  await table.createEntity({ partitionKey: 'a', rowKey: 'b', text: 'é😀\\' });
  const { text } = await table.getEntity<{ text: string }>('a', 'b');
  await close();
  expect(String(requests[0]?.body)).toContain('"text":"\\u00e9\\ud83d\\ude00\\\\"');
  expect(text).toBe('é😀\\');
});

test('a replacement names the version that it replaces', async () => {
  const { table, close } = await aTable('calls');
  const requests = requestsOf(table);
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  const inserted = await store.insert(aRecord('call'));
  await store.replace(aRecord('call', { writer: 'writer-2' }), inserted.ok ? inserted.value : '');
  await close();
  expect(requests.at(-1)?.headers.get('If-Match')).toBe(inserted.ok && inserted.value);
});

/** Answers in the service's place, as something between us and it might; counts the tries. */
function answerWith(table: TableClient, response: { status: number; bodyAsText?: string }): () => number {
  let tries = 0;
  table.pipeline.addPolicy(
    {
      name: 'stranger',
      sendRequest: async (request) => {
        tries++;
        return { request, headers: createHttpHeaders({ 'content-type': 'text/html' }), ...response };
      },
    },
    { afterPhase: 'Retry' },
  );
  return () => tries;
}

test('a busy service is asked once more, and then no further', async () => {
  const { table, close } = await aTable('calls');
  const tries = answerWith(table, { status: 503 });
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  await expect(store.load('call')).rejects.toThrow('The table calls could not be asked: 503.');
  await close();
  expect(tries()).toBe(2);
});

test.each([404, 409])('a %i that is not the service’s own is a failure, not an outcome', async (status) => {
  const { table, close } = await aTable('calls');
  answerWith(table, { status, bodyAsText: '<html>' });
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  await expect(store.load('call')).rejects.toThrow(StoreUnavailable);
  await expect(store.insert(aRecord('call'))).rejects.toThrow(StoreUnavailable);
  await close();
});

test('tables are created once per client, and by the first operation where nobody did', async () => {
  const tables = await startTestTables();
  const clients = [openTable(tables, 'calls'), openTable(tables, 'ended')];
  const requests = clients.map(requestsOf);
  await Promise.all([ensureTables(clients), ensureTables(clients)]);
  await ensureTables(clients);
  await ensureTables([openTable(tables, 'calls')]);
  expect(requests.map((each) => each.length)).toEqual([1, 1]);
  const store = createTableRecordStore({ kind: 'attempt', table: openTable(tables, 'attempts'), sealer });
  expect(await store.load('nobody')).toBeUndefined();
  await tables.close();
});

test('a creation that failed is tried again', async () => {
  const tables = await startTestTables();
  const table = openTable(tables, 'cdr');
  withFault(table, { method: 'POST', what: 'unsent', times: 2 });
  await expect(ensureTables([table])).rejects.toThrow(StoreUnavailable);
  await ensureTables([table]);
  await tables.close();
});

test('an identity is asked for a token, never sent over plain HTTP', async () => {
  const credential = { getToken: async () => ({ token: 'secret', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const table = openTable({ endpoint: 'http://127.0.0.1:1', credential }, 'calls');
  const store = createTableRecordStore({ kind: 'call', table, sealer });
  await expect(store.load('call')).rejects.toThrow(StoreUnavailable);
});
