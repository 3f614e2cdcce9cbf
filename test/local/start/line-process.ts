import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const rootPath = fileURLToPath(new URL('../../../', import.meta.url));
const fixtureApp = fileURLToPath(new URL('fixtures/line-app.ts', import.meta.url));

/** What `node local/main.ts --json` says on its first line. */
export interface LineReport {
  readonly phone: string;
  readonly functions: string;
  readonly emulator: string;
  readonly connectionString: string;
  readonly tables: string;
  readonly numbers: readonly string[];
}

/** `npm start` in a process of its own, on free ports. */
export interface LineProcess {
  readonly child: ChildProcess;
  /** Rejects with stderr if the line ends before it is up. */
  readonly report: Promise<LineReport>;
  readonly exited: Promise<number | null>;
  stdout(): string;
  stderr(): string;
}

/**
 * Starts a line with the fixture app. The caller ends it. With `throughShell` the child is a shell that stays between, as
 * npm's does.
 */
export function startLine(env: Record<string, string>, throughShell = false): LineProcess {
  const command = [process.execPath, 'local/main.ts', '--json'];
  const child = spawnLine(throughShell ? ['sh', '-c', `"${command.join('" "')}"; exit $?`] : command, env);
  const out = { stdout: '', stderr: '' };
  const report = new Promise<LineReport>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
      const end = out.stdout.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(out.stdout.slice(0, end)));
    });
    child.once('exit', () => reject(new Error(out.stderr)));
  });
  // Tests that expect the end look at `exited` and never at the report.
  report.catch(() => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    out.stderr += text;
  });
  const exited = once(child, 'close').then(([code]): number | null => code);
  return { child, report, exited, stdout: () => out.stdout, stderr: () => out.stderr };
}

/** The same as a person starts it: with the banner. The caller ends it. */
export function startLineForPeople(env: Record<string, string>) {
  return spawnLine([process.execPath, 'local/main.ts'], env);
}

function spawnLine([file = '', ...args]: readonly string[], env: Record<string, string>) {
  return spawn(file, args, {
    cwd: rootPath,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      FUNCTIONS_APP: fixtureApp,
      FUNCTIONS_PORT: '0',
      EMULATOR_PORT: '0',
      TABLES_PORT: '0',
      ...env,
    },
  });
}

/** Whether anything answers there. */
export async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
