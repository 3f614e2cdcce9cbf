import { odata, type TableClient } from '@azure/data-tables';
import type { DataRow, LineData, RowWrite } from '../calls/ports/line-data.ts';
import { askTable } from './ask-table.ts';
import { fieldsOf } from './line-data-fields.ts';
import { dataKeyOf, dataTextOf, endOfPrefix } from './line-data-key.ts';
import { writeRow } from './line-data-write.ts';
import { readPartition } from './read-partition.ts';
import { storeLimits } from './store-limits.ts';

/**
 * Keeps the line's own rows in Table Storage, in the one table `rows`: PartitionKey is the flow's table, RowKey the row's key,
 * both as `dataKeyOf` writes them, and every field a column. A text that can be no key names no row: nothing is found there,
 * and to write there is a RangeError, as it is for fields that no row can hold. Rows are written by conditional requests, so
 * each may be done again. Only to a row that was removed in between does a repeated write come as a new one.
 */
export function createTableLineData(table: TableClient): LineData {
  return {
    read: (tableName, rowKey) => read(table, tableName, rowKey),
    readPrefix: (tableName, prefix, max) => readPrefix(table, { tableName, prefix, max }),
    write: (tableName, row) => write(table, tableName, row),
  };
}

async function read(table: TableClient, tableName: string, rowKey: string): Promise<DataRow | undefined> {
  const place = placeOf(tableName, rowKey);
  if (place === undefined) return undefined;
  const abortSignal = AbortSignal.timeout(storeLimits.dataTimeoutMs);
  const asked = await askTable(table, () => table.getEntity(place.partitionKey, place.rowKey, { abortSignal }));
  if (asked.ok) return { rowKey, fields: fieldsOf(asked.value) };
  if (asked.error === 'missing') return undefined;
  throw new Error(`The table ${table.tableName} answered a request with ${asked.error}, which it cannot mean.`);
}

/** Which rows of which table. */
interface PrefixRead {
  readonly tableName: string;
  readonly prefix: string;
  readonly max: number;
}

async function readPrefix(table: TableClient, { tableName, prefix, max }: PrefixRead): Promise<readonly DataRow[]> {
  const partitionKey = dataKeyOf(tableName);
  const first = prefix === '' ? '' : dataKeyOf(prefix);
  if (partitionKey === undefined || first === undefined) return [];
  const partition = odata`PartitionKey eq ${partitionKey}`;
  const range = first === '' ? '' : odata` and RowKey ge ${first} and RowKey lt ${endOfPrefix(first)}`;
  const rows = await readPartition(table, {
    filter: `${partition}${range}`,
    max: Math.min(max, storeLimits.dataRowsMax),
    abortSignal: AbortSignal.timeout(storeLimits.dataTimeoutMs),
  });
  return rows.map((row) => ({ rowKey: dataTextOf(row.rowKey), fields: fieldsOf(row) }));
}

async function write(table: TableClient, tableName: string, row: RowWrite): Promise<'written' | 'exists'> {
  const place = placeOf(tableName, row.rowKey);
  if (place === undefined)
    throw new RangeError(
      `The names of a table and of its rows have 1 to ${storeLimits.dataKeyCharactersMax} characters, those here ${tableName.length} and ${row.rowKey.length} (escapes not counted).`,
    );
  return writeRow({ table, place, abortSignal: AbortSignal.timeout(storeLimits.dataTimeoutMs) }, row);
}

function placeOf(tableName: string, row: string): { partitionKey: string; rowKey: string } | undefined {
  const partitionKey = dataKeyOf(tableName);
  const rowKey = dataKeyOf(row);
  return partitionKey === undefined || rowKey === undefined ? undefined : { partitionKey, rowKey };
}
