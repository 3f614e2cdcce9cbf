import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartRefusal } from '../functions-host/start-refusal.ts';
import { findApp } from './app-file.ts';
import { checkFlows, type FlowsPlace } from './check-flows.ts';
import type { LocalKeys } from './local-keys.ts';
import { loadLocalKeys } from './local-keys.ts';
import type { LocalLine } from './local-lines.ts';
import { linesOf } from './local-lines.ts';
import type { LocalPorts } from './ports.ts';
import { choosePorts } from './ports.ts';
import { lockState } from './state-lock.ts';
import type { Teardown } from './teardown.ts';

/** Everything that is settled before the first part of a local line starts. Paths are absolute. */
export interface LocalPlan {
  readonly tablesPath: string;
  readonly phonePath: string;
  readonly flows: FlowsPlace;
  readonly lines: readonly LocalLine[];
  /** The hosts that requests of flows may go to, as HTTP_ALLOWED_HOSTS has them. */
  readonly requestHosts: readonly string[];
  readonly ports: LocalPorts;
  readonly keys: LocalKeys;
  /** How much faster than real telephones the emulator's are: 1 is as they are. */
  readonly speed: number;
  /** The environment as it was: building the phone changes this process's NODE_ENV for a moment. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a plan is made from. */
export interface PlanOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The project's root directory. */
  readonly rootPath: string;
  /** Releases the lock on the state directory. */
  readonly teardown: Teardown;
}

/**
 * Checks the flows and the app's file, chooses ports, locks the state directory, and reads or makes keys. Throws StartRefusal
 * for what is wrong with them, before anything runs.
 */
export async function planLocalLine({ env, rootPath, teardown }: PlanOptions): Promise<LocalPlan> {
  const statePath = resolve(rootPath, present(env.LOCAL_STATE_DIRECTORY) ?? '.local');
  const appPath = findApp(present(env.FUNCTIONS_APP), rootPath);
  const flows = {
    directory: flowsDirectory(present(env.FLOWS_DIRECTORY), { rootPath, appPath }),
    clipsElsewhere: present(env.CLIPS_BASE_URL) !== undefined,
  };
  const { routes } = checkFlows(flows);
  const ports = await choosePorts(env);
  const lock = lockState(statePath);
  if (lock.ok) teardown.add('The lock', async () => lock.value.release());
  if (!ports.ok || !lock.ok) {
    throw new StartRefusal([...(ports.ok ? [] : ports.error), ...(lock.ok ? [] : [lock.error])].join('\n'));
  }
  return {
    tablesPath: join(statePath, 'tables'),
    phonePath: join(statePath, 'phone'),
    flows,
    lines: linesOf(routes),
    requestHosts: hostsOf(env.HTTP_ALLOWED_HOSTS),
    ports: ports.value,
    speed: speedOf(env.EMULATOR_SPEED),
    keys: await loadLocalKeys(join(statePath, 'keys.json')),
    env: { ...env, FUNCTIONS_APP: appPath },
  };
}

/** The flows that the app reads: those beside it, as beside the bundle, else the project's own. */
function flowsDirectory(named: string | undefined, paths: { rootPath: string; appPath: string }): string {
  if (named !== undefined) return resolve(paths.rootPath, named);
  const beside = join(dirname(paths.appPath), 'flows');
  return existsSync(join(beside, 'routes.json')) ? beside : join(paths.rootPath, 'src/flows');
}

function hostsOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
}

/** Prompts a hundred times as fast are over within milliseconds; faster ones test nothing more. */
const speedMax = 100;

function speedOf(text: string | undefined): number {
  const speed = Number(present(text) ?? '1');
  if (speed >= 0.1 && speed <= speedMax) return speed;
  throw new StartRefusal(`EMULATOR_SPEED is "${text}"; it must be a number from 0.1 to ${speedMax}.`);
}

/** A setting, an empty one being as good as none. */
function present(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
