/** Rows of the line's own tables: directories, opt-outs, reports. Operators edit them, so they are plain to read. */
export interface LineData {
  /** The row of a key; undefined where there is none. Throws `StoreUnavailable`. */
  read(table: string, rowKey: string): Promise<DataRow | undefined>;
  /** The rows whose keys begin with a prefix, in the order of their keys, at most `max`. Throws `StoreUnavailable`. */
  readPrefix(table: string, prefix: string, max: number): Promise<readonly DataRow[]>;
  /** Writes one row. `writeId` names this write: repeated under the same name it has no second effect, whatever came between. Throws `StoreUnavailable`. */
  write(table: string, row: RowWrite): Promise<'written' | 'exists'>;
}

/** A row: its key, and its fields by name. */
export interface DataRow {
  readonly rowKey: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** A row to be written. */
export interface RowWrite {
  readonly rowKey: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  /**
   * `insert`: only where there is no such row, else `exists`. `upsert`: fields not named are kept. `increment`: adds the
   * numbers of `fields` to those of the row, which count as 0 where they are missing; other fields are set.
   */
  readonly mode: 'insert' | 'upsert' | 'increment';
  readonly writeId: string;
}
