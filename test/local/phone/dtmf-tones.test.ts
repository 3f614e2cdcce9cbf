import { expect, test } from 'vitest';
import { cadenceSamples, dtmfTone, isKey, KEYS, RING_BACK } from '../../../local/phone/src/dtmf-tones.ts';

test('every key sounds its row and its column, as ITU-T Q.23 has them', () => {
  expect(Object.fromEntries(KEYS.map((key) => [key, dtmfTone(key)]))).toEqual({
    '1': [697, 1209],
    '2': [697, 1336],
    '3': [697, 1477],
    '4': [770, 1209],
    '5': [770, 1336],
    '6': [770, 1477],
    '7': [852, 1209],
    '8': [852, 1336],
    '9': [852, 1477],
    '*': [941, 1209],
    '0': [941, 1336],
    '#': [941, 1477],
  });
});

test('only the twelve keys are keys', () => {
  expect(['0', '9', '*', '#', 'A', '10', '', ' '].map(isKey)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('ring-back sounds for two seconds and is silent for four, within full scale and without a click', () => {
  const samples = cadenceSamples(RING_BACK, 8_000);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

  expect(samples.length).toBe(48_000);
  expect(samples[0]).toBe(0);
  expect(Math.abs(samples[15_999] ?? 1)).toBeLessThan(0.05);
  expect(samples.slice(16_000).every((sample) => sample === 0)).toBe(true);
  expect(loudest).toBeGreaterThan(0.9);
  expect(loudest).toBeLessThanOrEqual(1);
});
