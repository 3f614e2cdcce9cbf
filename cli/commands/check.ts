import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { allowingHost, parseAllowedHosts } from '../../src/data-source/allowed-hosts.ts';
import type { CheckOptions } from '../../src/interpreter/checks/check-program.ts';
import { failed, ok, type Result } from '../../src/result.ts';
import type { CommandEnd, CommandIo, ExitCode, FlowsCommand } from '../command.ts';
import { commandLine } from '../command-line.ts';
import { dialogueFiles } from '../dialogue/find-dialogues.ts';
import { loadSuite } from '../dialogue/run-suite.ts';
import { checksOf, type LocatedFinding, wordFinding } from '../line/checks-of.ts';
import { defaultFolders } from '../line/default-folders.ts';
import { type LoadedLine, loadLine } from '../line/load-line.ts';
import { type Arguments, everyCommand, readArguments } from '../read-arguments.ts';
import { type Refusal, refusal } from '../refusal.ts';

const help = `npm run flows -- check [files or folders]

Looks for everything that is wrong with flows, routes, schedules, prompts and clips, without a call.
Without arguments it checks ${defaultFolders.flows}. Given a file, it reads the whole folder and lists what is in that file. Of dialogues (*.dialogue.json) the form is checked.

  --strict         warnings fail as well
  --hosts <list>   hosts that the app may send requests to, as HTTP_ALLOWED_HOSTS has them; default that variable, and where it is not set
                   hosts are not checked
  --clips          fetches the clips from CLIPS_BASE_URL and looks at them; else what lies there is taken to be right
  --json           one JSON document: { ok, errors, warnings, errorsElsewhere, findings: [{ severity, file, line, column, pointer, code, message, advice }] };
                   pointer is a JSON pointer (RFC 6901) such as /steps/greeting/prompt, empty for the whole document`;

const options = {
  ...everyCommand,
  strict: { type: 'boolean' },
  hosts: { type: 'string' },
  clips: { type: 'boolean' },
} as const;

const checkable =
  'Name a folder of flows, or a file: *.flow.json, routes.json, schedules.json, prompts/*.json, *.dialogue.json.';

const noFlowsAdvice =
  'Name the folder with the *.flow.json and the routes.json, or write a first flow: npm run flows -- new <name>';

/** `flows check`: lists problems and warnings with their places. */
export const checkCommand: FlowsCommand = { name: 'check', summary: 'find what is wrong with flows', help, run };

type Values = Arguments<typeof options>['values'];

async function run(argv: readonly string[], io: CommandIo): Promise<CommandEnd> {
  const read = readArguments(argv, options);
  if (!read.ok) return read.error;
  const { values, positionals } = read.value;
  const app = appOf(values, io);
  if (!app.ok) return app.error;
  const { isAllowedUrl, clipsFrom } = app.value;
  const paths = positionals.length === 0 ? [defaultFolders.flows] : positionals;
  const found: Found[] = [];
  for (const path of paths) {
    const here = await findingsAt(path, { ...io, clipsFrom }, { isAllowedUrl });
    if (!here.ok) return here.error;
    found.push(here.value);
  }
  return report(found, values, io);
}

/** What is looked at beside the files: the hosts that the app may send requests to, and where its clips are fetched from. */
interface AppChecked {
  readonly isAllowedUrl: CheckOptions['isAllowedUrl'];
  readonly clipsFrom: string | undefined;
}

function appOf(values: Values, io: CommandIo): Result<AppChecked, Refusal> {
  const named = values.hosts ?? (io.allowedHosts === '' ? undefined : io.allowedHosts);
  const hosts = named === undefined ? undefined : parseAllowedHosts(named);
  if (hosts?.ok === false) {
    const source = values.hosts === undefined ? 'HTTP_ALLOWED_HOSTS' : '--hosts';
    const example = 'For example: --hosts api.example.org,*.example.com';
    return failed(refusal(`${source}: ${hosts.error.join(' ')}`, example));
  }
  const isUnset = io.clipsBaseUrl === undefined || io.clipsBaseUrl === '';
  if (values.clips === true && isUnset) {
    const advice = 'Set it as the app has it; clips beside the flows are always looked at.';
    return failed(refusal('--clips: CLIPS_BASE_URL is not set.', advice));
  }
  const allowed = hosts?.value;
  const isAllowedUrl = allowed && ((url: URL) => allowingHost(url, allowed) !== undefined);
  return ok({ isAllowedUrl, clipsFrom: values.clips === true ? io.clipsBaseUrl : undefined });
}

interface Found {
  readonly findings: readonly LocatedFinding[];
  /** Problems in other files of the folder, which can be the fault of this one. */
  readonly errorsElsewhere: number;
  /** The folder of the line. Absolute. */
  readonly folder: string;
}

function report(found: readonly Found[], values: Values, io: CommandIo): ExitCode {
  const findings = found.flatMap((one) => one.findings);
  const shown = findings.map((one) => ({ ...one, file: relative(io.directory, one.file) }));
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  const warnings = shown.length - errors;
  const errorsElsewhere = found.reduce((sum, one) => sum + one.errorsElsewhere, 0);
  const isRight = errors === 0 && (values.strict !== true || warnings === 0);
  if (values.json === true) {
    io.out(JSON.stringify({ ok: isRight, errors, warnings, errorsElsewhere, findings: shown }, undefined, 2));
    return isRight ? 0 : 1;
  }
  const folders = new Set(found.filter((one) => one.errorsElsewhere > 0).map(({ folder }) => folder));
  const command = checkCommandLine(
    [...folders].map((folder) => relative(io.directory, folder)),
    values,
  );
  io.out([...shown.map(wordFinding), summary(errors, warnings), ...wordElsewhere(errorsElsewhere, command)].join('\n'));
  return isRight ? 0 : 1;
}

/** What is found in a folder, or in one file of it or of dialogues. */
async function findingsAt(
  path: string,
  io: CommandIo & { readonly clipsFrom: string | undefined },
  options: CheckOptions,
): Promise<Result<Found, Refusal>> {
  const nothing = failed(refusal(`There is no ${path} that can be checked.`, checkable));
  const absolute = resolve(io.directory, path);
  const entry = statSync(absolute, { throwIfNoEntry: false });
  if (entry === undefined) return nothing;
  if (entry.isFile() && path.endsWith('.dialogue.json')) {
    const { problems } = loadSuite([absolute]);
    const findings = problems.map((problem): LocatedFinding => ({ ...problem, severity: 'error' }));
    return ok({ findings, errorsElsewhere: 0, folder: dirname(absolute) });
  }
  if (entry.isFile() && !/(\.flow|[\\/](routes|schedules)|[\\/]prompts[\\/][^\\/]*)\.json$/.test(absolute))
    return nothing;
  const folder = entry.isDirectory() ? absolute : folderOf(absolute);
  const line = await loadLine(folder, io);
  if (line === undefined) return nothing;
  if (entry.isDirectory() && isEmpty(line)) return failed(noFlows(path, absolute));
  const all = checksOf(line, options);
  const findings = entry.isDirectory() ? all : all.filter(({ file }) => file === absolute);
  const elsewhere = all.filter((one) => one.severity === 'error' && !findings.includes(one));
  return ok({ findings, errorsElsewhere: elsewhere.length, folder });
}

/** A folder of dialogues is not empty, only not for this command. */
function noFlows(path: string, folder: string): Refusal {
  const count = dialogueFiles(folder)?.length ?? 0;
  if (count === 0) return refusal(`There are no flows in ${path}.`, noFlowsAdvice);
  const files = count === 1 ? 'a file' : `${count} files`;
  const advice = `Run them: ${commandLine('test', [path])}; or name one to check its form.`;
  return refusal(`There are no flows in ${path}, but ${files} of dialogues.`, advice);
}

/** With routes or with a flow that cannot be read it is meant to be a line, and what it lacks is a problem. */
function isEmpty({ files: { directory, flows, broken } }: LoadedLine): boolean {
  return flows.size === 0 && !broken.has('flows') && !existsSync(join(directory, 'routes.json'));
}

/** A catalogue of prompts stands in a folder of its own below the flows. */
function folderOf(file: string): string {
  const folder = dirname(file);
  return folder.endsWith('prompts') ? dirname(folder) : folder;
}

function wordElsewhere(errors: number, command: string): string[] {
  if (errors === 0) return [];
  return [`${errors} ${errors === 1 ? 'problem' : 'problems'} in other files: ${command}`];
}

/** The command that shows the whole of these folders, checked as here. */
function checkCommandLine(folders: readonly string[], { hosts, strict }: Values): string {
  return commandLine('check', [
    ...(folders.length === 1 && folders[0] === defaultFolders.flows
      ? []
      : folders.map((one) => (one === '' ? '.' : one))),
    ...(hosts === undefined ? [] : ['--hosts', hosts]),
    ...(strict === true ? ['--strict'] : []),
  ]);
}

function summary(errors: number, warnings: number): string {
  if (errors + warnings === 0) return 'Nothing is wrong.';
  return `${errors} ${errors === 1 ? 'problem' : 'problems'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
}
