import type { TableClient } from '@azure/data-tables';
import { StoreUnavailable } from '../calls/ports/record-store.ts';
import { askTable } from './ask-table.ts';
import type { Properties } from './long-text.ts';
import { storeLimits } from './store-limits.ts';

/** Rows of one partition, in the order of their keys. */
export interface PartitionQuery {
  readonly filter: string;
  /** At most so many rows. */
  readonly max: number;
  /** Columns; all of them where it is left out. */
  readonly select?: string[];
  /** Ends all of it. */
  readonly abortSignal: AbortSignal;
}

/** A row as it was found. */
export type PartitionRow = Properties & { readonly rowKey: string };

/** Reads page after page. Throws `StoreUnavailable` where the service does not come to an end: a part would look like the whole. */
export async function readPartition(table: TableClient, query: PartitionQuery): Promise<readonly PartitionRow[]> {
  const { filter, max, select, abortSignal } = query;
  if (max <= 0) return [];
  const pages = table
    .listEntities({ queryOptions: { filter, ...(select === undefined ? {} : { select }) }, abortSignal })
    .byPage({ maxPageSize: Math.min(max, storeLimits.pageRowsMax) });
  const rows: PartitionRow[] = [];
  for (let page = 0; page < storeLimits.dataPagesMax; page++) {
    const asked = await askTable(table, () => pages.next());
    if (!asked.ok) throw new Error(`A query of the table ${table.tableName} cannot be answered with ${asked.error}.`);
    if (asked.value.done === true) return rows;
    for (const row of asked.value.value) rows.push({ ...row, rowKey: String(row.rowKey) });
    if (rows.length >= max) return rows.slice(0, max);
  }
  throw new StoreUnavailable(
    `A query of the table ${table.tableName} did not end in ${storeLimits.dataPagesMax} pages.`,
  );
}
