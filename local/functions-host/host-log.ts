import type { LogLevel } from './core-api.ts';
import { jsonObject } from './json-object.ts';

/** Where the host's and the app's lines go. `text` is one line, already worded. */
export type HostLog = (level: LogLevel, text: string) => void;

/** Longest line that is passed on, in characters; what is longer is cut. */
const lineLengthMax = 16_000;

/** Levels as the app's own lines have them; the others keep their names. */
const shortNames: Partial<Record<LogLevel, string>> = { information: 'info', warning: 'warn' };

const levelsOnStderr: ReadonlySet<LogLevel> = new Set(['warning', 'error', 'critical']);

/** Writes each line as it is: warnings and worse to stderr, the rest to stdout, so that structured lines stay structured. */
export const processLog: HostLog = (level, text) => {
  if (level === 'none') return;
  const stream = levelsOnStderr.has(level) ? process.stderr : process.stdout;
  stream.write(`${text.slice(0, lineLengthMax)}\n`);
};

/**
 * The same, with the level in each line that is a JSON object and names none: the app gives the level beside the line, and Azure
 * keeps the two together, but the two streams here tell only warnings and worse from the rest.
 */
export const levelledLog: HostLog = (level, text) => processLog(level, withLevel(level, text));

function withLevel(level: LogLevel, text: string): string {
  const fields = jsonObject(text);
  if (fields === undefined || 'level' in fields) return text;
  return JSON.stringify({ level: shortNames[level] ?? level, ...fields });
}
