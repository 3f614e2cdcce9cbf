import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TimedOut, withTimeout } from '../functions-host/with-timeout.ts';

/** A program that runs beside this one. */
export interface ChildOptions {
  /** As people call it. */
  readonly name: string;
  readonly scriptPath: string;
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly execArgs?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether this line of its stdout says that it is ready. Lines up to it are not passed on. */
  readonly isReady: (line: string) => boolean;
  /** Bound from its start to its ready line, in milliseconds. */
  readonly readyTimeoutMs: number;
  /** Every other line that it writes, on stdout or stderr. */
  readonly onLine: (line: string) => void;
}

/** A started program. */
export interface Child {
  readonly pid: number | undefined;
  /** True when the ready line came; false when it ended, or was ended, before. */
  readonly ready: Promise<boolean>;
  /** Resolves when it is gone, with a sentence that says how. Never rejects. */
  readonly gone: Promise<string>;
  /** Asks it to end by closing the channel to it, and kills it if it is slow. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** Time that a program gets to end before it is killed, in milliseconds; above the functions host's own bounds. */
const stopTimeoutMs = 9_000;

/** Starts a program with a channel to it, through which it notices when this process is gone. */
export function startChild(options: ChildOptions): Child {
  const { name } = options;
  const child = fork(options.scriptPath, [...(options.args ?? [])], {
    cwd: options.cwd,
    env: options.env,
    execArgv: [...(options.execArgs ?? [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // `exit`, not `close`: Node emits no `close` for a child whose channel this side closed.
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} cannot be run: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`${name} ended (${signal ?? `exit code ${code}`}).`));
  });
  const readyLine = new Promise<boolean>((resolve) => {
    let isReady = false;
    forEachLine(child.stdout, (line) => {
      if (!isReady && options.isReady(line)) {
        isReady = true;
        resolve(true);
      } else options.onLine(line);
    });
    forEachLine(child.stderr, options.onLine);
    void gone.then(() => resolve(false));
  });
  const stop = async () => {
    if (child.connected) child.disconnect();
    await withTimeout(gone, stopTimeoutMs, name).catch(() => child.kill('SIGKILL'));
    await gone;
  };
  const ready = withTimeout(readyLine, options.readyTimeoutMs, name).catch((error: unknown) => {
    if (error instanceof TimedOut) options.onLine(error.message);
    child.kill('SIGKILL');
    return false;
  });
  return { pid: child.pid, ready, gone, stop };
}

function forEachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', onLine);
}
