import { expect, test } from 'vitest';
import { parseSchedule } from '../../../local/functions-host/schedule.ts';
import type { TimerClock } from '../../../local/functions-host/timer-trigger.ts';
import { startTimerTrigger } from '../../../local/functions-host/timer-trigger.ts';

/** A clock that stands still until the test moves it. */
function handClock() {
  let nowMs = Date.parse('2026-11-20T10:00:00.000Z');
  let waiting: { dueMs: number; task: () => void } | undefined;
  const clock: TimerClock = {
    nowMs: () => nowMs,
    after: (delayMs, task) => {
      waiting = { dueMs: nowMs + delayMs, task };
      return () => {
        waiting = undefined;
      };
    },
  };
  const move = (ms: number) => {
    nowMs += ms;
    if (waiting === undefined || waiting.dueMs > nowMs) return;
    const { task } = waiting;
    waiting = undefined;
    task();
  };
  return { clock, move, isWaiting: () => waiting !== undefined };
}

function everySecond() {
  const parsed = parseSchedule('* * * * * *');
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test('runs never overlap, and instants that pass meanwhile are skipped', async () => {
  const { clock, move, isWaiting } = handClock();
  const runs: (() => void)[] = [];
  const run = () => new Promise<void>((resolve) => runs.push(resolve));
  const stop = startTimerTrigger({ schedule: everySecond(), runOnStartup: false, clock, run });

  move(1_000);
  expect(runs).toHaveLength(1);
  move(3_500);
  expect([runs.length, isWaiting()]).toEqual([1, false]);

  runs[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect([runs.length, isWaiting()]).toEqual([1, true]);
  move(500);
  expect(runs).toHaveLength(2);

  stop();
  runs[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(isWaiting()).toBe(false);
});

test('a wait longer than a machine timer allows is taken in pieces', () => {
  const { clock, move, isWaiting } = handClock();
  let runs = 0;
  const run = async () => {
    runs += 1;
  };
  startTimerTrigger({ schedule: { nextAfterMs: (ms) => ms + 5_400_000 }, runOnStartup: false, clock, run });
  move(3_600_000);
  expect([runs, isWaiting()]).toEqual([0, true]);
  move(1_800_000);
  expect(runs).toBe(1);
});

test('the first input of a timer says when the next one comes', () => {
  const inputs: unknown[] = [];
  const run = async (input: unknown) => {
    inputs.push(input);
  };
  startTimerTrigger({ schedule: everySecond(), runOnStartup: true, clock: handClock().clock, run });
  expect(inputs).toEqual([
    {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: {
        Last: '0001-01-01T00:00:00+00:00',
        Next: '2026-11-20T10:00:01.000Z',
        LastUpdated: '2026-11-20T10:00:00.000Z',
      },
      IsPastDue: false,
    },
  ]);
});
