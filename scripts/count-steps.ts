import * as z from 'zod';

/** How a step of a run ended. */
export interface StepOutcome {
  readonly exitCode: number;
  /** The report of vitest's json reporter, if the step wrote one. */
  readonly reportText: string | undefined;
}

const reportSchema = z.object({ numPassedTests: z.int().min(0), numFailedTests: z.int().min(0) });

/** Passed and failed tests over all steps. A step that ended badly, or whose report is unreadable, has at least one failure. */
export function countSteps(steps: readonly StepOutcome[]): { readonly passed: number; readonly failed: number } {
  let passed = 0;
  let failed = 0;
  for (const { exitCode, reportText } of steps) {
    const report = readReport(reportText);
    const isBad = exitCode !== 0 || report === undefined;
    passed += report?.numPassedTests ?? 0;
    failed += Math.max(report?.numFailedTests ?? 0, isBad ? 1 : 0);
  }
  return { passed, failed };
}

function readReport(text: string | undefined): z.infer<typeof reportSchema> | undefined {
  // A step without tests, such as lint, writes no report.
  if (text === undefined) return { numPassedTests: 0, numFailedTests: 0 };
  try {
    return reportSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
