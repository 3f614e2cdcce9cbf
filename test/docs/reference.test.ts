import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { withGeneratedParts } from '../../scripts/reference/generated-parts.ts';
import { stepModules } from '../../src/interpreter/steps/index.ts';
import { projectRoot } from '../tidy/source-files.ts';
import { pages } from './snippets.ts';

const reference = readFileSync(join(projectRoot, 'docs/flow-language.md'), 'utf8');

test('the generated parts of the reference are those of the code', () => {
  expect(reference, 'run npm run docs').toBe(withGeneratedParts(reference));
});

test('the reference has a section for each kind of step', () => {
  const sections = [...reference.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(expect.arrayContaining(Object.keys(stepModules)));
});

test('every field of the reference has a meaning', () => {
  expect(reference.split('\n').filter((line) => /^\| `[^|]+\| [^|]+\| \|$/.test(line))).toEqual([]);
});

test('every word for what a field takes is explained, or plain', () => {
  const [, explained = ''] = reference.split('| word | what it is |\n|---|---|\n');
  const rows = explained.slice(0, explained.indexOf('\n\n')).split('\n');
  const known = [...rows.map((row) => row.split(' ')[1]), ...plainWords];
  expect(wordsForWhatFieldsTake().filter((word) => !known.includes(word))).toEqual([]);
});

test('the links of the reference lead to its headings', () => {
  const headings = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...reference.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links.filter((anchor) => anchor === undefined || !headings.includes(anchor))).toEqual([]);
});

test('every page that a page links to is there', () => {
  const missing = pages().flatMap((page) =>
    [...readFileSync(join(projectRoot, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, path = '']) => join(dirname(page), path))
      .filter((path) => !existsSync(join(projectRoot, path)))
      .map((path) => `${page} links to ${path}`),
  );
  expect(missing).toEqual([]);
});

test('a part that nobody makes is an error of whoever wrote the page', () => {
  expect(() => withGeneratedParts('<!-- generated: nothing -->\n<!-- end -->')).toThrow('Nothing makes the part');
});

/** Words of the column "takes" that need no explanation, or join others. */
const plainWords = 'integer number true false to object list of or step JSON'.split(' ');

function wordsForWhatFieldsTake(): readonly string[] {
  const [, ...tables] = reference.split('| field | takes | meaning |\n|---|---|---|\n');
  const cells = tables.flatMap((table) =>
    table
      .slice(0, table.indexOf('\n\n'))
      .split('\n')
      .map((row) => row.split(' | ')[1] ?? ''),
  );
  const words = cells.flatMap((cell) => cell.replaceAll(/`[^`]*`/g, '').match(/[a-z]+/gi) ?? []);
  return [...new Set(words)];
}
