import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallDetailRecord } from '../../src/calls/call-detail-record.ts';
import type { TraceLine } from '../../src/calls/call-record.ts';
import type { Archive } from '../../src/calls/ports/archive.ts';
import { joinText } from '../../src/store/long-text.ts';
import { createTableArchive } from '../../src/store/table-archive.ts';
import { openTable } from '../../src/store/table-client.ts';
import { startTestTables } from '../azurite.ts';
import { allRows } from '../store/a-table.ts';
import { checkedTable } from './checked-table.ts';
import { createMemoryArchive } from './memory-archive.ts';
import { aLine } from './record-store-rows.ts';

interface OpenArchive {
  readonly archive: Archive;
  trace(callId: string): Promise<readonly TraceLine[]>;
  records(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

const archives: readonly { name: string; open(): Promise<OpenArchive> }[] = [
  { name: 'an archive in memory', open: openMemory },
  { name: 'an archive in Table Storage', open: openTables },
];

async function openMemory(): Promise<OpenArchive> {
  const archive = createMemoryArchive();
  return {
    archive,
    trace: async (callId) => archive.trace(callId),
    records: async () => archive.callDetailRecords().map(({ tally, ...fields }) => ({ ...fields, ...tally })),
    close: async () => {},
  };
}

async function openTables(): Promise<OpenArchive> {
  const tables = await startTestTables();
  const traces = checkedTable(openTable(tables, 'traces'));
  const cdr = checkedTable(openTable(tables, 'cdr'));
  const ended = checkedTable(openTable(tables, 'ended'));
  return {
    archive: createTableArchive({ traces, cdr, ended }),
    trace: async (callId) => {
      const rows = await allRows(traces);
      const pages = rows.filter((row) => row.partitionKey === callId);
      return pages.flatMap((row): TraceLine[] => JSON.parse(joinText(row, 'lines') ?? '[]'));
    },
    // A property of a table is no list.
    records: async () => (await allRows(cdr)).map((row) => ({ ...row, tags: String(row.tags).split(', ') })),
    close: tables.close,
  };
}

const cdr: CallDetailRecord = {
  attemptId: 'a'.repeat(64),
  callId: '401f1900-3c54-4f0e-9a57-3f7e0c1d2b4a',
  to: '+14255550100',
  flow: 'clinic',
  program: 'b'.repeat(64),
  language: 'en-US',
  offeredAt: '2026-09-21T23:59:59.999Z',
  answeredAt: '2026-09-22T00:00:01.000Z',
  endedAt: '2026-09-22T00:01:00.500Z',
  durationMs: 59_500,
  disposition: 'transferred',
  lastStep: 'toDesk',
  tags: ['appointment', 'urgent'],
  tally: { steps: 4, noInput: 1, noMatch: 0, errors: 0, transfers: 1, lost: 0 },
};

describe.each(archives)('$name', ({ open }) => {
  let opened: OpenArchive;
  let archive: Archive;

  beforeEach(async () => {
    opened = await open();
    ({ archive } = opened);
  });
  afterEach(() => opened.close());

  test('a page of a trace that is written again replaces itself', async () => {
    await archive.putTrace('call-1', 0, [aLine(1)]);
    await archive.putTrace('call-1', 0, [aLine(1), aLine(2)]);
    await archive.putTrace('call-2', 0, [aLine(9)]);
    expect(await opened.trace('call-1')).toEqual([aLine(1), aLine(2)]);
  });

  test('pages come in their order', async () => {
    for (const page of [10, 2, 0]) await archive.putTrace('call-1', page, [aLine(page)]);
    expect(await opened.trace('call-1')).toEqual([aLine(0), aLine(2), aLine(10)]);
  });

  test('a page beyond the size of a property is kept whole', async () => {
    const lines = Array.from({ length: 900 }, (_, seq) => aLine(seq));
    await archive.putTrace('call-1', 0, lines);
    expect(await opened.trace('call-1')).toEqual(lines);
  });

  test('a call has one detail record, the first', async () => {
    await archive.putCallDetailRecord(cdr);
    await archive.putCallDetailRecord({ ...cdr, disposition: 'abandoned' });
    const { tally, ...fields } = cdr;
    expect(await opened.records()).toEqual([expect.objectContaining({ ...fields, ...tally })]);
  });

  test('a call that was never answered has a detail record too', async () => {
    const { callId: _callId, answeredAt: _answeredAt, ...refused } = cdr;
    await archive.putCallDetailRecord(refused);
    await archive.putCallDetailRecord({ ...refused, attemptId: 'c' });
    expect(await opened.records()).toHaveLength(2);
    expect((await opened.records())[0]).not.toHaveProperty('answeredAt');
  });

  test('an ended call is known until its time is over', async () => {
    expect(await archive.isBuried('call/1')).toBe(false);
    await archive.bury('call/1', 5_000);
    await archive.bury('call/1', 6_000);
    expect(await archive.purge(5_999, 10)).toBe(0);
    expect(await archive.isBuried('call/1')).toBe(true);
    expect(await archive.purge(6_000, 10)).toBe(1);
    expect(await archive.isBuried('call/1')).toBe(false);
  });

  test('no more are forgotten at once than allowed', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `${index.toString(36)}-call`);
    await Promise.all(ids.map((id) => archive.bury(id, 1_000)));
    expect(await archive.purge(2_000, 7)).toBe(7);
    expect(await archive.purge(2_000, 100)).toBe(13);
    expect(await archive.purge(2_000, 100)).toBe(0);
  });
});
