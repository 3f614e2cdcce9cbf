import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RegisteredFunction } from './app-registry.ts';
import type { AppSettings } from './app-setting.ts';
import { resolveSettings } from './app-setting.ts';
import { createFunctionsServer } from './functions-server.ts';
import type { HostJson } from './host-json.ts';
import type { HostLog } from './host-log.ts';
import { httpFunctionsOf } from './http-functions.ts';
import type { Invoker } from './invoke-function.ts';
import { createInvoker } from './invoke-function.ts';
import { loadApp, runHooks } from './load-app.ts';
import { parseSchedule } from './schedule.ts';
import { StartRefusal } from './start-refusal.ts';
import { machineClock, startTimerTrigger } from './timer-trigger.ts';
import { functionsWithTrigger, refuseUnsupported, triggerOf } from './triggers.ts';
import { withTimeout } from './with-timeout.ts';

/** What a functions host runs, and where. */
export interface FunctionsHostOptions {
  /** Absolute path of the app's main file: sources or bundle. */
  readonly appPath: string;
  readonly hostJson: HostJson;
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** For `%NAME%` in triggers; the app itself reads its environment. */
  readonly settings: AppSettings;
  /** Key of the Event Grid webhook; undefined: not checked. */
  readonly systemKey: string | undefined;
  readonly log: HostLog;
}

/** A running host. */
export interface FunctionsHost {
  readonly port: number;
  /** Names of the functions, sorted. */
  readonly functions: readonly string[];
  /** Stops timers and requests, lets running functions end (bounded), runs the app's last hooks. */
  close(): Promise<void>;
}

/** Time that running functions and the last hooks get each when the host closes, in milliseconds. */
const closeTimeoutMs = 3_000;

/**
 * Loads an app and runs its functions. Once in a process, since the library keeps its registrations per process.
 * Throws StartRefusal for what the host cannot run or a taken port.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { appPath, hostJson, settings, log } = options;
  const app = await loadApp(appPath, log);
  const functions = app.registry.functions;
  refuseUnsupported(functions.values());
  const invoker = createInvoker({ app, timeoutMs: hostJson.functionTimeoutMs, log });
  const server = createFunctionsServer({
    functions,
    httpFunctions: httpFunctionsOf(functionsWithTrigger(functions.values(), 'httpTrigger'), {
      routePrefix: hostJson.routePrefix,
      settings,
    }),
    eventGrid: {
      functions: functionsWithTrigger(functions.values(), 'eventGridTrigger'),
      systemKey: options.systemKey,
      invoker,
    },
    invoker,
    log,
  });
  const timers = prepareTimers(functionsWithTrigger(functions.values(), 'timerTrigger'), settings, invoker);
  const port = await listen(server, options.port);
  const stopTimers = timers.map((start) => start());
  return {
    port,
    functions: [...functions.values()].map(({ metadata }) => metadata.name).sort(),
    async close() {
      for (const stop of stopTimers) stop();
      server.close();
      server.closeIdleConnections();
      await invoker.drain(closeTimeoutMs);
      const lastHooks = runHooks(app.registry.hooks.appTerminate, { hookData: {}, appHookData: app.appHookData });
      await withTimeout(lastHooks, closeTimeoutMs, 'The appTerminate hooks').catch((error: unknown) =>
        log('error', error instanceof Error ? error.message : String(error)),
      );
      server.closeAllConnections();
    },
  };
}

/** Checks every schedule now, so that a wrong one ends the start before anything runs; each result starts its timer. */
function prepareTimers(
  functions: readonly RegisteredFunction[],
  settings: AppSettings,
  invoker: Invoker,
): (() => () => void)[] {
  return functions.map((registered) => {
    const { binding } = triggerOf(registered.metadata);
    const parsed = parseSchedule(resolveSettings(String(binding.schedule ?? ''), settings));
    if (!parsed.ok) throw new StartRefusal(`The schedule of function ${registered.metadata.name}: ${parsed.error}`);
    return () =>
      startTimerTrigger({
        schedule: parsed.value,
        runOnStartup: binding.runOnStartup === true,
        clock: machineClock,
        run: (input) => invoker.invoke(registered, { data: { json: JSON.stringify(input) }, triggerMetadata: {} }),
      });
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken ? new StartRefusal(`Port ${port} is taken; FUNCTIONS_PORT chooses another (0: any free one).`) : error,
      );
    });
    // A server that listens on a port has an AddressInfo; only pipes have a text.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
