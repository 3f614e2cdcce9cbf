import { join } from 'node:path';
import type { LineFiles } from '../../src/flow-catalog/line-files.ts';
import { type LocatedProblem, locate } from '../../src/flow-catalog/located-problem.ts';
import { type CheckOptions, checkPrograms } from '../../src/interpreter/checks/check-program.ts';
import type { Finding } from '../../src/interpreter/checks/finding.ts';
import type { LoadedLine } from './load-line.ts';
import { distinct } from './load-line.ts';

/** A problem or a warning, with its place. */
export interface LocatedFinding extends LocatedProblem {
  readonly severity: 'error' | 'warning';
}

/** All that is known of a line: what stops it from running, and where callers deserve better. By place. */
export function checksOf(
  { files, problems, programs }: LoadedLine,
  options: CheckOptions = {},
): readonly LocatedFinding[] {
  const errors = problems.map((problem): LocatedFinding => ({ ...problem, severity: 'error' }));
  const warnings = checkPrograms([...programs.values()], options).map((finding) => placed(files, finding));
  return [...distinct([...errors, ...warnings])].sort(byPlace);
}

function placed(files: LineFiles, finding: Finding): LocatedFinding {
  const { severity, path, flow } = finding;
  const [up, folder, language, ...rest] = path;
  const inCatalogue = up === '..' && folder === 'prompts';
  const file = inCatalogue ? files.prompts.get(String(language)) : files.flows.get(flow);
  const problem = inCatalogue ? { ...finding, path: rest } : finding;
  return { severity, ...locate(problem, file ?? { file: join(files.directory, 'routes.json'), text: '' }) };
}

function byPlace(one: LocatedFinding, other: LocatedFinding): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
