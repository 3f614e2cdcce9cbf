import { coveragePercent, type FlowCoverage } from '../coverage/measure-coverage.ts';
import { plainCoverage, wordCoverage } from '../coverage/word-coverage.ts';
import type { SuiteResult } from '../dialogue/run-suite.ts';
import { type LocatedFinding, wordFinding } from '../line/checks-of.ts';

/** What came of `flows test`. */
export interface SuiteReport {
  readonly results: readonly SuiteResult[];
  readonly coverage: readonly FlowCoverage[];
  /** Per cent of steps and outcomes that must be reached; undefined where nothing is asked for. */
  readonly coverageMin: number | undefined;
  /** Files in which texts were rewritten. */
  readonly updated: readonly string[];
  /** What is wrong with flows and dialogues, and what is worth a word about dialogues that passed. */
  readonly findings: readonly LocatedFinding[];
  /** Whether warnings fail as well. */
  readonly isStrict: boolean;
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
  const { results, coverage, updated, findings, durationMs } = report;
  const verdict = verdictOf(report);
  const { percent, hasRun } = verdict;
  const shown = results.filter(({ result }) => result.isFlowBroken !== true && (verbose || !result.ok));
  const news = [
    ...findings.map(wordFinding),
    ...shown.map(wordResult),
    ...wordBroken(results),
    ...updated.map((file) => `rewritten: ${file}`),
  ];
  const sum = [summary(report, verdict), ...wordPercent(report, verdict)];
  const text = [news, hasRun ? coverage.map(wordCoverage) : [], sum].filter((block) => block.length > 0);
  const dialogues = results.map(({ file, line, dialogue: { name, flow }, result }) => {
    const { ok: passed, difference } = result;
    const told = verbose || !passed ? { transcript: result.transcript } : {};
    return { file, line, name, flow, ok: passed, difference, ...told };
  });
  const problems = findings.filter(isError);
  const warnings = findings.filter((one) => !isError(one));
  const { ok } = verdict;
  const covered = { coverage: coverage.map(plainCoverage), coveragePercent: percent };
  const json = { ok, dialogues, ...covered, updated, problems, warnings, durationMs: rounded(durationMs) };
  return { ok, text: text.map((block) => block.join('\n')).join('\n\n'), json };
}

/** To hundredths: what a clock says beyond that is noise. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** What a report comes to. */
interface Verdict {
  readonly ok: boolean;
  readonly failures: number;
  readonly problems: number;
  readonly warnings: number;
  readonly percent: number;
  readonly isCovered: boolean;
  /** Whether any dialogue was run: its file and its flow could be read. */
  readonly hasRun: boolean;
}

function verdictOf({ results, coverage, coverageMin, findings, isStrict }: SuiteReport): Verdict {
  const failures = results.filter(({ result }) => !result.ok).length;
  const problems = findings.filter(isError).length;
  const warnings = findings.length - problems;
  // Where nothing could be run nothing was covered either.
  const percent = coverage.length === 0 ? 0 : coveragePercent(coverage);
  const isCovered = coverageMin === undefined || percent >= coverageMin;
  const ok = failures === 0 && problems === 0 && isCovered && (!isStrict || warnings === 0);
  const hasRun = results.some(({ result }) => result.isFlowBroken !== true);
  return { ok, failures, problems, warnings, percent, isCovered, hasRun };
}

function isError({ severity }: LocatedFinding): boolean {
  return severity === 'error';
}

/** A flow that cannot run is one mistake, however many dialogues it has. */
function wordBroken(results: readonly SuiteResult[]): string[] {
  const broken = Map.groupBy(
    results.filter(({ result }) => result.isFlowBroken === true),
    ({ result }) => result.difference,
  );
  return [...broken].map(([difference, { length }]) => `FAILED ${counted(length, 'dialogue')}: ${difference}`);
}

function wordResult({ file, line, dialogue, result }: SuiteResult): string {
  return `${result.ok ? 'ok    ' : 'FAILED'} ${file}:${line}: ${dialogue.name}\n${indented(result.transcript)}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function summary({ results, durationMs }: SuiteReport, { failures, problems, warnings, hasRun }: Verdict): string {
  const passed = results.length - failures;
  const rate = durationMs > 0 ? Math.round((results.length * 1_000) / durationMs) : 0;
  const time = hasRun ? `, in ${(durationMs / 1_000).toFixed(2)} s (${rate} a second)` : '';
  const above = [
    ...(problems === 0 ? [] : [counted(problems, 'problem')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
  ];
  const more = above.length === 0 ? '' : `, ${above.join(' and ')} above`;
  return `${counted(results.length, 'dialogue')}: ${passed} passed, ${failures} failed${more}${time}`;
}

/** Of dialogues of which none was run there is nothing to say, unless something was required of them. */
function wordPercent({ coverageMin }: SuiteReport, { percent, isCovered, hasRun }: Verdict): string[] {
  const words = `coverage: ${percent} % of all steps and outcomes`;
  if (!isCovered) return [`FAILED ${words}, below the ${coverageMin} % required`];
  return hasRun ? [words] : [];
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}
