import { join, relative, resolve } from 'node:path';
import type { LocatedProblem } from '../../src/flow-catalog/located-problem.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { CommandEnd, CommandIo, ExitCode, FlowsCommand } from '../command.ts';
import { dialogueFiles } from '../dialogue/find-dialogues.ts';
import { coverageOf, loadSuite, runSuite } from '../dialogue/run-suite.ts';
import { unusedGiven } from '../dialogue/unused-given.ts';
import { updateAll } from '../dialogue/update-suite.ts';
import type { LocatedFinding } from '../line/checks-of.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { openLine } from '../line/find-flow.ts';
import type { LoadedLine } from '../line/load-line.ts';
import { unreadFlows } from '../line/unread-flows.ts';
import { type Arguments, everyCommand, readArguments } from '../read-arguments.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { type SuiteReport, wordReport } from './test-report.ts';

const help = `npm run flows -- test [files or folders]

Runs dialogues against the flows, on a virtual clock, and shows the first difference of each that fails.
Without arguments it runs those in ${defaultFolders.dialogues}.

  --flows <folder>      where the flows are; default ${defaultFolders.flows}
  --verbose             every dialogue with the transcript of its call, also those that pass
  --coverage-min <n>    fails when less than n per cent of all steps and outcomes are reached
  --strict              warnings fail as well: what is given and no call of its file needed, by dialogues that pass
  --update              rewrites the texts that failing dialogues hear, where nothing but words differs
  --json                one JSON document: { ok, dialogues, coverage, coveragePercent, updated, problems, warnings, durationMs };
                        transcripts of dialogues that fail, with --verbose of all; updated: the files that --update wrote;
                        problems and warnings as the findings of "check"`;

const options = {
  ...everyCommand,
  flows: { type: 'string' },
  verbose: { type: 'boolean' },
  update: { type: 'boolean' },
  strict: { type: 'boolean' },
  'coverage-min': { type: 'string' },
} as const;

type Values = Arguments<typeof options>['values'];

/** `flows test`: runs dialogues. */
export const testCommand: FlowsCommand = { name: 'test', summary: 'run dialogues against flows', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const wrong = wrongValue(values);
  if (wrong !== undefined) return wrong;
  const files = dialogueFilesAt(positionals, io);
  if (!files.ok) return files.error;
  const suite = loadSuite(files.value);
  const flows = suite.dialogues.map(({ dialogue }) => dialogue.flow);
  const line = await openLine({ io, folder: values.flows }, [...new Set(flows)]);
  if (!line.ok) return line.error;
  const everyFlow = positionals.length === 0;
  return testLine({ line: line.value, suite, values, everyFlow }, io);
}

const whereDialoguesAre = 'Name a *.dialogue.json, or a folder with some.';

const dialoguesAdvice = `Name its dialogues, *.dialogue.json, as in ${defaultFolders.dialogues}; npm run flows -- check looks at flows.`;

function dialogueFilesAt(paths: readonly string[], io: CommandIo): Result<readonly string[], Refusal> {
  const files: string[] = [];
  for (const path of paths.length === 0 ? [defaultFolders.dialogues] : paths) {
    const found = dialogueFiles(resolve(io.directory, path));
    if (found === undefined) return failed(refusal(`There is no file or folder ${path}.`, adviseDialogues(path, io)));
    if (path.endsWith('.flow.json')) return failed(refusal(`${path} is a flow, not a dialogue.`, dialoguesAdvice));
    if (found.length === 0) return failed(refusal(`There is no dialogue in ${path}.`, whereDialoguesAre));
    files.push(...found);
  }
  return ok(files);
}

/** Whoever names a flow means its dialogues, which stand in a folder of that name. */
function adviseDialogues(path: string, { directory }: CommandIo): string {
  const folder = join(defaultFolders.dialogues, path);
  const meant = (dialogueFiles(resolve(directory, folder)) ?? []).length > 0;
  return meant ? `Did you mean ${folder}?` : whereDialoguesAre;
}

interface Testing {
  readonly line: LoadedLine;
  readonly suite: ReturnType<typeof loadSuite>;
  readonly values: Values;
  readonly everyFlow: boolean;
}

function testLine({ line, suite, values, everyFlow }: Testing, io: CommandIo): ExitCode {
  const { programs, routes } = line;
  const how = { everyFlow, known: [...line.files.flows.keys(), ...unreadFlows(line).keys()], routes };
  const startedAtMs = io.nowMs();
  const first = runSuite(suite.dialogues, programs, how);
  const durationMs = io.nowMs() - startedAtMs;
  const updated = values.update === true ? updateAll(first.results, line) : { ...first, written: [] };
  const found = { errors: [...suite.problems, ...line.problems], warnings: unusedGiven(updated.results) };
  const report: SuiteReport = {
    results: updated.results.map((one) => ({ ...one, file: relative(io.directory, one.file) })),
    coverage: coverageOf(updated.results, programs, everyFlow),
    coverageMin: values['coverage-min'] === undefined ? undefined : Number(values['coverage-min']),
    updated: updated.written.map((file) => relative(io.directory, file)),
    findings: findingsOf(found, io),
    isStrict: values.strict === true,
    durationMs,
  };
  const { ok, text, json } = wordReport(report, values.verbose === true);
  io.out(values.json === true ? JSON.stringify(json, undefined, 2) : text);
  return ok ? 0 : 1;
}

function wrongValue({ 'coverage-min': min }: Values): Refusal | undefined {
  if (min === undefined || (/^\d{1,3}(\.\d+)?$/.test(min) && Number(min) <= 100)) return undefined;
  return refusal(`--coverage-min is "${min}".`, 'Give it a number from 0 to 100.');
}

interface Found {
  readonly errors: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

function findingsOf({ errors, warnings }: Found, io: CommandIo): LocatedFinding[] {
  const short = ({ file, ...rest }: LocatedProblem) => ({ ...rest, file: relative(io.directory, file) });
  return [
    ...errors.map((one) => ({ severity: 'error' as const, ...short(one) })),
    ...warnings.map((one) => ({ severity: 'warning' as const, ...short(one) })),
  ];
}
