import type { TableClient } from '@azure/data-tables';
import { askTable, type Refusal } from './ask-table.ts';
import { storeLimits } from './store-limits.ts';

/** Keys of a row, its version, and the instant that it was found by. */
export interface FoundRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly etag: string;
  readonly at: string;
}

/** Which rows: those whose instant in the property is not after `until`. */
export interface Scan {
  readonly property: string;
  /** ISO. */
  readonly until: string;
  /** At most so many rows. */
  readonly max: number;
}

/** Together they cover every key, whatever it begins with; ids are mostly hexadecimal, so they are alike in size. */
const ranges = [
  "PartitionKey lt '4'",
  "PartitionKey ge '4' and PartitionKey lt '8'",
  "PartitionKey ge '8' and PartitionKey lt 'c'",
  "PartitionKey ge 'c'",
];

/**
 * Finds rows whose instant has come, the earliest first, reading only keys and that instant. The ranges are read in parallel,
 * each up to `max`, since nothing says that rows are spread evenly.
 */
export async function scanRows(table: TableClient, scan: Scan): Promise<readonly FoundRow[]> {
  const found = await Promise.all(ranges.map((range) => scanRange(table, scan, range)));
  return found
    .flat()
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(0, scan.max);
}

async function scanRange(table: TableClient, scan: Scan, range: string): Promise<FoundRow[]> {
  const { property, until, max } = scan;
  const pages = table
    .listEntities({
      queryOptions: {
        filter: `${range} and ${property} le '${until}'`,
        select: ['PartitionKey', 'RowKey', property],
      },
      requestOptions: { timeout: storeLimits.scanRequestTimeoutMs },
    })
    .byPage({ maxPageSize: Math.min(max, storeLimits.pageRowsMax) });
  const rows: FoundRow[] = [];
  for (let page = 0; page < storeLimits.scanPagesMax && rows.length < max; page++) {
    const asked = await askTable(table, () => pages.next());
    if (!asked.ok) throw new Error(refused(table, asked.error));
    if (asked.value.done === true) break;
    for (const row of asked.value.value) rows.push(foundRow(row, property));
  }
  return rows.slice(0, max);
}

function foundRow(row: Record<string, unknown> & { etag: string }, property: string): FoundRow {
  return {
    partitionKey: String(row.partitionKey),
    rowKey: String(row.rowKey),
    etag: row.etag,
    at: String(row[property]),
  };
}

function refused(table: TableClient, refusal: Refusal): string {
  return `A query of the table ${table.tableName} cannot be answered with ${refusal}.`;
}
