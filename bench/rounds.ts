/** A competitor of a comparison: does some work and says how many events that was. */
export interface Runner {
  readonly name: string;
  run(): number;
}

/** What the rounds of a competitor came to. */
export interface Rate {
  readonly name: string;
  /** Events a second: the median of the rounds. */
  readonly perSecond: number;
  /** The slowest and the fastest round. */
  readonly range: readonly [number, number];
}

/** What was measured. */
export interface Measured {
  /** What is compared with a bound: a ratio or a duration. */
  readonly figure: number;
  readonly rates: readonly Rate[];
}

/** Rounds of a comparison: an odd number, so that there is a median, and at least five. */
const roundsCount = 15;

/** Rounds before those that count: for the compiler. */
const warmUpRoundsCount = 2;

/**
 * Runs two competitors side by side, and nothing else beside them: a round of each in turn, each of them first every other
 * time. The very first round is the first one's, for the engine places objects by what it has seen survive: many calls would
 * make a single one pay for them. Whatever slows the machine down for longer than a round slows both, so the rounds are compared
 * one by one. The figure is how many times the second's rate the first has: the median over the rounds.
 */
export function compare(one: Runner, other: Runner): Measured {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = -warmUpRoundsCount; round < roundsCount; round++) {
    const otherFirst = round % 2 !== 0 ? rateOf(other) : undefined;
    const rate = rateOf(one);
    const otherRate = otherFirst ?? rateOf(other);
    if (round < 0) continue;
    ones.push(rate);
    others.push(otherRate);
  }
  const ratios = ones.map((rate, round) => rate / (others[round] ?? rate));
  return { figure: median(ratios), rates: [summaryOf(one, ones), summaryOf(other, others)] };
}

/** The median duration of some work, in milliseconds. */
export function medianMs(work: () => void): number {
  const durations: number[] = [];
  for (let round = -warmUpRoundsCount; round < roundsCount; round++) {
    globalThis.gc?.();
    const startedAtMs = performance.now();
    work();
    if (round >= 0) durations.push(performance.now() - startedAtMs);
  }
  return median(durations);
}

function rateOf(runner: Runner): number {
  // What the other one left is swept before, so that each pays for its own garbage.
  globalThis.gc?.();
  const startedAtMs = performance.now();
  const events = runner.run();
  return (events / (performance.now() - startedAtMs)) * 1_000;
}

function summaryOf({ name }: Runner, rates: readonly number[]): Rate {
  return { name, perSecond: median(rates), range: [Math.min(...rates), Math.max(...rates)] };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
