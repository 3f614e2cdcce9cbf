import { expect, test } from 'vitest';
import { clipDurations } from '../../src/clips/clip-durations.ts';
import { fileProblemCodes } from '../../src/flow-catalog/located-problem.ts';
import { documentedFileChecks, frame } from '../interpreter/checks/documented-checks.ts';
import { aFlowDirectory, problemsOf } from './flow-directory.ts';

test('docs/flow-checks.md lists every check of files, and no other', () => {
  expect(documentedFileChecks.map(({ code }) => code).toSorted()).toEqual(fileProblemCodes.toSorted());
});

test.each(documentedFileChecks)('the first example of $code triggers it alone', ({ code, wrong }) => {
  expect(codesOf(wrong)).toEqual([code]);
});

test.each(documentedFileChecks)('the fixed example of $code triggers nothing', ({ fixed }) => {
  expect(codesOf(fixed)).toEqual([]);
});

const routes = { routes: [{ to: '+14255550100', flow: 'example' }] };

/** The codes that a directory with the files of an example triggers, each once. */
function codesOf(example: string): string[] {
  const { 'part1.flow.json': chain, ...named } = JSON.parse(example);
  const files = { 'example.flow.json': frame, 'routes.json': routes, ...named };
  const there = Object.entries(files).filter(([, content]) => content !== null);
  const directory = aFlowDirectory({ ...Object.fromEntries(there), ...(chain === undefined ? {} : chainOf(chain)) });
  const clips = clipDurations(`${directory}/clips`);
  const problems = problemsOf(directory, clips === undefined ? {} : { clips });
  return [...new Set(problems.map((problem) => problem.split(' ').at(-1) ?? ''))];
}

/** Flows of which each runs the next; the last one returns. */
function chainOf({ runsUpTo }: { runsUpTo: number }): Record<string, object> {
  const parts = Array.from({ length: runsUpTo }, (_, index) => {
    const step =
      index + 1 < runsUpTo
        ? { type: 'subflow', flow: `part${index + 2}`, next: 'over' }
        : { type: 'set', values: {}, next: 'over' };
    const steps = { run: step, over: { type: 'return' } };
    const flow = { name: `part${index + 1}`, language: 'en-US', start: 'run', operator: { none: 'Nobody.' }, steps };
    return [`part${index + 1}.flow.json`, flow] as const;
  });
  return Object.fromEntries(parts);
}
