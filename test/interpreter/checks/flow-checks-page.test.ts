import { expect, test } from 'vitest';
import { appErrorCodes, flowWarningCodes } from '../../../src/interpreter/checks/finding.ts';
import { flowProblemCodes } from '../../../src/interpreter/flow-problem.ts';
import { codesOf, documentedChecks } from './documented-checks.ts';

test('docs/flow-checks.md lists every code, errors and warnings, and no other', () => {
  const listed = (severity: string) =>
    documentedChecks.filter((check) => check.severity === severity).map(({ code }) => code);
  expect(listed('error').toSorted()).toEqual([...flowProblemCodes, ...appErrorCodes].toSorted());
  expect(listed('warning').toSorted()).toEqual(flowWarningCodes.toSorted());
});

test.each(documentedChecks)('the first example of $code triggers it, and nothing that it does not say', (check) => {
  expect(codesOf(check.wrong)).toEqual([check.code, ...check.also].toSorted());
});

test.each(documentedChecks)('the fixed example of $code triggers nothing', (check) => {
  expect(codesOf(check.fixed)).toEqual([]);
});

test('the frame of the examples is clean', () => {
  expect(codesOf('{}')).toEqual([]);
});
