import { callLimits } from './call-limits.ts';
import type { CallServices } from './call-services.ts';
import { StoreUnavailable } from './ports/record-store.ts';

/**
 * Does again what failed because the storage did not answer, after pauses that grow, until `untilMs`: for those who alone know
 * something that must be written, since nobody has seen live whether the service tells it a second time. `act` must be safe to
 * repeat. Throws what it threw last.
 */
export async function rideOut<T>(services: CallServices, untilMs: number, act: () => Promise<T>): Promise<T> {
  let pauseMs: number = callLimits.outagePauseMsMin;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || services.clock.nowMs() + pauseMs >= untilMs) throw error;
    }
    await services.clock.sleep(pauseMs);
    pauseMs = Math.min(2 * pauseMs, callLimits.outagePauseMsMax);
  }
}
