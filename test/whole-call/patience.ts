/** Bound and pace of what is waited for in other processes: long, for a loaded machine, and asked often. Milliseconds. */
export const patience = { timeout: 30_000, interval: 50 } as const;
