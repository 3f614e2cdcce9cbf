import type { CallRecord } from '../../src/calls/call-record.ts';
import type { FlowCatalog } from '../../src/calls/ports/flow-catalog.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { MemoryArchive } from './memory-archive.ts';
import type { MemoryRecords } from './memory-records.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { TelephoneService } from './telephone-service.ts';

/**
 * A deliberate break of the wiring, to see that the rules notice it. `versionsIgnored`: the stores let every writer win.
 * `noWatchdog`: nobody looks after what a dead instance has left. `randomIds`: repeats of a command have new names. `confirmDropped`: no write that only confirms ever lands.
 */
export type Mutation = 'versionsIgnored' | 'noWatchdog' | 'randomIds' | 'confirmDropped';

/** What every instance of the app stands in. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  /** Decides how long each request takes. */
  readonly latency: Random;
  readonly history: History;
  readonly faults: Faults;
  readonly calls: MemoryRecords;
  readonly attempts: MemoryRecords;
  readonly archive: MemoryArchive;
  readonly telephone: TelephoneService;
  readonly catalog: FlowCatalog;
  /** From an instance's death until another has taken its place. Milliseconds. */
  readonly restartMs: number;
  readonly mutation: Mutation | undefined;
  /** Judges a command at the moment at which an instance sends it. */
  readonly onSent: (by: string, recordId: string, token: string) => void;
}

/** Whether a write changes nothing but that a batch of commands is done. */
export function isConfirmation(record: CallRecord, replaced: CallRecord | undefined): boolean {
  return (
    replaced !== undefined &&
    replaced.state.seq === record.state.seq &&
    replaced.phase === record.phase &&
    replaced.boundTo === record.boundTo &&
    record.intents.length < replaced.intents.length
  );
}
