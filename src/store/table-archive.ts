import type { TableClient } from '@azure/data-tables';
import type { CallDetailRecord } from '../calls/call-detail-record.ts';
import type { TraceLine } from '../calls/call-record.ts';
import type { Archive } from '../calls/ports/archive.ts';
import { askTable } from './ask-table.ts';
import { instantOf } from './instant.ts';
import { splitText } from './long-text.ts';
import { removeRows } from './remove-rows.ts';
import { keyOf } from './row-key.ts';
import { scanRows } from './scan-rows.ts';

/** The tables that an archive stands on, each made by `openTable`. */
export interface ArchiveTables {
  readonly traces: TableClient;
  readonly cdr: TableClient;
  readonly ended: TableClient;
}

const tombstoneKey = 'ended';

/** Keeps what is left of calls in Table Storage; everything in it may be read by an operator. */
export function createTableArchive({ traces, cdr, ended }: ArchiveTables): Archive {
  return {
    putTrace: (callId, page, lines) => putTrace(traces, { callId, page, lines }),
    putCallDetailRecord: (record) => putCallDetailRecord(cdr, record),
    bury: (callId, purgeAtMs) => bury(ended, callId, purgeAtMs),
    isBuried: (callId) => isBuried(ended, callId),
    purge: (nowMs, max) => purge(ended, nowMs, max),
  };
}

/** A page of a trace, as it is written. */
interface Page {
  readonly callId: string;
  readonly page: number;
  readonly lines: readonly TraceLine[];
}

async function putTrace(table: TableClient, { callId, page, lines }: Page): Promise<void> {
  const row = {
    partitionKey: keyOf(callId),
    rowKey: String(page).padStart(6, '0'),
    ...splitText('lines', JSON.stringify(lines)),
  };
  expectDone(table, await askTable(table, () => table.upsertEntity(row, 'Replace')));
}

async function putCallDetailRecord(table: TableClient, cdr: CallDetailRecord): Promise<void> {
  const { tally, tags, ...fields } = cdr;
  const row = {
    partitionKey: cdr.offeredAt.slice(0, 10),
    rowKey: keyOf(cdr.attemptId),
    ...fields,
    ...tally,
    tags: tags.join(', '),
  };
  const asked = await askTable(table, () => table.createEntity(row));
  if (!asked.ok && asked.error === 'exists') return;
  expectDone(table, asked);
}

async function bury(table: TableClient, callId: string, purgeAtMs: number): Promise<void> {
  const row = { partitionKey: keyOf(callId), rowKey: tombstoneKey, purgeAt: instantOf(purgeAtMs) };
  expectDone(table, await askTable(table, () => table.upsertEntity(row, 'Replace')));
}

async function isBuried(table: TableClient, callId: string): Promise<boolean> {
  const key = keyOf(callId);
  const queryOptions = { select: ['purgeAt'] };
  const asked = await askTable(table, () => table.getEntity(key, tombstoneKey, { queryOptions }));
  if (!asked.ok && asked.error === 'missing') return false;
  expectDone(table, asked);
  return true;
}

async function purge(table: TableClient, nowMs: number, max: number): Promise<number> {
  return removeRows(table, await scanRows(table, { property: 'purgeAt', until: instantOf(nowMs), max }));
}

function expectDone(table: TableClient, asked: { readonly ok: boolean; readonly error?: string }): void {
  if (!asked.ok) throw new Error(`The table ${table.tableName} answered a request with ${asked.error ?? 'nothing'}.`);
}
