import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Child } from './child-process.ts';
import { startChild } from './child-process.ts';

const preloadUrl = new URL('exit-with-parent.ts', import.meta.url).href;

/** Time for its first answer, in milliseconds. Usually a quarter of a second; two on a busy machine. */
const readyTimeoutMs = 30_000;

/**
 * Starts Azurite's table service on 127.0.0.1, its tables kept in a directory. It asks no version of its clients (they are
 * newer than it) and sends no telemetry.
 */
export async function startTableStorage(options: {
  readonly directory: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}): Promise<Child> {
  const { directory, port, env } = options;
  await mkdir(directory, { recursive: true });
  return startChild({
    name: 'The table storage',
    scriptPath: createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js'),
    args: [
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
      ...['--location', directory, '--tableHost', '127.0.0.1', '--tablePort', String(port)],
    ],
    execArgs: ['--import', preloadUrl],
    env,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    isReady: (line) => line.includes('successfully started'),
    readyTimeoutMs,
    // Its greetings on stdout say nothing that a person needs.
    onLine: (line) => {
      if (!line.startsWith('Azurite Table service')) options.onLine(line);
    },
  });
}
