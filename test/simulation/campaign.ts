import { storyOf } from './history.ts';
import { longestGapMs, violationsOf } from './invariants.ts';
import { type CallPlan, type Outcome, simulateCall } from './world.ts';

/** A call with a name by which it can be found again. */
export interface NamedPlan {
  readonly name: string;
  readonly plan: CallPlan;
}

/** What came of many calls. */
export interface Report {
  readonly calls: number;
  /** `<name>, seed <n>: <violation>`, each kind of violation once, with the number of calls that have it. */
  readonly violations: readonly string[];
  /** What happened in the first call that broke a rule. */
  readonly story: string;
  /** The longest silence of calls that lost no event, and of those that did. Milliseconds. */
  readonly longestGapMs: number;
  readonly longestLossGapMs: number;
}

interface Found {
  readonly example: string;
  calls: number;
}

/** Lines of a story's beginning, and of its end, that a failed test prints. */
const storyLinesMax = 80;

/** Simulates calls one after the other and judges each. */
export async function runCampaign(plans: Iterable<NamedPlan>): Promise<Report> {
  const found = new Map<string, Found>();
  const report = { calls: 0, story: '', longestGapMs: 0, longestLossGapMs: 0 };
  for (const { name, plan } of plans) {
    const outcome = await simulateCall(plan);
    report.calls++;
    const kind = outcome.history.disturbed.has('loss') ? 'longestLossGapMs' : 'longestGapMs';
    report[kind] = Math.max(report[kind], longestGapMs(outcome));
    const violations = new Set(violationsOf(outcome));
    if (violations.size > 0 && report.story === '') report.story = excerptOf(outcome);
    for (const violation of violations) note(found, `${name}, seed ${plan.seed}: ${violation}`, violation);
  }
  const violations = [...found.values()].map(({ example, calls }) => `${example} (${calls} such calls)`);
  return { ...report, violations };
}

/** Throws with the violations and the story of the first where a campaign has any. */
export function expectSound(report: Report): void {
  if (report.violations.length === 0) return;
  throw new Error(`${report.violations.join('\n')}\n\nThe first of them:\n${report.story}`);
}

function note(found: Map<string, Found>, example: string, violation: string): void {
  const kind = violation.replaceAll(/\d+/g, 'n');
  const known = found.get(kind) ?? { example, calls: 0 };
  known.calls++;
  found.set(kind, known);
}

/** Sweeps of calls that are over are left out: they fill the story and tell nothing. */
function excerptOf(outcome: Outcome): string {
  const lines = storyOf(outcome.history).split('\n');
  const told = lines.filter((line) => !/"what":"sweep"| sweeps$/.test(line));
  if (told.length <= 2 * storyLinesMax) return told.join('\n');
  return [...told.slice(0, storyLinesMax), '      ...', ...told.slice(-storyLinesMax)].join('\n');
}
