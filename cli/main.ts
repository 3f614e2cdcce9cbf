import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { runFlows } from './flows.ts';

// A reader who has seen enough, such as `head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runFlows(process.argv.slice(2), {
  directory: process.cwd(),
  clipsElsewhere: (process.env.CLIPS_BASE_URL ?? '') !== '',
  clipsBaseUrl: process.env.CLIPS_BASE_URL,
  allowedHosts: process.env.HTTP_ALLOWED_HOSTS,
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  isTyped: process.stdin.isTTY === true,
  lines: () => createInterface({ input: process.stdin }),
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
});
