import type { Archive } from '../calls/ports/archive.ts';
import type { AttemptStore } from '../calls/ports/attempt-store.ts';
import type { CallStore } from '../calls/ports/call-store.ts';
import type { Sealer } from '../calls/ports/keys.ts';
import type { LineData } from '../calls/ports/line-data.ts';
import type { ProgramStore } from '../calls/ports/program-store.ts';
import type { RecordCache } from '../calls/ports/record-cache.ts';
import type { Switches } from '../calls/ports/switches.ts';
import { ensureTables } from './ensure-tables.ts';
import { createTableLineData } from './line-data.ts';
import { createTableProgramStore } from './program-store.ts';
import { createRecordCache } from './record-cache.ts';
import { createTableSwitches } from './switches.ts';
import { createTableArchive } from './table-archive.ts';
import { openTable, type TableAccess } from './table-client.ts';
import { createTableRecordStore } from './table-record-store.ts';

/** Everything that the app keeps in Table Storage. */
export interface Stores {
  readonly calls: CallStore;
  readonly attempts: AttemptStore;
  readonly archive: Archive;
  readonly cache: RecordCache;
  readonly lineData: LineData;
  readonly switches: Switches;
  readonly programs: ProgramStore;
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
  const rows = openTable(access, 'rows');
  const switches = openTable(access, 'switches');
  const programs = openTable(access, 'programs');
  const archive = createTableArchive({ traces, cdr, ended });
  return {
    calls: createTableRecordStore({ kind: 'call', table: calls, sealer }),
    attempts: createTableRecordStore({ kind: 'attempt', table: attempts, sealer }),
    archive,
    cache: createRecordCache(),
    lineData: createTableLineData(rows),
    switches: createTableSwitches(switches),
    programs: createTableProgramStore(programs),
    answers: async () => {
      try {
        await ensureTables([calls, attempts, traces, cdr, ended, rows, switches, programs]);
        await archive.isBuried('health');
        return true;
      } catch {
        return false;
      }
    },
  };
}
