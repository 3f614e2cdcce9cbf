import type { LogLevel } from './core-api.ts';

/** Where the host's and the app's lines go. `text` is one line, already worded. */
export type HostLog = (level: LogLevel, text: string) => void;

/** Longest line that is passed on, in characters; what is longer is cut. */
const lineLengthMax = 16_000;

const levelsOnStderr: ReadonlySet<LogLevel> = new Set(['warning', 'error', 'critical']);

/** Writes each line as it is: warnings and worse to stderr, the rest to stdout, so that structured lines stay structured. */
export const processLog: HostLog = (level, text) => {
  if (level === 'none') return;
  const stream = levelsOnStderr.has(level) ? process.stderr : process.stdout;
  stream.write(`${text.slice(0, lineLengthMax)}\n`);
};
