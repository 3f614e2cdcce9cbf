import { setTimeout as pause } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { RowWrite } from '../calls/ports/line-data.ts';
import { StoreUnavailable } from '../calls/ports/record-store.ts';
import { askTable, type Refusal } from './ask-table.ts';
import { checkFields, columnOf, fieldValueOf, increased, propertyOf } from './line-data-fields.ts';
import { bears, firstMark, laterMarks, markColumns, markOf } from './line-data-marks.ts';
import type { Properties } from './long-text.ts';
import { storeLimits } from './store-limits.ts';

/** Where a row is written. */
export interface RowTarget {
  readonly table: TableClient;
  readonly place: { readonly partitionKey: string; readonly rowKey: string };
  /** Ends all of it. */
  readonly abortSignal: AbortSignal;
}

/** What one try comes to; `changed`: others were faster, and it is to be decided anew. */
type Try = 'written' | 'exists' | 'changed';

/**
 * Writes a row once, however often it is asked to: the row bears the mark of the write. Throws a RangeError for fields that
 * no row can hold, `StoreUnavailable` where nobody can know whether it was written, or others were faster all the time.
 */
export async function writeRow(target: RowTarget, row: RowWrite): Promise<'written' | 'exists'> {
  checkFields(row.fields);
  const mark = markOf(row.writeId);
  for (let tries = 0; tries < storeLimits.dataWriteTriesMax; tries++) {
    const outcome = await settled(target, mark, () =>
      row.mode === 'insert' ? insert(target, row, mark) : change(target, row, mark),
    );
    if (outcome !== 'changed') return outcome;
    await pause(Math.random() * storeLimits.dataWritePauseMs);
  }
  throw new StoreUnavailable(`A row of the table ${target.table.tableName} was changed by others all the time.`);
}

/** A write without an answer may have been done all the same, which is settled by reading back its mark. */
async function settled(target: RowTarget, mark: string, attempt: () => Promise<Try>): Promise<Try> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    const row = await standing(target, []);
    if (row !== undefined && bears(row, mark)) return 'written';
    throw error;
  }
}

async function insert(target: RowTarget, row: RowWrite, mark: string): Promise<Try> {
  if (await create(target, row, mark)) return 'written';
  const other = await standing(target, []);
  if (other === undefined) return 'changed';
  return bears(other, mark) ? 'written' : 'exists';
}

async function change(target: RowTarget, row: RowWrite, mark: string): Promise<Try> {
  const before = await standing(target, row.mode === 'increment' ? Object.keys(row.fields).map(columnOf) : []);
  if (before === undefined) return (await create(target, row, mark)) ? 'written' : 'changed';
  if (bears(before, mark)) return 'written';
  const { table, place, abortSignal } = target;
  const entity = { ...place, ...columnsOf(row, before), ...laterMarks(before, mark) };
  const asked = await askTable(table, () => table.updateEntity(entity, 'Merge', { etag: before.etag, abortSignal }));
  if (asked.ok) return 'written';
  if (asked.error === 'exists') throw outOfPlace(table, asked.error);
  return 'changed';
}

/** Makes the row; false where there is one. */
async function create({ table, place, abortSignal }: RowTarget, row: RowWrite, mark: string): Promise<boolean> {
  const entity = { ...place, ...columnsOf(row, {}), ...firstMark(mark) };
  const asked = await askTable(table, () => table.createEntity(entity, { abortSignal }));
  if (asked.ok) return true;
  if (asked.error !== 'exists') throw outOfPlace(table, asked.error);
  return false;
}

/** The marks and some columns of the row as it stands; undefined where there is none. */
async function standing(
  { table, place, abortSignal }: RowTarget,
  columns: readonly string[],
): Promise<(Properties & { readonly etag: string }) | undefined> {
  const queryOptions = { select: [markColumns.first, markColumns.later, ...columns] };
  const asked = await askTable(table, () =>
    table.getEntity(place.partitionKey, place.rowKey, { queryOptions, abortSignal }),
  );
  if (asked.ok) return asked.value;
  if (asked.error === 'missing') return undefined;
  throw outOfPlace(table, asked.error);
}

function columnsOf({ fields, mode }: RowWrite, before: Properties): Record<string, unknown> {
  const columns = Object.entries(fields).map(([field, value]) => {
    const column = columnOf(field);
    const adds = mode === 'increment' && typeof value === 'number';
    return [column, propertyOf(adds ? increased(fieldValueOf(before[column]), value) : value)] as const;
  });
  return Object.fromEntries(columns);
}

function outOfPlace(table: TableClient, refusal: Refusal): Error {
  return new Error(`The table ${table.tableName} answered a request with ${refusal}, which it cannot mean.`);
}
