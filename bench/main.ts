import { parseArgs } from 'node:util';
import { benchTransition, type TransitionReport } from './transition.ts';

const usage = 'Use: npm run bench -- transition [--json]';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
if (positionals.length !== 1 || positionals[0] !== 'transition') {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const report = await benchTransition();
  process.stdout.write(`${values.json === true ? JSON.stringify(report) : inWords(report)}\n`);
}

function inWords(report: TransitionReport): string {
  const lines = Object.values(report.rates).map(
    ({ name, perSecond, range: [slowest, fastest] }) =>
      `${name.padEnd(12)} ${thousands(perSecond)} events/s (${thousands(slowest)} to ${thousands(fastest)})`,
  );
  return [
    ...lines,
    '',
    `in memory, against XState       ${report.ratioInMemory.toFixed(1)} times (at least 20)`,
    `with JSON, against XState       ${report.ratioWithJson.toFixed(1)} times (at least 6)`,
    `5,000 steps against 10          ${report.flowSize5000vs10.toFixed(2)} of the rate (at least 0.6)`,
    `100,000 calls against one       ${report.calls100kVs1.toFixed(2)} times the cost (at most 2)`,
    `compiling 5,000 steps           ${report.compile5000Ms.toFixed(0)} ms (at most 100)`,
  ].join('\n');
}

function thousands(rate: number): string {
  return `${(rate / 1_000).toFixed(0).padStart(6)}k`;
}
