import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulator } from '@callwright/telephony-emulator';
import { StartRefusal } from '../functions-host/start-refusal.ts';
import { ensurePhoneBuilt } from '../phone/build-phone.ts';
import { appSettings, eventGridEndpoint } from './app-settings.ts';
import { awaitHealth } from './await-health.ts';
import { strayLines } from './check-flows.ts';
import type { Child } from './child-process.ts';
import { startChild } from './child-process.ts';
import type { LocalLine } from './local-lines.ts';
import type { LocalPlan, PlanOptions } from './local-plan.ts';
import { planLocalLine } from './local-plan.ts';
import { supervise } from './supervise.ts';
import { startTableStorage } from './table-storage.ts';
import { watchFlows } from './watch-flows.ts';

/** What a local line is started from. */
export interface LocalLineOptions extends PlanOptions {
  /** Gets a line of the table storage, the emulator or this start itself. */
  readonly log: (line: string) => void;
  /** Gets a line of the app or its host. The app writes its log as lines of JSON. */
  readonly appLog: (line: string) => void;
}

/** A line that can be called. */
export interface RunningLine {
  readonly phoneUrl: string;
  readonly functionsUrl: string;
  readonly emulatorUrl: string;
  /** Of the emulator; holds an access key that is good on this machine only. */
  readonly connectionString: string;
  readonly tablesUrl: string;
  /** Directory that keeps the tables. */
  readonly tablesPath: string;
  /** Directory of the flows, which may be edited while the line runs. */
  readonly flowsPath: string;
  readonly lines: readonly LocalLine[];
  /** The hosts that requests of flows may go to. */
  readonly requestHosts: readonly string[];
  /** Resolves with a sentence if a part ends that the line cannot do without. */
  readonly broken: Promise<string>;
}

/** `aud` of the webhooks' tokens: stands for the resource id that a real ACS resource has. */
const audience = '00000000-0000-4000-8000-000000000001';

/** Name of the function that Event Grid tells about calls. */
const incomingCallFunction = 'incomingCall';

const readyTimeoutMs = 30_000;
/** Everything it needs is up by then, and wrong settings it says at once; what else is not healthy soon will not be. */
const healthTimeoutMs = 6_000;

/**
 * Starts table storage, emulator, phone and functions host side by side, and resolves when the app says that it is healthy.
 * Everything started is noted in the teardown. Throws StartRefusal with sentences for the person at the terminal.
 */
export async function startLocalLine(options: LocalLineOptions): Promise<RunningLine> {
  const plan = await planLocalLine(options);
  const { ports, keys } = plan;
  for (const line of strayLines(plan.flows)) options.log(line);
  const emulator = await startPlannedEmulator(plan, options);
  const settings = appSettings(plan.env, {
    ports,
    keys,
    acsConnection: emulator.connectionString,
    emulatorUrl: emulator.url,
    audience,
  });
  const [tables, functions] = await Promise.all([
    startTables(plan, options),
    startFunctions(settings, options),
    ensurePhoneBuilt(plan.phonePath),
  ]);
  const functionsUrl = `http://127.0.0.1:${ports.functions}`;
  const health = await awaitHealth(`${functionsUrl}/api/health`, healthTimeoutMs, options.teardown.signal);
  if (!health.ok) throw new StartRefusal(health.error);
  const watch = watchFlows(plan.flows, options.log);
  options.teardown.add('The watch over the flows', async () => watch.stop());
  return {
    phoneUrl: `${emulator.url}/`,
    functionsUrl,
    emulatorUrl: emulator.url,
    connectionString: emulator.connectionString,
    tablesUrl: `http://127.0.0.1:${ports.tables}/devstoreaccount1`,
    tablesPath: plan.tablesPath,
    flowsPath: plan.flows.directory,
    lines: plan.lines,
    requestHosts: plan.requestHosts,
    broken: Promise.race([tables.gone, functions.gaveUp]),
  };
}

async function startPlannedEmulator({ ports, keys, phonePath, lines, speed }: LocalPlan, options: LocalLineOptions) {
  // The emulator serves the folder while the phone may still be being built into it.
  await mkdir(phonePath, { recursive: true });
  const emulator = await startEmulator({
    port: ports.emulator,
    accessKey: keys.emulatorAccessKey,
    lines,
    incomingCallEndpoint: eventGridEndpoint(ports.functions, incomingCallFunction, keys.eventGridKey),
    phoneDirectory: phonePath,
    audience,
    settings: { speed },
    log: options.log,
  });
  options.teardown.add('The emulator', () => emulator.close());
  return emulator;
}

async function startTables({ tablesPath, ports, env }: LocalPlan, options: LocalLineOptions): Promise<Child> {
  const tables = await startTableStorage({ directory: tablesPath, port: ports.tables, env, onLine: options.log });
  options.teardown.add('The table storage', () => tables.stop());
  if (!(await tables.ready)) throw new StartRefusal(`${await tables.gone} Its lines above say why.`);
  return tables;
}

async function startFunctions(settings: NodeJS.ProcessEnv, options: LocalLineOptions) {
  const start = () =>
    startChild({
      name: 'The functions host',
      scriptPath: join(options.rootPath, 'local/functions-host/main.ts'),
      args: ['--levels'],
      env: settings,
      cwd: options.rootPath,
      isReady: (line) => line.startsWith('{"ready":true'),
      readyTimeoutMs,
      onLine: options.appLog,
    });
  const first = start();
  options.teardown.add('The functions host', () => first.stop());
  if (!(await first.ready)) throw new StartRefusal(`${await first.gone} Its lines above say why.`);
  const supervised = supervise(first, start, options.log);
  options.teardown.add('The functions host', () => supervised.stop());
  return supervised;
}
