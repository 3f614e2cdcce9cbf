import { expect, test } from 'vitest';
import { systemClock } from '../../src/process/system-clock.ts';
import { systemIds } from '../../src/process/system-ids.ts';

test('names are new and within their form', () => {
  const names = Array.from({ length: 1_000 }, () => systemIds.next());
  expect(new Set(names).size).toBe(1_000);
  expect(names.every((name) => /^[A-Za-z0-9-]{8,40}$/.test(name))).toBe(true);
});

test('a text has one UUID, of version 5, which never changes', () => {
  // Computed with another implementation of RFC 9562, Python's uuid5.
  expect(systemIds.uuidOf('call/3/0')).toBe('cf7e2470-99a1-56d2-b4f1-286f11832438');
  expect(systemIds.uuidOf('call/3/1')).not.toBe(systemIds.uuidOf('call/3/0'));
  for (const text of ['', 'a', 'é😀'])
    expect(systemIds.uuidOf(text)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the clock is the machine’s, and a sleep of no time ends', async () => {
  const beforeMs = Date.now();
  await systemClock.sleep(-5);
  expect(systemClock.nowMs()).toBeGreaterThanOrEqual(beforeMs);
  expect(systemClock.nowMs()).toBeLessThanOrEqual(Date.now());
});
