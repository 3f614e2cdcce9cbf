/** Keeps the sources of programs by hash, so that a call keeps the program that it started with across an edit. */
export interface ProgramStore {
  /** Keeps a program's source; one that is there already is the same. Throws `StoreUnavailable`. */
  put(hash: string, source: string): Promise<void>;
  /** The source of a program; undefined where it is not kept, or is damaged. Throws `StoreUnavailable`. */
  get(hash: string): Promise<string | undefined>;
}
