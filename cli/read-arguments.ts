import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { listNames, nearestName } from '../src/interpreter/suggest-name.ts';
import { failed, ok, type Result } from '../src/result.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The options of a command, by name. */
export type Options = ParseArgsOptionsConfig;

/** What every command takes. */
export const everyCommand = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

/** What stood behind the name of a command, read by its options. */
export type Arguments<T extends Options> = ReturnType<typeof read<T>>;

function read<T extends Options>(argv: readonly string[], options: T) {
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
}

/** Reads the arguments of a command; else says what is wrong with them. */
export function readArguments<T extends Options>(argv: readonly string[], options: T): Result<Arguments<T>, Refusal> {
  try {
    return ok(read(argv, options));
  } catch (error) {
    // parseArgs throws TypeErrors with a code for arguments; anything else would be a mistake of ours.
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    return failed(wordMistake(error, Object.keys(options)));
  }
}

function wordMistake(error: TypeError & { code?: unknown }, known: readonly string[]): Refusal {
  const typed = /'(--?[^' ]+)/.exec(error.message)?.[1] ?? '';
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return refusal(`${error.message.split('.')[0]}.`, '--help shows how it is written.');
  const all = `The options are: ${listNames(known.map((one) => `--${one}`))}.`;
  return refusal(`There is no option ${typed}.`, suggestOption(typed, known) ?? all);
}

/** A letter behind one dash stands for the option that begins with it, where only one does. */
function suggestOption(typed: string, known: readonly string[]): string | undefined {
  const name = typed.replace(/^-+/, '');
  const initial = known.filter((one) => one.startsWith(name));
  const meant = name.length === 1 && initial.length === 1 ? initial[0] : nearestName(name, known);
  return meant === undefined ? undefined : `Did you mean "--${meant}"?`;
}
