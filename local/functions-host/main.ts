/**
 * Runs the functions of an app without Azure: `node local/functions-host/main.ts`.
 * Settings come from the environment, as they do on Azure. Its own are FUNCTIONS_APP (the app's main file, default
 * src/main.ts), FUNCTIONS_PORT (default 7071, 0: any free one), FUNCTIONS_HOST_JSON (default host.json) and
 * FUNCTIONS_SYSTEM_KEY (key of the Event Grid webhook; without it the key is not checked).
 * With `--levels` each line of the app that is a JSON object says its level, if it does not already.
 * The first line on stdout is `{"ready":true,"port":7071,"functions":[...]}`, unless the app itself prints while it loads.
 * It ends on SIGTERM, on SIGINT, and when the process that started it with an IPC channel is gone.
 */
import { resolve } from 'node:path';
import type { FunctionsHost } from './functions-host.ts';
import { startFunctionsHost } from './functions-host.ts';
import { readHostJson } from './host-json.ts';
import { levelledLog, processLog } from './host-log.ts';
import { parsePort } from './port.ts';
import { StartRefusal } from './start-refusal.ts';

const portDefault = 7071;

/** Last bound of an end that hangs: longer than the host's own bounds together. */
const exitTimeoutMs = 8_000;

async function start(env: NodeJS.ProcessEnv): Promise<FunctionsHost> {
  const port = parsePort(env.FUNCTIONS_PORT, portDefault);
  if (port === undefined) throw new StartRefusal('FUNCTIONS_PORT must be a port number from 0 to 65535.');
  return startFunctionsHost({
    appPath: resolve(env.FUNCTIONS_APP ?? 'src/main.ts'),
    hostJson: await readHostJson(resolve(env.FUNCTIONS_HOST_JSON ?? 'host.json')),
    port,
    settings: env,
    systemKey: env.FUNCTIONS_SYSTEM_KEY,
    log: process.argv.includes('--levels') ? levelledLog : processLog,
  });
}

function endWith(host: FunctionsHost): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), exitTimeoutMs).unref();
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        processLog('error', `The functions host did not close cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
}

try {
  const host = await start(process.env);
  endWith(host);
  // The starter may have gone while the app was loading.
  if (process.send !== undefined && !process.connected) await host.close().then(() => process.exit(0));
  process.stdout.write(`${JSON.stringify({ ready: true, port: host.port, functions: host.functions })}\n`);
} catch (error) {
  const isRefusal = error instanceof StartRefusal;
  const text = error instanceof Error ? (isRefusal ? error.message : (error.stack ?? error.message)) : String(error);
  processLog('error', isRefusal ? text : `The functions host cannot start: ${text}`);
  process.exit(1);
}
