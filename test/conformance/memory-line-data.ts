import type { DataRow, LineData, RowWrite } from '../../src/calls/ports/line-data.ts';
import { checkFields, increased } from '../../src/store/line-data-fields.ts';
import { dataKeyOf } from '../../src/store/line-data-key.ts';
import { frozenCopy } from './memory-copy.ts';

/** Rows in memory, and what only a test may ask of them. */
export interface MemoryLineData extends LineData {
  /** Every row of a table, in the order of their keys. */
  rows(table: string): readonly DataRow[];
}

interface KeptRow {
  row: DataRow;
  readonly writeIds: Set<string>;
}

/** Keeps frozen copies only, and every id of a write. */
export function createMemoryLineData(): MemoryLineData {
  const tables = new Map<string, Map<string, KeptRow>>();
  const kept = (table: string): readonly [string, KeptRow][] =>
    [...(tables.get(table) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    read: async (table, rowKey) => tables.get(table)?.get(dataKeyOf(rowKey) ?? '')?.row,
    readPrefix: async (table, prefix, max) => {
      const first = prefix === '' ? '' : dataKeyOf(prefix);
      const found = kept(table).filter(([key]) => first !== undefined && key.startsWith(first));
      return found.slice(0, Math.max(max, 0)).map(([, { row }]) => row);
    },
    write: async (table, row) => {
      const key = dataKeyOf(row.rowKey);
      if (key === undefined || dataKeyOf(table) === undefined) throw new RangeError('This can be no key.');
      checkFields(row.fields);
      const rows = tables.get(table) ?? new Map<string, KeptRow>();
      tables.set(table, rows);
      return write(rows, key, row);
    },
    rows: (table) => kept(table).map(([, { row }]) => row),
  };
}

function write(
  rows: Map<string, KeptRow>,
  key: string,
  { rowKey, fields, mode, writeId }: RowWrite,
): 'written' | 'exists' {
  const standing = rows.get(key);
  if (standing?.writeIds.has(writeId) === true) return 'written';
  if (standing !== undefined && mode === 'insert') return 'exists';
  const before = standing?.row.fields ?? {};
  const after = Object.entries(fields).map(([name, value]) => {
    const adds = mode === 'increment' && typeof value === 'number';
    return [name, adds ? increased(Object.hasOwn(before, name) ? before[name] : undefined, value) : value];
  });
  const row = frozenCopy({ rowKey, fields: { ...before, ...Object.fromEntries(after) } });
  rows.set(key, { row, writeIds: (standing?.writeIds ?? new Set()).add(writeId) });
  return 'written';
}
