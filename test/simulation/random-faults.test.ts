import { describe, it } from 'vitest';
import { expectSound, runCampaign } from './campaign.ts';
import { type FaultMixture, faultMixtures, randomCall } from './random-calls.ts';

/** `SEED=<n>` runs exactly that call; `SIMULATION_CALLS=<n>` runs so many of each mixture, 300 without it. */
const { SEED, SIMULATION_CALLS } = process.env;
const calls = Number(SIMULATION_CALLS ?? 300);
const seeds = SEED === undefined ? Array.from({ length: calls }, (_, index) => index + 1) : [Number(SEED)];

/** Far above what a call takes, some 15 ms; a nightly run has many. Milliseconds. */
const timeoutMs = 60_000 + calls * 100;

// The keys of `faultMixtures` are its mixtures, which the library's type for keys does not say.
const mixtures = Object.keys(faultMixtures) as FaultMixture[];

describe('calls under faults by chance', () => {
  it.each(mixtures)('end, with nothing done twice and nothing left: %s', { timeout: timeoutMs }, async (mixture) => {
    expectSound(await runCampaign(seeds.map((seed) => randomCall(seed, mixture))));
  });
});
