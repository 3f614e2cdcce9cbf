/**
 * `npm start`: a phone line on this machine, to be called from the browser. `npm start -- --json` says where everything is in
 * one line of JSON on stdout instead of the banner. Lines of the app and its surroundings go to stderr; with `--json` those of the
 * app's log stay lines of JSON, else a person can read them.
 * Settings: FUNCTIONS_PORT, EMULATOR_PORT, TABLES_PORT (0: any free one), FUNCTIONS_APP (default src/main.ts; dist/app/index.cjs
 * runs the bundle), FLOWS_DIRECTORY (default: that beside the app), FLOWS_RELOAD_MS (default 500), FALLBACK_NUMBER,
 * HTTP_ALLOWED_HOSTS and HTTP_CREDENTIALS (where requests of flows may go, and what they show there; default nowhere and nothing),
 * CLIPS_BASE_URL, WATCHDOG_SCHEDULE, LOCAL_STATE_DIRECTORY (default .local), EMULATOR_SPEED (default 1; 10 speaks ten times as
 * fast). Flows may be edited while it runs: what an edit came to is said on stderr.
 * Exit code 0 after Ctrl-C or SIGTERM, 1 if it cannot start or breaks.
 */
import { fileURLToPath } from 'node:url';
import { StartRefusal } from './functions-host/start-refusal.ts';
import { readArguments } from './start/arguments.ts';
import { formatBanner, formatReport } from './start/banner.ts';
import { readableLine } from './start/readable-line.ts';
import { startLocalLine } from './start/start-local-line.ts';
import { createTeardown } from './start/teardown.ts';
import { watchStarter } from './start/watch-starter.ts';

const log = (line: string) => {
  process.stderr.write(`${line}\n`);
};

function describeFault(error: unknown): string {
  if (error instanceof StartRefusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}

async function run(): Promise<void> {
  const teardown = createTeardown(log);
  const end = async (exitCode: number) => {
    await teardown.run();
    process.exit(exitCode);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  watchStarter(process.env, () => void end(0));
  // Whoever read the first line may close the pipe after it; the line goes on.
  process.stdout.on('error', () => {});
  try {
    const { json } = readArguments(process.argv.slice(2));
    const rootPath = fileURLToPath(new URL('..', import.meta.url));
    const appLog = json ? log : (text: string) => log(readableLine(text, new Date()));
    const line = await startLocalLine({ env: process.env, rootPath, log, appLog, teardown });
    process.stdout.write(json ? formatReport(line) : formatBanner(line));
    void line.broken.then((reason) => {
      if (teardown.signal.aborted) return;
      log(reason);
      void end(1);
    });
  } catch (error) {
    // A start that Ctrl-C cut short fails in some way of its own; that is not worth a word.
    if (!teardown.signal.aborted) log(describeFault(error));
    await end(1);
  }
}

await run();
