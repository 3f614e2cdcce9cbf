import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { allowingHost, parseAllowedHosts } from '../../src/data-source/allowed-hosts.ts';
import { wordProblem } from '../../src/flow-catalog/located-problem.ts';
import type { CheckOptions } from '../../src/interpreter/checks/check-program.ts';
import type { CommandEnd, CommandIo, FlowsCommand } from '../command.ts';
import { loadSuite } from '../dialogue/run-suite.ts';
import { checksOf, type LocatedFinding } from '../line/checks-of.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { loadLine } from '../line/load-line.ts';
import { everyCommand, readArguments } from '../read-arguments.ts';
import { refusal } from '../refusal.ts';

const help = `npm run flows -- check [files or folders]

Looks for everything that is wrong with flows, routes, schedules, prompts and clips, without a call.
Without arguments it checks ${defaultFolders.flows}. Given a file, it reads the whole folder and lists what is in that file. Of dialogues (*.dialogue.json) the form is checked.

  --strict         warnings fail as well
  --hosts <list>   hosts that the app may send requests to, as HTTP_ALLOWED_HOSTS has them; without it hosts are not checked
  --json           one JSON document: { ok, errors, warnings, errorsElsewhere, findings: [{ severity, file, line, column, pointer, code, message, advice }] };
                   pointer is a JSON pointer (RFC 6901) such as /steps/greeting/prompt, empty for the whole document`;

const options = { ...everyCommand, strict: { type: 'boolean' }, hosts: { type: 'string' } } as const;

const checkable =
  'Name a folder of flows, or a file: *.flow.json, routes.json, schedules.json, prompts/*.json, *.dialogue.json.';

/** `flows check`: lists problems and warnings with their places. */
export const checkCommand: FlowsCommand = { name: 'check', summary: 'find what is wrong with flows', help, run };

async function run(argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const hosts = values.hosts === undefined ? undefined : parseAllowedHosts(values.hosts);
  if (hosts?.ok === false) return refusal(`--hosts: ${hosts.error.join(' ')}`);
  const allowed = hosts?.value;
  const isAllowedUrl = allowed && ((url: URL) => allowingHost(url, allowed) !== undefined);
  const findings: LocatedFinding[] = [];
  let errorsElsewhere = 0;
  for (const path of positionals.length === 0 ? [defaultFolders.flows] : positionals) {
    const found = await findingsAt(resolve(io.directory, path), { isAllowedUrl });
    if (found === undefined) return refusal(`There is no ${path} that can be checked.`, checkable);
    findings.push(...found.findings);
    errorsElsewhere += found.errorsElsewhere;
  }
  const shown = findings.map((one) => ({ ...one, file: relative(io.directory, one.file) }));
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  const warnings = shown.length - errors;
  const ok = errors === 0 && (values.strict !== true || warnings === 0);
  if (values.json === true)
    io.out(JSON.stringify({ ok, errors, warnings, errorsElsewhere, findings: shown }, undefined, 2));
  else io.out([...shown.map(wordFinding), summary(errors, warnings), ...wordElsewhere(errorsElsewhere)].join('\n'));
  return ok ? 0 : 1;
}

interface Found {
  readonly findings: readonly LocatedFinding[];
  /** Problems in other files of the folder, which can be the fault of this one. */
  readonly errorsElsewhere: number;
}

/** What is found in a folder, or in one file of it or of dialogues; undefined where there is nothing that can be checked. */
async function findingsAt(path: string, options: CheckOptions): Promise<Found | undefined> {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (entry.isFile() && path.endsWith('.dialogue.json')) {
    const { problems } = loadSuite([path]);
    return { findings: problems.map((problem) => ({ ...problem, severity: 'error' })), errorsElsewhere: 0 };
  }
  if (entry.isFile() && !/(\.flow|[\\/](routes|schedules)|[\\/]prompts[\\/][^\\/]*)\.json$/.test(path))
    return undefined;
  const line = await loadLine(entry.isDirectory() ? path : folderOf(path));
  if (line === undefined) return undefined;
  const all = checksOf(line, options);
  const findings = entry.isDirectory() ? all : all.filter(({ file }) => file === path);
  const elsewhere = all.filter((one) => one.severity === 'error' && !findings.includes(one));
  return { findings, errorsElsewhere: elsewhere.length };
}

/** A catalogue of prompts stands in a folder of its own below the flows. */
function folderOf(file: string): string {
  const folder = dirname(file);
  return folder.endsWith('prompts') ? dirname(folder) : folder;
}

function wordFinding(finding: LocatedFinding): string {
  const { severity, message } = finding;
  return wordProblem(severity === 'warning' ? { ...finding, message: `warning: ${message}` } : finding);
}

function wordElsewhere(errors: number): string[] {
  if (errors === 0) return [];
  return [`${errors} ${errors === 1 ? 'problem' : 'problems'} in other files: npm run flows -- check`];
}

function summary(errors: number, warnings: number): string {
  if (errors + warnings === 0) return 'Nothing is wrong.';
  return `${errors} ${errors === 1 ? 'problem' : 'problems'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
}
