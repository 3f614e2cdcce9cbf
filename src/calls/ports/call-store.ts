import type { RecordStore } from './record-store.ts';

/** The live calls, by callConnectionId. */
export type CallStore = RecordStore;
