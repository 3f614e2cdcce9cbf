import type { LookUpRows, SaveRow } from '../../src/interpreter/command.ts';
import type { FoundRow } from '../../src/interpreter/event.ts';

/** The fields of a row. */
export type Fields = FoundRow['fields'];

/** Longest key of a row, in characters. Source: what the app's own tables take. */
const keyCharactersMax = 500;

/**
 * The line's tables for the time of one dialogue, with the semantics that they have in storage: rows in the order of their
 * keys, fields that a write does not name are kept, what is not a number counts as 0.
 */
export class MemoryRows {
  readonly #tables = new Map<string, Map<string, Fields>>();

  constructor(tables: Readonly<Record<string, Readonly<Record<string, Fields>>>>) {
    for (const [table, rows] of Object.entries(tables)) this.#tables.set(table, new Map(Object.entries(rows)));
  }

  /** The rows that are looked up, in the order of their keys. */
  find({ table, by }: LookUpRows): readonly FoundRow[] {
    const rows = this.#tables.get(table) ?? new Map<string, Fields>();
    if ('rowKey' in by) {
      const fields = rows.get(by.rowKey);
      return fields === undefined ? [] : [{ rowKey: by.rowKey, fields }];
    }
    const keys = [...rows.keys()].filter((key) => key.startsWith(by.prefix)).sort();
    return keys.slice(0, Math.max(by.max, 0)).map((rowKey) => ({ rowKey, fields: rows.get(rowKey) ?? {} }));
  }

  /** Writes a row. `refused`: no row can have such a key. */
  save({ table, rowKey, fields, mode }: SaveRow): 'saved' | 'exists' | 'refused' {
    if (rowKey === '' || rowKey.length > keyCharactersMax) return 'refused';
    const rows = this.#tables.get(table) ?? new Map<string, Fields>();
    const before = rows.get(rowKey);
    if (before !== undefined && mode === 'insert') return 'exists';
    const after = Object.entries(fields).map(([name, value]) => {
      const adds = mode === 'increment' && typeof value === 'number';
      return [name, adds ? numberIn(fieldOf(before, name)) + value : value] as const;
    });
    rows.set(rowKey, { ...before, ...Object.fromEntries(after) });
    this.#tables.set(table, rows);
    return 'saved';
  }

  /** The fields of a row; undefined where there is none. */
  row(table: string, rowKey: string): Fields | undefined {
    return this.#tables.get(table)?.get(rowKey);
  }
}

function fieldOf(fields: Fields | undefined, name: string): Fields[string] | undefined {
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Tools that edit tables make columns of text unless told otherwise, so a text counts as the number that it says. */
function numberIn(value: Fields[string] | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d{1,20}(\.\d{1,20})?\s*$/.test(value) ? Number(value) : 0;
}
