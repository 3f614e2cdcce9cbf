import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { runFlows } from './flows.ts';

process.exitCode = await runFlows(process.argv.slice(2), {
  directory: process.cwd(),
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  lines: () => createInterface({ input: process.stdin }),
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
});
