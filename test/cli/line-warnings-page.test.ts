import { expect, test } from 'vitest';
import * as z from 'zod';
import { dialogueWarningCodes, fileWarningCodes } from '../../src/flow-catalog/located-problem.ts';
import { lineWarningCodes } from '../../src/interpreter/flow-problem.ts';
import { documentedLineWarnings, frame } from '../interpreter/checks/documented-checks.ts';
import { aFolder, runIn } from './a-terminal.ts';

test('docs/flow-checks.md lists every warning of files and of dialogues, and no other', () => {
  const known = [...fileWarningCodes, ...dialogueWarningCodes];
  expect(fileWarningCodes).toEqual(expect.arrayContaining([...lineWarningCodes]));
  expect(documentedLineWarnings.map(({ code }) => code)).toEqual(known);
});

test.each(documentedLineWarnings)('the first example of $code triggers it alone', async ({ code, wrong }) => {
  expect(await codesOf(wrong)).toEqual([code]);
});

test.each(documentedLineWarnings)('the fixed example of $code triggers nothing', async ({ fixed }) => {
  expect(await codesOf(fixed)).toEqual([]);
});

const told = z.object({
  findings: z.array(z.object({ code: z.string() })).default([]),
  warnings: z.union([z.number(), z.array(z.object({ code: z.string() }))]),
});

/** The codes that the files of an example trigger under `check` and under `test`. */
async function codesOf(example: string): Promise<string[]> {
  const named = Object.entries(JSON.parse(example)).filter(([, content]) => content !== null);
  const placed = named.map(([name, content]) => {
    return [`${name.endsWith('.dialogue.json') ? 'test/dialogues' : 'src/flows'}/${name}`, content] as const;
  });
  const folder = aFolder({
    'src/flows/example.flow.json': frame,
    'src/flows/routes.json': { routes: [{ to: '+14255550100', flow: 'example' }] },
    ...Object.fromEntries(placed),
  });
  const checked = told.parse(JSON.parse((await runIn(folder, ['check', '--json'])).out));
  const codes = checked.findings.map(({ code }) => code);
  if (placed.every(([name]) => !name.startsWith('test/'))) return codes;
  const tested = told.parse(JSON.parse((await runIn(folder, ['test', '--json'])).out));
  return [...codes, ...(Array.isArray(tested.warnings) ? tested.warnings.map(({ code }) => code) : [])];
}
