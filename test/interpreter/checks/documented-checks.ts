import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonDocument } from '../../../src/flow-catalog/read-json-document.ts';
import { checkProgram } from '../../../src/interpreter/checks/check-program.ts';
import { parseProgram } from '../../../src/interpreter/parse-program.ts';
import { projectRoot } from '../../tidy/source-files.ts';

/** A check as docs/flow-checks.md tells of it. */
export interface DocumentedCheck {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What triggers it, and what does not, as written. */
  readonly wrong: string;
  readonly fixed: string;
  /** Other codes that the first example triggers. */
  readonly also: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const whole = readFileSync(join(projectRoot, 'docs/flow-checks.md'), 'utf8');
const [page = '', ofLine = ''] = whole.split('\n## Files of a line\n');
const [files = '', lineWarnings = ''] = ofLine.split('\n## Warnings of a line and its dialogues\n');
const [errors = '', warnings = ''] = page.split('\n## Warnings\n');

/** The checks of the page, in its order. */
export const documentedChecks: readonly DocumentedCheck[] = [
  ...checksIn(errors, 'error'),
  ...checksIn(warnings, 'warning'),
];

/** The checks of a line's files, in the page's order. */
export const documentedFileChecks: readonly DocumentedCheck[] = checksIn(files, 'error');

/** What is worth a word about a line's files and its dialogues, in the page's order. */
export const documentedLineWarnings: readonly DocumentedCheck[] = checksIn(lineWarnings, 'warning');

/** The flow that the examples of the page stand in: the last example before the first heading. */
export const frame: Fields = JSON.parse(codeBlocks(page.split('\n## Errors\n')[0] ?? '').at(-1) ?? '');

function checksIn(section: string, severity: DocumentedCheck['severity']): DocumentedCheck[] {
  return section
    .split(/\n### (?=`)/)
    .slice(1)
    .map((entry) => {
      const [wrong = '', fixed = ''] = codeBlocks(entry);
      const also = /The first example also\s+triggers (.*)\./.exec(entry)?.[1] ?? '';
      return {
        code: /^`([a-z-]+)`/.exec(entry)?.[1] ?? '',
        severity,
        wrong,
        fixed,
        also: [...also.matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ''),
      };
    });
}

function codeBlocks(text: string): string[] {
  return [...text.matchAll(/```json\n(.*?)```/gs)].map((match) => match[1] ?? '');
}

/** The codes that an example of the page triggers, each once, in the app of the examples. */
export function codesOf(example: string): string[] {
  const read = readJsonDocument(example);
  if (!read.ok) return unique(read.error.map(({ code }) => code));
  const { flows = {}, schedules, clips, ...flow } = fieldsIn(read.value);
  const inner = Object.entries(fieldsIn(flows)).map(([name, document]) => [
    name,
    { name, language: 'en-US', ...fieldsIn(document) },
  ]);
  const source = {
    main: frame.name,
    flows: { ...Object.fromEntries(inner), [String(frame.name)]: placed(flow) },
    ...(schedules === undefined ? {} : { schedules: { schedules } }),
    ...(clips === undefined ? {} : { clips }),
  };
  const program = parseProgram(source, 'example');
  if (!program.ok) return unique(program.error.map(({ code }) => code));
  const isAllowedUrl = ({ host }: URL) => host === 'api.example.org';
  return unique(checkProgram(program.value, { isAllowedUrl }).map(({ code }) => code));
}

function placed(flow: Fields): Fields {
  const steps = withoutNull({ ...fieldsIn(frame.steps), ...fieldsIn(flow.steps ?? {}) });
  return withoutNull({ ...frame, ...flow, steps });
}

function withoutNull(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function fieldsIn(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new Error('An example of the page is no object.');
  return { ...value };
}

function unique(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
