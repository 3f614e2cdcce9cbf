import type { RecordStore } from './record-store.ts';

/** The attempts to take a call, by the hash of the incoming call's context; each until its call has a row of its own, and 15 minutes more. */
export type AttemptStore = RecordStore;
