import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { RestError, type TableClient } from '@azure/data-tables';
import { openTable, type TableName } from '../../src/store/table-client.ts';
import { startTestTables } from '../azurite.ts';
import { checkedTable } from '../conformance/checked-table.ts';

/** A table of a test's own, with checks of Azure's limits. */
export interface TestTable {
  readonly table: TableClient;
  close(): Promise<void>;
}

/** Opens a table in a service of its own. */
export async function aTable(name: TableName): Promise<TestTable> {
  const tables = await startTestTables();
  const table = checkedTable(openTable(tables, name));
  await table.createTable();
  return { table, close: tables.close };
}

/** Every row of a table, in the order of their keys. */
export async function allRows(table: TableClient): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities()) rows.push(row);
  return rows;
}

/** What happens to requests of a method. */
export interface Fault {
  readonly method: string;
  /** `lost`: the service does it, and its response does not arrive. `unsent`: the request does not arrive. */
  readonly what: 'lost' | 'unsent';
  /** So many requests, the SDK's own repeats counted. */
  readonly times: number;
  /** Runs after the service has done it. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Makes requests fail as networks do; each counts as one of the SDK's tries. */
export function withFault(table: TableClient, fault: Fault): void {
  let times = 0;
  const policy: PipelinePolicy = {
    name: 'fault',
    async sendRequest(request, next) {
      if (request.method !== fault.method || times >= fault.times) return next(request);
      times++;
      if (fault.what === 'lost') {
        await next(request);
        await fault.meanwhile?.();
      }
      throw new RestError('The connection was reset.', { code: 'ECONNRESET', request });
    },
  };
  table.pipeline.addPolicy(policy, { afterPhase: 'Retry' });
}
