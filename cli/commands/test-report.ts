import { coveragePercent, type FlowCoverage } from '../coverage/measure-coverage.ts';
import { wordCoverage } from '../coverage/word-coverage.ts';
import type { SuiteResult } from '../dialogue/run-suite.ts';

/** What came of `flows test`. */
export interface SuiteReport {
  readonly results: readonly SuiteResult[];
  readonly coverage: readonly FlowCoverage[];
  /** Per cent of steps and outcomes that must be reached; undefined where nothing is asked for. */
  readonly coverageMin: number | undefined;
  /** Files in which texts were rewritten. */
  readonly updated: readonly string[];
  /** What is wrong with flows and dialogues, worded. */
  readonly problems: readonly string[];
  /** How long the dialogues took. */
  readonly durationMs: number;
}

/** A report for people and for programs. */
export interface WordedReport {
  readonly ok: boolean;
  readonly text: string;
  readonly json: object;
}

/** Words a report; `verbose`: with the dialogues that passed, and every transcript. */
export function wordReport(report: SuiteReport, verbose: boolean): WordedReport {
  const { results, coverage, coverageMin, updated, problems, durationMs } = report;
  const failures = results.filter(({ result }) => !result.ok).length;
  // Where nothing could be run nothing was covered either.
  const percent = coverage.length === 0 ? 0 : coveragePercent(coverage);
  const covered = coverageMin === undefined || percent >= coverageMin;
  const ok = failures === 0 && problems.length === 0 && covered;
  const shown = results.filter(({ result }) => verbose || !result.ok);
  const news = [...problems, ...shown.map(wordResult), ...updated.map((file) => `rewritten: ${file}`)];
  const text = [
    ...news,
    ...(news.length === 0 ? [] : ['']),
    ...coverage.map(wordCoverage),
    '',
    summary(report, failures),
    `${covered ? '' : 'FAILED '}coverage: ${percent} % of all steps and outcomes${covered ? '' : `, below the ${coverageMin} % required`}`,
  ];
  const dialogues = results.map(({ file, dialogue: { name, flow }, result }) => {
    const { ok: passed, difference } = result;
    const told = verbose || !passed ? { transcript: result.transcript } : {};
    return { file, name, flow, ok: passed, difference, ...told };
  });
  return {
    ok,
    text: text.join('\n'),
    json: { ok, dialogues, coverage, coveragePercent: percent, updated, problems, durationMs },
  };
}

function wordResult({ file, dialogue, result }: SuiteResult): string {
  return `${result.ok ? 'ok    ' : 'FAILED'} ${file}: ${dialogue.name}\n${indented(result.transcript)}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function summary({ results, problems, durationMs }: SuiteReport, failures: number): string {
  const passed = results.length - failures;
  const rate = durationMs > 0 ? Math.round((results.length * 1_000) / durationMs) : 0;
  const time = `${(durationMs / 1_000).toFixed(2)} s (${rate} a second)`;
  const more =
    problems.length === 0 ? '' : `, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} above`;
  return `${results.length} ${results.length === 1 ? 'dialogue' : 'dialogues'}: ${passed} passed, ${failures} failed${more}, in ${time}`;
}
