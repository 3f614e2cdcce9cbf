import type { Schedule } from './schedule.ts';

/** Time, as timers see it; a test brings its own. */
export interface TimerClock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs `task` after `delayMs`; the result calls it off. */
  after(delayMs: number, task: () => void): () => void;
}

/** The machine's own clock. */
export const machineClock: TimerClock = {
  nowMs: () => Date.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** What a timer function gets, in the real host's own spelling; the library turns it into camel case. */
export interface TimerInput {
  readonly Schedule: { readonly AdjustForDST: boolean };
  readonly ScheduleStatus: { readonly Last: string; readonly Next: string; readonly LastUpdated: string };
  readonly IsPastDue: boolean;
}

/** What runs a timer function. */
export interface TimerTriggerOptions {
  readonly schedule: Schedule;
  /** Also fire at once. Default of the trigger: false. */
  readonly runOnStartup: boolean;
  readonly clock: TimerClock;
  /** Runs the function; never rejects. The next instant is looked up when it is over, so that runs never overlap. */
  readonly run: (input: TimerInput) => Promise<unknown>;
}

/** Longest single wait; setTimeout fires at once above 2^31 ms, so longer waits are taken in pieces. */
const waitMaxMs = 3_600_000;

/** What .NET shows for an instant that never was. */
const neverAt = '0001-01-01T00:00:00+00:00';

/**
 * Starts a timer trigger; the result stops it. Nothing is kept across restarts (`useMonitor` is taken as false), so a
 * timer never is past due here. Instants that pass while the function runs are skipped, as on Azure.
 */
export function startTimerTrigger(options: TimerTriggerOptions): () => void {
  const { clock, schedule } = options;
  let stopped = false;
  let cancel = () => {};
  let lastAt = neverAt;

  const fire = async () => {
    const firedMs = clock.nowMs();
    await options.run(timerInput(lastAt, schedule.nextAfterMs(firedMs), firedMs));
    lastAt = new Date(firedMs).toISOString();
    if (!stopped) waitFor(schedule.nextAfterMs(clock.nowMs()));
  };
  const waitFor = (dueMs: number) => {
    const leftMs = dueMs - clock.nowMs();
    // setTimeout may fire a millisecond early; then the rest is waited out rather than the instant run twice.
    if (leftMs <= 0) void fire();
    else cancel = clock.after(Math.min(leftMs, waitMaxMs), () => waitFor(dueMs));
  };

  if (options.runOnStartup) void fire();
  else waitFor(schedule.nextAfterMs(clock.nowMs()));
  return () => {
    stopped = true;
    cancel();
  };
}

/** The input of a timer function that runs now. */
export function timerInput(lastAt: string | undefined, nextMs: number, nowMs: number): TimerInput {
  const last = lastAt ?? neverAt;
  return {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: last, Next: new Date(nextMs).toISOString(), LastUpdated: new Date(nowMs).toISOString() },
    IsPastDue: false,
  };
}
