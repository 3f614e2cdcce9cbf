import type { RecordKind } from './call-record.ts';
import type { Archive } from './ports/archive.ts';
import type { AttemptStore } from './ports/attempt-store.ts';
import type { CallStore } from './ports/call-store.ts';
import type { Clock } from './ports/clock.ts';
import type { FlowCatalog } from './ports/flow-catalog.ts';
import type { HttpClient } from './ports/http-client.ts';
import type { Ids } from './ports/ids.ts';
import type { LineData } from './ports/line-data.ts';
import type { Log } from './ports/log.ts';
import type { RecordCache } from './ports/record-cache.ts';
import type { RecordStore } from './ports/record-store.ts';
import type { Switches } from './ports/switches.ts';
import type { Telephony } from './ports/telephony.ts';
import type { Timers } from './ports/timers.ts';

/** Everything that the loop needs of the world. */
export interface CallServices {
  readonly calls: CallStore;
  readonly attempts: AttemptStore;
  readonly archive: Archive;
  readonly cache: RecordCache;
  readonly telephony: Telephony;
  readonly http: HttpClient;
  readonly lineData: LineData;
  readonly switches: Switches;
  readonly catalog: FlowCatalog;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** The person who gets the calls that the flow cannot go on with. */
  readonly fallbackNumber?: string;
}

/** The store that a kind of record stands in. */
export function storeOf(services: CallServices, kind: RecordKind): RecordStore {
  return kind === 'call' ? services.calls : services.attempts;
}
