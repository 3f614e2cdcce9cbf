import { TableClient } from '@azure/data-tables';
import { expect, vi } from 'vitest';
import { tablesConnection } from '../../local/start/app-settings.ts';
import { patience } from './patience.ts';

/** A row as it stands in a table. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Looks into the tables of a line as an operator would, with a client of its own. */
export class StoredCalls {
  readonly #connection: string;

  constructor(tablesUrl: string) {
    this.#connection = tablesConnection(Number(new URL(tablesUrl).port));
  }

  /** Every row of a table; none while there is no such table. */
  async rows(table: string): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    try {
      for await (const row of this.#table(table).listEntities()) rows.push(row);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    return rows;
  }

  /** The row of a live call. */
  liveCall(callConnectionId: string): Promise<StoredRow | undefined> {
    return this.#row('calls', callConnectionId, 'state');
  }

  /** Waits until a call has left what it should: no row, a tombstone and exactly one detail record, which is returned. */
  async ended(callConnectionId: string): Promise<StoredRow> {
    await vi.waitFor(async () => expect(await this.liveCall(callConnectionId)).toBeUndefined(), patience);
    expect(await this.#row('ended', callConnectionId, 'ended')).toBeDefined();
    const [record, ...more] = await this.records(({ callId }) => callId === callConnectionId);
    expect(more).toEqual([]);
    if (record === undefined) throw new Error('The call left no detail record.');
    return record;
  }

  /** The detail records that fit. */
  async records(fits: (record: StoredRow) => boolean): Promise<StoredRow[]> {
    return (await this.rows('cdr')).filter(fits);
  }

  /** Everything that stands in any table, as one text. */
  async everything(): Promise<string> {
    const tables = ['calls', 'attempts', 'traces', 'cdr', 'ended'];
    return JSON.stringify(await Promise.all(tables.map((table) => this.rows(table))));
  }

  async #row(table: string, partitionKey: string, rowKey: string): Promise<StoredRow | undefined> {
    try {
      return await this.#table(table).getEntity(partitionKey, rowKey);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #table(name: string): TableClient {
    return TableClient.fromConnectionString(this.#connection, name, { allowInsecureConnection: true });
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 404;
}
