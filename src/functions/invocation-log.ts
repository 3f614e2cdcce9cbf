import type { InvocationContext } from '@azure/functions';
import type { Log } from '../calls/ports/log.ts';

/** Writes log lines as JSON to the log of an invocation, so that they are found under it. */
export function logTo(context: InvocationContext): Log {
  return {
    write({ level, ...entry }) {
      context[level](JSON.stringify(entry));
    },
  };
}
