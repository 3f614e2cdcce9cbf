import { expect, test } from 'vitest';
import { countSteps } from '../../scripts/count-steps.ts';

const report = (passed: number, failed: number) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed });

test.each([
  [
    'good suites and checks',
    [
      { exitCode: 0, reportText: undefined },
      { exitCode: 0, reportText: report(5, 0) },
    ],
    5,
    0,
  ],
  [
    'failed tests',
    [
      { exitCode: 1, reportText: report(5, 2) },
      { exitCode: 0, reportText: report(1, 0) },
    ],
    6,
    2,
  ],
  [
    'a failed check',
    [
      { exitCode: 1, reportText: undefined },
      { exitCode: 0, reportText: report(5, 0) },
    ],
    5,
    1,
  ],
  ['a suite that ended badly though its tests passed', [{ exitCode: 1, reportText: report(5, 0) }], 5, 1],
  ['a suite that timed out', [{ exitCode: 124, reportText: undefined }], 0, 1],
  ['a cut report', [{ exitCode: 0, reportText: '{"num' }], 0, 1],
])('%s', (_, steps, passed, failed) => {
  expect(countSteps(steps)).toEqual({ passed, failed });
});
