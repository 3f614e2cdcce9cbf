import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecordRef } from '../../src/calls/call-record.ts';
import type { LogEntry } from '../../src/calls/ports/log.ts';
import { createProcessTimers } from '../../src/process/process-timers.ts';

const call: RecordRef = { kind: 'call', id: 'x' };
const attempt: RecordRef = { kind: 'attempt', id: 'x' };
const dayMs = 24 * 60 * 60 * 1_000;

let woken: { ref: RecordRef; atMs: number }[];
let logged: LogEntry[];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  woken = [];
  logged = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function timers(refsMax?: number, wake?: (ref: RecordRef) => Promise<void>) {
  return createProcessTimers({
    wake: wake ?? (async (ref) => void woken.push({ ref, atMs: Date.now() })),
    clock: { nowMs: () => Date.now() },
    log: { write: (entry) => void logged.push(entry) },
    ...(refsMax === undefined ? {} : { refsMax }),
  });
}

test('a call is woken for at its instant, by its last wish', async () => {
  const each = timers();
  each.wakeAt(call, 100);
  each.wakeAt(attempt, 200);
  each.wakeAt(call, 300);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toEqual([
    { ref: attempt, atMs: 200 },
    { ref: call, atMs: 300 },
  ]);
});

test('an instant that has passed wakes at once, a cancelled one never', async () => {
  const each = timers();
  each.wakeAt(call, -5);
  each.wakeAt(attempt, 10);
  each.cancel(attempt);
  each.cancel(attempt);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken.map(({ ref }) => ref)).toEqual([call]);
});

test('an instant further away than a timer reaches is waited for in several', async () => {
  timers().wakeAt(call, 60 * dayMs);
  await vi.advanceTimersByTimeAsync(60 * dayMs - 1);
  expect(woken).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(woken).toEqual([{ ref: call, atMs: 60 * dayMs }]);
});

test('an instant that no clock reaches is not waited for in vain, nor one that is none', async () => {
  const each = timers();
  each.wakeAt(call, Number.POSITIVE_INFINITY);
  each.wakeAt(attempt, Number.NaN);
  await vi.advanceTimersByTimeAsync(100 * dayMs);
  expect(woken).toEqual([]);
  each.cancel(call);
  expect(vi.getTimerCount()).toBe(0);
});

test('a call beyond the bound is left to the watchdog, until there is room', async () => {
  const each = timers(1);
  each.wakeAt(call, 10);
  each.wakeAt(attempt, 20);
  each.wakeAt(call, 30);
  await vi.advanceTimersByTimeAsync(100);
  each.wakeAt(attempt, 200);
  await vi.advanceTimersByTimeAsync(100);
  expect(woken.map(({ ref }) => ref)).toEqual([call, attempt]);
});

test('a failure is logged and stops nothing', async () => {
  const each = timers(undefined, () => Promise.reject(new TypeError('secret')));
  each.wakeAt(call, 10);
  await vi.advanceTimersByTimeAsync(10);
  expect(logged).toEqual([{ level: 'error', what: 'wakeFailed', kind: 'call', code: 'TypeError' }]);
});

test('whoever is woken may wish again', async () => {
  const each = timers(1, async (ref) => {
    woken.push({ ref, atMs: Date.now() });
    if (woken.length < 3) each.wakeAt(ref, Date.now() + 50);
  });
  each.wakeAt(call, 50);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken.map(({ atMs }) => atMs)).toEqual([50, 100, 150]);
});
