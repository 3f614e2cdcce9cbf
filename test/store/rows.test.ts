import type { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RecordKind } from '../../src/calls/call-record.ts';
import type { RecordStore } from '../../src/calls/ports/record-store.ts';
import { stateVersion } from '../../src/interpreter/state.ts';
import { createSealer } from '../../src/keys/sealer.ts';
import { createTableRecordStore } from '../../src/store/table-record-store.ts';
import { aRecord, canaries } from '../conformance/record-store-rows.ts';
import { stateOfVersion1 } from '../interpreter/a-state-of-version-1.ts';
import { aRing } from '../keys/a-ring.ts';
import { aTable, type TestTable } from './a-table.ts';

let opened: TestTable;
let table: TableClient;

beforeEach(async () => {
  opened = await aTable('attempts');
  ({ table } = opened);
});

afterEach(() => opened.close());

const attempt = aRecord('attempt');

function store(kind: RecordKind, ...keys: readonly string[]): RecordStore {
  return createTableRecordStore({ kind, table, sealer: createSealer(aRing(...keys)) });
}

async function change(properties: object): Promise<void> {
  const keys = { partitionKey: attempt.id, rowKey: 'attempt' };
  await table.updateEntity({ ...keys, ...properties }, 'Merge', { etag: '*' });
}

test('nothing confidential can be read in a row', async () => {
  await store('attempt', 'one').insert(attempt);
  const row = JSON.stringify(await table.getEntity(attempt.id, 'attempt'));
  for (const canary of Object.values(canaries)) {
    expect(row).not.toContain(canary);
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(row).not.toContain(Buffer.from(canary).toString(encoding).slice(0, -2));
  }
});

test('an operator can read what is being done', async () => {
  await store('attempt', 'one').insert(attempt);
  expect(await table.getEntity(attempt.id, 'attempt')).toMatchObject({
    attemptId: attempt.attemptId,
    phase: 'open',
    flow: 'clinic',
    program: attempt.state.program,
    step: 'account',
    seq: 3,
    dueAt: '2026-09-21T14:13:30.789Z',
    writer: 'writer-1',
    boundTo: 'call/1',
    tracePage: 2,
    seen: '["event-1","event-2"]',
    intents: expect.stringContaining('"commands":["recogniseDigits","transfer"'),
    recent: expect.stringContaining('account: matched'),
    state: expect.stringContaining('"phase":"live"'),
  });
});

test('a row of a retired key is read and rewritten under the new one', async () => {
  const inserted = await store('attempt', 'old').insert(attempt);
  const rotated = store('attempt', 'new', 'old');
  expect(await rotated.load(attempt.id)).toMatchObject({ type: 'stored', record: attempt });
  await rotated.replace({ ...attempt, writer: 'writer-2' }, inserted.ok ? inserted.value : '');
  expect(await store('attempt', 'new').load(attempt.id)).toMatchObject({ type: 'stored' });
});

test('a row of a lost key is unreadable, and still has its attempt', async () => {
  await store('attempt', 'lost').insert(attempt);
  expect(await store('attempt', 'one').load(attempt.id)).toEqual({
    type: 'unreadable',
    id: attempt.id,
    version: expect.any(String),
    attemptId: attempt.attemptId,
    phase: attempt.phase,
    boundTo: attempt.boundTo,
    reason: 'The property confidential cannot be opened: unknownKey.',
  });
});

const damages: readonly [string, object, RegExp][] = [
  [
    'of a newer version',
    { state: JSON.stringify({ ...attempt.state, version: stateVersion + 1 }) },
    /does not fit version 3/,
  ],
  ['whose state is no JSON', { state: '{' }, /state is not JSON/],
  ['whose secrets are damaged', { confidential: 'one.AAAA' }, /confidential cannot be opened: damaged/],
  ['of an unknown phase', { phase: 'elsewhere' }, /property phase/],
  ['whose instant is none', { dueAt: 'tomorrow' }, /property dueAt/],
  ['whose intents are damaged', { intents: '[{"seq":"x"}]' }, /intents do not fit/],
  ['whose intents were cut', { intents: '[]' }, /differ in number/],
  ['whose trace is damaged', { recent: '{}' }, /trace do not fit/],
];

test.each(damages)('a row %s is unreadable, and can still be rescued', async (_name, properties, reason) => {
  await store('attempt', 'one').insert(attempt);
  await change(properties);
  expect(await store('attempt', 'one').load(attempt.id)).toEqual({
    version: expect.any(String),
    boundTo: attempt.boundTo,
    ...('phase' in properties ? {} : { phase: attempt.phase }),
    type: 'unreadable',
    id: attempt.id,
    attemptId: attempt.attemptId,
    incomingCallContext: canaries.context,
    reason: expect.stringMatching(reason),
  });
});

test('a row of an older version is read as one of this', async () => {
  await store('attempt', 'one').insert(attempt);
  const { confidential: _sealed, ...state } = stateOfVersion1;
  await change({ state: JSON.stringify(state) });
  expect(await store('attempt', 'one').load(attempt.id)).toMatchObject({
    type: 'stored',
    record: {
      state: {
        version: stateVersion,
        flow: 'test-line',
        step: 'ask',
        operations: [{ token: '3.0' }, { token: '3.1' }],
        confidential: attempt.state.confidential,
      },
      intents: attempt.intents,
    },
  });
});

test('a row that holds nothing is unreadable and named after its key', async () => {
  await table.createEntity({ partitionKey: 'bare', rowKey: 'attempt' });
  expect(await store('attempt', 'one').load('bare')).toMatchObject({ type: 'unreadable', attemptId: 'bare' });
});

test('secrets of one row do not open in another', async () => {
  const attempts = store('attempt', 'one');
  await attempts.insert(attempt);
  await attempts.insert(aRecord('attempt', { id: 'other' }));
  const { confidential } = await table.getEntity<{ confidential: string }>('other', 'attempt');
  await change({ confidential });
  expect(await attempts.load(attempt.id)).toMatchObject({
    type: 'unreadable',
    reason: expect.stringContaining('damaged'),
  });
});

test('what does not fit a row is refused before it is sent', async () => {
  const seen = Array.from({ length: 20_000 }, (_, index) => `an event whose id is far too long for a row ${index}`);
  await expect(store('attempt', 'one').insert({ ...attempt, seen })).rejects.toThrow(/seen does not fit/);
  await expect(store('attempt', 'one').load('x'.repeat(101))).rejects.toThrow(RangeError);
  await expect(store('attempt', 'one').load('')).rejects.toThrow(RangeError);
});
