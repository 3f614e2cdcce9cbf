import type { Log } from '../calls/ports/log.ts';

/** Writes log lines as JSON to the process's output, for work that belongs to no invocation: timers. */
export const consoleLog: Log = {
  write(entry) {
    process.stdout.write(`${JSON.stringify(entry)}\n`);
  },
};
