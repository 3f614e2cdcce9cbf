/** The wall clock; virtual in tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Resolves after this many milliseconds. */
  sleep(ms: number): Promise<void>;
}
