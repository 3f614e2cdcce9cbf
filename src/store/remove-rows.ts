import type { TableClient } from '@azure/data-tables';
import { askTable } from './ask-table.ts';
import type { FoundRow } from './scan-rows.ts';
import { storeLimits } from './store-limits.ts';

/** Removes rows as they were found; returns how many. Some at a time, since each is a request of its own. */
export async function removeRows(table: TableClient, rows: readonly FoundRow[]): Promise<number> {
  let removed = 0;
  const queue = rows.values();
  const worker = async () => {
    for (const row of queue) if (await removeRow(table, row)) removed++;
  };
  await Promise.all(Array.from({ length: storeLimits.purgeParallel }, worker));
  return removed;
}

/** A row that was renewed since it was found stays; one that another watchdog removed is not counted twice. */
async function removeRow(table: TableClient, { partitionKey, rowKey, etag }: FoundRow): Promise<boolean> {
  const asked = await askTable(table, () => table.deleteEntity(partitionKey, rowKey, { etag }));
  if (!asked.ok && asked.error === 'exists') {
    throw new Error(`The table ${table.tableName} answered a removal with ${asked.error}, which it cannot mean.`);
  }
  return asked.ok;
}
