import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../calls/ports/clock.ts';

/** Longest delay that Node's timers know, in milliseconds; longer ones fire at once. Source: Node.js, timers. */
export const delayMsMax = 2_147_483_647;

/** The machine's clock. Sleeps at most 24 days. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms) => delay(Math.min(Math.max(ms, 0), delayMsMax)),
};
