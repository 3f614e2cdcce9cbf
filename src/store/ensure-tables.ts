import type { TableClient } from '@azure/data-tables';
import { askTable } from './ask-table.ts';

const created = new WeakMap<TableClient, Promise<void>>();

/**
 * Creates the tables that do not exist, asking once per client; a failure throws `StoreUnavailable`, and the
 * next time asks again. Not needed
 * for correctness, since an operation on a missing table creates it: it only takes that delay from the first call.
 */
export async function ensureTables(tables: readonly TableClient[]): Promise<void> {
  await Promise.all(tables.map(ensureTable));
}

function ensureTable(table: TableClient): Promise<void> {
  const known = created.get(table);
  if (known !== undefined) return known;
  const creation = createTable(table);
  created.set(table, creation);
  creation.catch(() => created.delete(table));
  return creation;
}

/** The SDK takes 409 TableAlreadyExists for success. */
async function createTable(table: TableClient): Promise<void> {
  const asked = await askTable(table, () => table.createTable());
  if (!asked.ok) throw new Error(`Creating the table ${table.tableName} cannot be answered with ${asked.error}.`);
}
