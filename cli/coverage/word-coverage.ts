import type { Counted, FlowCoverage } from './measure-coverage.ts';

/** What dialogues reached of a flow, and under it each step with what they did not reach. */
export function wordCoverage({ flow, steps, outcomes, missedSteps, missedOutcomes }: FlowCoverage): string {
  if (steps.reached === 0) return `${flow}: no dialogue (${steps.of} steps, ${outcomes.of} outcomes)`;
  const never = new Set(missedSteps);
  const missed = new Map<string, string[]>();
  for (const step of missedSteps) missed.set(step, ['never entered']);
  for (const { step, outcome } of missedOutcomes) {
    if (!never.has(step)) missed.set(step, [...(missed.get(step) ?? []), plain(outcome)]);
  }
  const lines = [...missed].map(([step, what]) => `  ${step}: ${what.join(', ')}`);
  return [`${flow}: ${count(steps)} steps, ${count(outcomes)} outcomes`, ...lines].join('\n');
}

/** The same for programs, with outcomes in the words that people read. */
export function plainCoverage(coverage: FlowCoverage): FlowCoverage {
  const missedOutcomes = coverage.missedOutcomes.map(({ step, outcome }) => ({ step, outcome: plain(outcome) }));
  return { ...coverage, missedOutcomes };
}

function count({ reached, of }: Counted): string {
  return `${reached} of ${of}`;
}

/** Without the brackets of a mark. */
function plain(outcome: string): string {
  return outcome.replace(/^\((.*)\)$/, '$1');
}
