import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MeasurementName, measurements } from './measurements.ts';
import type { Measured, Rate } from './rounds.ts';

/** What `npm run bench -- transition --json` prints. All figures are medians of fifteen rounds. */
export interface TransitionReport extends Figures {
  /** Events a second of every competitor. */
  readonly rates: Readonly<Record<string, Rate>>;
}

/** The figures that have a bound. */
interface Figures extends Readonly<Record<MeasurementName, number>> {
  /** `transition` of a line of 20 menus, against XState's `transition()` of the same as a machine. At least 20. */
  readonly ratioInMemory: number;
  /** The same with the state read from JSON before, and written to JSON after each event. At least 6. */
  readonly ratioWithJson: number;
  /** The rate with a flow of 5,000 steps, as a share of that with 10. At least 0.6. */
  readonly flowSize5000vs10: number;
  /** The cost of an event with 100,000 live calls taking turns, as a multiple of that with one. At most 2. */
  readonly calls100kVs1: number;
  /** Reading, checking and compiling a flow of 5,000 steps, in milliseconds. At most 100. */
  readonly compile5000Ms: number;
}

/** How long one measurement may take, in milliseconds: ten times what the longest takes on two cores. */
const measurementMsMax = 200_000;

/** Runs everything, one after the other; takes less than a minute. */
export async function benchTransition(): Promise<TransitionReport> {
  const figures: Partial<Record<MeasurementName, number>> = {};
  const rates: Rate[] = [];
  // The names of a constant object are its keys.
  for (const name of Object.keys(measurements) as MeasurementName[]) {
    const measured = await measureApart(name);
    figures[name] = measured.figure;
    rates.push(...measured.rates);
  }
  // Every name has been measured.
  const all = figures as Readonly<Record<MeasurementName, number>>;
  return { ...all, rates: Object.fromEntries(rates.map((rate) => [rate.name, rate])) };
}

function measureApart(name: MeasurementName): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const options = { timeout: measurementMsMax, execArgv: ['--expose-gc'] };
    const child = fork(fileURLToPath(new URL('./measure.ts', import.meta.url)), [name], options);
    // The process that was started sends nothing else: bench/measure.ts.
    child.once('message', (message) => resolve(message as Measured));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended without a figure: ${signal ?? code}.`)));
  });
}
