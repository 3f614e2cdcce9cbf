/**
 * Prints `N passed, N failed` over the steps of a run: `node scripts/count-tests.ts <reports directory> <step>=<exit code> ...`.
 * A step whose vitest report `<step>.json` is in the directory counts its tests; any step that ended badly counts at least
 * one failure, so that a suite that never got to report, or a failed check without tests, is not taken for a good one.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countSteps } from './count-steps.ts';

const [directory = '.', ...outcomes] = process.argv.slice(2);
const steps = outcomes.map(async (outcome) => {
  const [name = '', exitCode = '1'] = outcome.split('=');
  const reportText = await readFile(join(directory, `${name}.json`), 'utf8').catch(() => undefined);
  return { exitCode: Number(exitCode), reportText };
});
const { passed, failed } = countSteps(await Promise.all(steps));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
