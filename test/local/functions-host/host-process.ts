import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const mainPath = fileURLToPath(new URL('../../../local/functions-host/main.ts', import.meta.url));
const rootPath = fileURLToPath(new URL('../../../', import.meta.url));

/** A functions host in a process of its own, as `npm start` runs it. */
export interface HostProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ready: { readonly port: number; readonly functions: readonly string[] };
  /** Everything on stdout so far. */
  stdout(): string;
}

export interface HostExit {
  readonly code: number | null;
  readonly stderr: string;
}

function forkHost(env: Record<string, string>): { child: ChildProcess; out: { stdout: string; stderr: string } } {
  const child = fork(mainPath, [], {
    cwd: rootPath,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, FUNCTIONS_PORT: '0', TICK_SCHEDULE: '0 0 0 1 1 *', ...env },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    out.stderr += text;
  });
  return { child, out };
}

/** Starts a host and resolves with its ready line; rejects if it ends before. */
export function startHost(env: Record<string, string>): Promise<HostProcess> {
  const { child, out } = forkHost(env);
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`The host ended: ${out.stderr}`)));
    child.stdout?.on('data', () => {
      const line = out.stdout.split('\n').find((text) => text.startsWith('{"ready":true'));
      if (line === undefined) return;
      const ready = JSON.parse(line);
      resolve({ child, ready, url: `http://127.0.0.1:${ready.port}`, stdout: () => out.stdout });
    });
  });
}

/** Starts a host that is expected to end by itself. */
export async function runHostToExit(env: Record<string, string>): Promise<HostExit> {
  const { child, out } = forkHost(env);
  const [code] = await once(child, 'close');
  return { code, stderr: out.stderr };
}

/** Ends a host with a signal and resolves with its exit code. */
export async function endHost(host: HostProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (host.child.exitCode !== null || host.child.signalCode !== null) return host.child.exitCode;
  const closed = once(host.child, 'close');
  host.child.kill(signal);
  const [code] = await closed;
  return code;
}
