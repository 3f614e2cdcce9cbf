import type { CallRecord } from '../../src/calls/call-record.ts';
import type { MemoryLineData } from '../conformance/memory-line-data.ts';
import type { Edition } from './editions.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { Knowledge } from './knowledge.ts';
import type { MemoryArchive } from './memory-archive.ts';
import type { MemoryRecords } from './memory-records.ts';
import type { OutsideService } from './outside-service.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { TelephoneService } from './telephone-service.ts';

/**
 * A deliberate break of the wiring, to see that the rules notice it. `versionsIgnored`: the stores let every writer win.
 * `noWatchdog`: nobody looks after what a dead instance has left. `randomIds`: repeats of a command have new names. `confirmDropped`:
 * no write that only confirms ever lands. `requestsRepeated`: what nobody knows the outcome of is sent again, whatever it is.
 * `writesRenamed`: repeats of a write have new names. `programsForgotten`: no program is kept across an edit.
 */
export type Mutation =
  | 'versionsIgnored'
  | 'noWatchdog'
  | 'randomIds'
  | 'confirmDropped'
  | 'requestsRepeated'
  | 'writesRenamed'
  | 'programsForgotten';

/** What every instance of the app stands in. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  /** Decides how long each request takes. */
  readonly latency: Random;
  readonly history: History;
  readonly faults: Faults;
  readonly knowledge: Knowledge;
  readonly calls: MemoryRecords;
  readonly attempts: MemoryRecords;
  readonly archive: MemoryArchive;
  readonly telephone: TelephoneService;
  readonly lineData: MemoryLineData;
  readonly outside: OutsideService;
  /** The flows as they are written now; none for a number that the line does not have. */
  readonly editions: { current(): Edition | undefined };
  /** Sources of programs by hash, in the storage. */
  readonly programs: Map<string, string>;
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
