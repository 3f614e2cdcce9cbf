import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { holdMusic, holdMusicFile } from '../../scripts/make-hold-music.ts';
import { checkClip } from '../../src/clips/check-clip.ts';

const file = readFileSync(holdMusicFile);
const samples = Array.from({ length: (file.length - 44) / 2 }, (_, index) => file.readInt16LE(44 + index * 2));

test('the hold music is a clip that a line can play', () => {
  expect(checkClip(file)).toEqual({ ok: true, value: { format: 'wav', durationMs: 4_000 } });
  expect(file.length).toBeLessThan(150_000);
});

test('the hold music is what its script makes', () => {
  const made = holdMusic();
  expect(made.subarray(0, 44).equals(file.subarray(0, 44))).toBe(true);
  // Sines may differ in their last bit from machine to machine.
  const farthest = samples.reduce(
    (most, sample, index) => Math.max(most, Math.abs(sample - made.readInt16LE(44 + index * 2))),
    0,
  );
  expect(farthest).toBeLessThanOrEqual(1);
});

test('the hold music is soft, never silent, and repeats without a click', () => {
  const loudest = (from: number, count: number) =>
    samples.slice(from, from + count).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest(0, samples.length)).toBeLessThan(6_000);
  for (let from = 0; from < samples.length; from += 1_600)
    expect(loudest(from, 1_600), `at ${from}`).toBeGreaterThan(400);
  const steps = samples.map((sample, index) => Math.abs(sample - (samples.at(index - 1) ?? 0)));
  const [seam = 0, ...others] = steps;
  expect(seam).toBeLessThanOrEqual(others.reduce((most, step) => Math.max(most, step), 0));
});
