import { StartRefusal } from '../functions-host/start-refusal.ts';

/** What `npm start -- ...` was given. */
export interface Arguments {
  /** Whether to print one line of JSON instead of the banner, and to leave the app's log as JSON. Default false. */
  readonly json: boolean;
}

/** Most of an unknown argument that is repeated, in characters. */
const quotedCharactersMax = 60;

/** Reads the command line, without the program itself. Throws StartRefusal for what is not known. */
export function readArguments(args: readonly string[]): Arguments {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown === undefined) return { json: args.length > 0 };
  const quoted = unknown.slice(0, quotedCharactersMax);
  throw new StartRefusal(
    `"${quoted}" is not known here. There is only --json, which prints one line of JSON instead of the banner: npm start --silent -- --json`,
  );
}
