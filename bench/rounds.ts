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

/** Rounds of a comparison: an odd number, so that there is a median, and at least five. */
const roundsCount = 9;

/** Runs competitors side by side: a round of each in turn, so that whatever slows the machine down slows all of them. */
export function compare(runners: readonly Runner[]): ReadonlyMap<string, Rate> {
  const rates = new Map(runners.map(({ name }) => [name, [] as number[]]));
  // One round is for the compiler.
  for (let round = -1; round < roundsCount; round++) {
    for (const runner of runners) {
      const perSecond = rateOf(runner);
      if (round >= 0) rates.get(runner.name)?.push(perSecond);
    }
  }
  return new Map([...rates].map(([name, all]) => [name, { name, perSecond: median(all), range: rangeOf(all) }]));
}

/** The median duration of some work, in milliseconds. */
export function medianMs(work: () => void): number {
  const durations: number[] = [];
  for (let round = -1; round < roundsCount; round++) {
    const startedAtMs = performance.now();
    work();
    if (round >= 0) durations.push(performance.now() - startedAtMs);
  }
  return median(durations);
}

function rateOf(runner: Runner): number {
  const startedAtMs = performance.now();
  const events = runner.run();
  return (events / (performance.now() - startedAtMs)) * 1_000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
