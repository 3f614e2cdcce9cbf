import { app, type InvocationContext, type Timer } from '@azure/functions';
import { sweepStalledCalls } from '../calls/sweep-stalled-calls.ts';
import { composed } from '../composition.ts';
import { logTo } from './invocation-log.ts';

/** Timer: looks after calls and attempts whose deadline has passed. */
export async function watchdog(_timer: Timer, context: InvocationContext): Promise<void> {
  const app = composed();
  if (app.ok) await sweepStalledCalls({ ...app.value.services, log: logTo(context) });
}

app.timer('watchdog', { schedule: '%WATCHDOG_SCHEDULE%', handler: watchdog });
