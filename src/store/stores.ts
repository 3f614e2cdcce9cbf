import type { Archive } from '../calls/ports/archive.ts';
import type { AttemptStore } from '../calls/ports/attempt-store.ts';
import type { CallStore } from '../calls/ports/call-store.ts';
import type { Sealer } from '../calls/ports/keys.ts';
import type { RecordCache } from '../calls/ports/record-cache.ts';
import { ensureTables } from './ensure-tables.ts';
import { createRecordCache } from './record-cache.ts';
import { createTableArchive } from './table-archive.ts';
import { openTable, type TableAccess } from './table-client.ts';
import { createTableRecordStore } from './table-record-store.ts';

/** Everything that the app keeps in Table Storage. */
export interface Stores {
  readonly calls: CallStore;
  readonly attempts: AttemptStore;
  readonly archive: Archive;
  readonly cache: RecordCache;
  /** Whether the tables can be reached; makes those that do not exist. */
  answers(): Promise<boolean>;
}

/** Opens the tables of an account. */
export function composeStores(access: TableAccess, sealer: Sealer): Stores {
  const calls = openTable(access, 'calls');
  const attempts = openTable(access, 'attempts');
  const traces = openTable(access, 'traces');
  const cdr = openTable(access, 'cdr');
  const ended = openTable(access, 'ended');
  const archive = createTableArchive({ traces, cdr, ended });
  return {
    calls: createTableRecordStore({ kind: 'call', table: calls, sealer }),
    attempts: createTableRecordStore({ kind: 'attempt', table: attempts, sealer }),
    archive,
    cache: createRecordCache(),
    answers: async () => {
      try {
        await ensureTables([calls, attempts, traces, cdr, ended]);
        await archive.isBuried('health');
        return true;
      } catch {
        return false;
      }
    },
  };
}
