import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseFlow } from '../interpreter/parse-flow.ts';
import type { Program } from '../interpreter/program.ts';
import { failed, ok, type Result } from '../result.ts';
import { type LocatedProblem, locate } from './located-problem.ts';
import { readJsonDocument } from './read-json-document.ts';
import { parseRoutes, type Route } from './routes.ts';

/** Everything that an operator edits, read and checked. */
export interface FlowDirectory {
  readonly programs: readonly Program[];
  readonly routes: readonly Route[];
}

interface LoadedFlow {
  readonly file: string;
  readonly program: Program;
}

/** Files larger than this are no flows; 5,000 steps take about 1.2 MB. Bytes. */
const fileBytesMax = 4 * 1024 * 1024;

/**
 * Reads the flows (`*.flow.json`) and `routes.json` of a directory, at start. Either all of it is right, or every problem is
 * listed with its place: a line must not start with half of its flows.
 */
export function loadFlowDirectory(directory: string): Result<FlowDirectory, readonly LocatedProblem[]> {
  const problems: LocatedProblem[] = [];
  const flows: LoadedFlow[] = [];
  const files = flowFiles(directory);
  if (files === undefined) return failed([missingDirectory(directory)]);
  for (const file of files) {
    const program = loadFlow(file);
    if (program.ok) flows.push({ file, program: program.value });
    else problems.push(...program.error);
  }
  problems.push(...duplicateNames(flows));
  const programs = flows.map(({ program }) => program);
  const routes = loadRoutes(join(directory, 'routes.json'), programs, problems.length > 0);
  if (!routes.ok) problems.push(...routes.error);
  return routes.ok && problems.length === 0 ? ok({ programs, routes: routes.value }) : failed(problems);
}

/** Reads one flow; its program is named by the hash of the document, whatever its white space. */
export function loadFlow(file: string): Result<Program, readonly LocatedProblem[]> {
  const text = readText(file);
  if (text === undefined) return failed([unreadable(file)]);
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, { file, text })));
  const program = parseFlow(document.value, hashOf(document.value));
  return program.ok ? program : failed(program.error.map((problem) => locate(problem, { file, text })));
}

function loadRoutes(
  file: string,
  programs: readonly Program[],
  flowsBroken: boolean,
): Result<readonly Route[], readonly LocatedProblem[]> {
  const text = readText(file);
  if (text === undefined) return failed([unreadable(file)]);
  const document = readJsonDocument(text);
  if (!document.ok) return failed(document.error.map((problem) => locate(problem, { file, text })));
  // With broken flows missing from the programs, their routes would be reported as unknown, which is noise.
  const names = flowsBroken ? undefined : programs.map((program) => program.flow.name);
  const routes = parseRoutes(document.value, names);
  return routes.ok ? routes : failed(routes.error.map((problem) => locate(problem, { file, text })));
}

function flowFiles(directory: string): string[] | undefined {
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith('.flow.json'));
    return names.sort().map((name) => join(directory, name));
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.length > fileBytesMax ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
}

function hashOf(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

function missingDirectory(directory: string): LocatedProblem {
  const message = `The directory ${directory} cannot be read.`;
  return {
    file: directory,
    line: 1,
    column: 1,
    code: 'unreadable',
    message,
    advice: 'Set FLOWS_DIRECTORY to the directory with the flows.',
  };
}

function unreadable(file: string): LocatedProblem {
  const message = `${basename(file)} cannot be read, or is larger than ${fileBytesMax} bytes.`;
  return { file, line: 1, column: 1, code: 'unreadable', message, advice: 'Put the file there and make it readable.' };
}

function duplicateNames(flows: readonly LoadedFlow[]): LocatedProblem[] {
  return flows.flatMap(({ file, program }, index) => {
    const { name } = program.flow;
    const first = flows.findIndex((other) => other.program.flow.name === name);
    const other = flows[first];
    if (first === index || other === undefined) return [];
    const message = `Two flows are called "${name}": this one and that in ${basename(other.file)}.`;
    const advice = 'Give each flow a name of its own.';
    return [locate({ code: 'duplicate-flow', path: ['name'], message, advice }, { file, text: readText(file) ?? '' })];
  });
}
